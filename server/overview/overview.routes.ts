import * as z from 'zod';
import { asOfField } from '#shared/fields.ts';
import { Overview } from '#shared/overview/overview.ts';
import { defaultAsOf } from '../data-state/data-state.sql.ts';
import { route } from '../http/route.ts';
import { overviewAt } from './overview.sql.ts';

export const overviewRoutes = [
  route({
    method: 'get',
    path: '/api/overview',
    action: 'overview:read',
    summary: 'Rahmen, Mittelabfluss, Stellen, Ampeln, Meilensteine und Änderungen zum Stichtag',
    query: z.strictObject({ asOf: asOfField.optional() }),
    answer: Overview,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) => overviewAt(read, query.asOf ?? (await defaultAsOf(read, clock)))),
  }),
];
