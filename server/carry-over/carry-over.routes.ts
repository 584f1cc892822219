import * as z from 'zod';
import { asOfField, knownOnField, yearQueryField } from '#shared/fields.ts';
import { CarryOverPage } from '#shared/planning/carry-over-request.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { XLSX_TYPE } from '../workbook/sheet-names.ts';
import { runJob } from '../work/run-job.ts';
import { carryOverFileJob } from './carry-over-file.ts';
import { carryOverPage } from './carry-over.sql.ts';

const yearQuery = z.strictObject({ asOf: asOfField.optional(), knownOn: knownOnField, year: yearQueryField });

export const carryOverRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/carry-over',
    action: 'ledger:read',
    summary: 'Vorschlag der Ermächtigungsübertragung eines Jahres nach § 21 GemHVO',
    query: yearQuery,
    answer: CarryOverPage,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) =>
        carryOverPage(read, {
          year: query.year,
          asOf: await askedAsOf(read, clock, query.asOf),
          knownSeq: await knownSeqOn(read, query.knownOn),
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/api/carry-over/annex.xlsx',
    action: 'requests:read',
    summary: 'Anlagen zur Ermächtigungsübertragung für Ergebnis- und Finanzhaushalt als Excel-Datei',
    query: z.strictObject({
      asOf: asOfField.optional(),
      knownOn: knownOnField,
      year: yearQueryField,
      request: z.coerce.number().int().positive().optional(),
    }),
    answer: 'stream',
    contentType: XLSX_TYPE,
    handle: async ({ db, clock, query }) => {
      const asOf = await askedAsOf(db.read, clock, query.asOf);
      return {
        fileName: `Ermaechtigungsuebertragung-${query.year}-nach-${query.year + 1}-${asOf}.xlsx`,
        send: (take) => runJob(carryOverFileJob, { db, clock }, { ...query, asOf }, take),
      };
    },
  }),
];
