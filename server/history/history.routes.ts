import * as z from 'zod';
import { HistoryPage, VerifyResult } from '#shared/history/history.ts';
import { route } from '../http/route.ts';
import { runJob } from '../work/run-job.ts';
import { listHistory } from './history.sql.ts';
import { verifyJob } from './history.jobs.ts';

export const historyRoutes = [
  route({
    method: 'get',
    path: '/api/history',
    action: 'history:read',
    summary: 'Verlauf: wer hat wann was geändert, neueste zuerst',
    query: z.strictObject({
      before: z.coerce.number().int().positive().optional(),
      entity: z.string().max(40).optional(),
      entityId: z.string().max(40).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: HistoryPage,
    handle: ({ db, query }) => db.snapshot((read) => listHistory(read, query)),
  }),
  route({
    method: 'get',
    path: '/api/history/verify',
    action: 'history:verify',
    summary: 'Prüft Kette, Summen und Schreibschutz',
    answer: VerifyResult,
    handle: ({ db, clock }) => runJob(verifyJob, { db, clock }, undefined),
  }),
];
