import * as z from 'zod';
import { HistoryPage } from '#shared/history/history.ts';
import { route } from '../http/route.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { listHistory } from './history.sql.ts';
import { historyFile } from './history-file.ts';

export const historyRoutes = [
  historyFile.route,
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
    handle: ({ db, actor, query }) =>
      db.snapshot(async (read) => listHistory(read, { ...query, own: await ownRows(read, actor) })),
  }),
];
