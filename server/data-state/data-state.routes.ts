import * as z from 'zod';
import { DataState } from '#shared/data-state/data-state.ts';
import { asOfField, knownOnField } from '#shared/fields.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { route } from '../http/route.ts';
import { dataState } from './data-state.sql.ts';

export const dataStateRoutes = [
  route({
    method: 'get',
    path: '/api/data-state',
    action: 'data-state:read',
    summary: 'Stichtag, Buchungsstand und Vollständigkeit der Daten',
    query: z.strictObject({ asOf: asOfField.optional(), knownOn: knownOnField }),
    answer: DataState,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) =>
        dataState(read, await askedAsOf(read, clock, query.asOf), await knownSeqOn(read, query.knownOn)),
      ),
  }),
];
