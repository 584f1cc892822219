import * as z from 'zod';
import { asOfField, knownOnField, yearQueryField } from '#shared/fields.ts';
import { LaterYears } from '#shared/planning/later-years.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { authorisationRows, laterYears } from './authorisations.sql.ts';

const yearQuery = z.strictObject({ asOf: asOfField.optional(), knownOn: knownOnField, year: yearQueryField });

export const authorisationRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/later-years',
    action: 'ledger:read',
    summary: 'Vorbelastung späterer Jahre und Verpflichtungsermächtigungen der Zeilen eines Jahres',
    query: yearQuery,
    answer: LaterYears,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) => {
        const asOf = await askedAsOf(read, clock, query.asOf);
        const at = { asOf, knownSeq: await knownSeqOn(read, query.knownOn) };
        const rows = await laterYears(read, { ...at, years: [query.year] });
        const authorisations = await authorisationRows(read, { ...at, year: query.year });
        return { asOf, year: query.year, rows, authorisations };
      }),
  }),
];
