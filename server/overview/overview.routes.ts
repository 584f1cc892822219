import * as z from 'zod';
import { asOfField, knownOnField } from '#shared/fields.ts';
import { Overview, OverviewIndicators } from '#shared/overview/overview.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { route } from '../http/route.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { worstIndicators } from './indicators.ts';
import { overviewAt } from './overview.sql.ts';

export const overviewRoutes = [
  route({
    method: 'get',
    path: '/api/overview',
    action: 'overview:read',
    summary: 'Rahmen, Mittelabfluss, Stellen, Ampeln, Meilensteine und Änderungen zum Stichtag',
    query: z.strictObject({ asOf: asOfField.optional(), knownOn: knownOnField }),
    cached: true,
    answer: Overview,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) =>
        overviewAt(read, await askedAsOf(read, clock, query.asOf), await knownSeqOn(read, query.knownOn)),
      ),
  }),
  route({
    method: 'get',
    path: '/api/overview/indicators',
    action: 'overview:read',
    summary: 'Die Kennzahlen der Übersicht: wenige, die am weitesten zurückliegen, zum Stichtag',
    query: z.strictObject({ asOf: asOfField.optional(), knownOn: knownOnField }),
    cached: true,
    answer: OverviewIndicators,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) =>
        worstIndicators(
          read,
          await askedAsOf(read, clock, query.asOf),
          await knownSeqOn(read, query.knownOn),
        ),
      ),
  }),
];
