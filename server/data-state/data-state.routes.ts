import * as z from 'zod';
import { DataState } from '#shared/data-state/data-state.ts';
import { asOfField, knownOnField } from '#shared/fields.ts';
import { knownSeqOn } from '../history/known.sql.ts';
import { route } from '../http/route.ts';
import { askedAsOf, dataState } from './data-state.sql.ts';

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
