import { VerifyResult } from '#shared/history/history.ts';
import { route } from '../http/route.ts';
import { runJob } from '../work/run-job.ts';
import { verifyJob } from './verify.jobs.ts';

export const verifyRoutes = [
  route({
    method: 'get',
    path: '/api/history/verify',
    action: 'history:verify',
    summary: 'Prüft Kette, Summen und Schreibschutz',
    answer: VerifyResult,
    handle: ({ db, clock }) => runJob(verifyJob, { db, clock }, undefined),
  }),
];
