import * as z from 'zod';
import { asOfField, idField, knownOnField, ledgerField, yearQueryField } from '#shared/fields.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { runJob } from '../work/run-job.ts';
import { exportPostingsJob } from './exports.jobs.ts';
import { selectionWords } from './postings.sql.ts';

const FORMATS = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const query = z.strictObject({
  asOf: asOfField.optional(),
  knownOn: knownOnField,
  year: yearQueryField.optional(),
  ledger: ledgerField.optional(),
  subBudget: z.string().trim().min(1).max(60).optional(),
  line: z.coerce.number().pipe(idField).optional(),
});

function exportRoute(format: keyof typeof FORMATS): RouteDefinition {
  return route({
    method: 'get',
    path: `/api/postings.${format}`,
    action: 'ledger:read',
    summary: `Buchungen als ${format === 'csv' ? 'CSV' : 'Excel-Datei'}, ohne Obergrenze; Summe je Zeile = Ist der Zeile`,
    query,
    answer: 'stream',
    contentType: FORMATS[format],
    handle: async ({ db, clock, caller, query: asked }) => {
      const asOf = await askedAsOf(db.read, clock, asked.asOf);
      const selection = { ...asked, asOf, knownSeq: await knownSeqOn(db.read, asked.knownOn) };
      const input = { format, selection, title: await selectionWords(db.read, selection) };
      caller.security({ event: 'export', what: `/api/postings.${format}` });
      return {
        fileName: `buchungen${asked.year === undefined ? '' : `-${asked.year}`}-${asOf}.${format}`,
        send: (take) => runJob(exportPostingsJob, { db, clock }, input, take),
      };
    },
  });
}

export const exportRoutes: RouteDefinition[] = [exportRoute('csv'), exportRoute('xlsx')];
