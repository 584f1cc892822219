import * as z from 'zod';
import type { IsoDate } from '#shared/calendar.ts';
import { asOfField, idField } from '#shared/fields.ts';
import { ReportComparison } from '#shared/reports/report-comparison.ts';
import { IssuedReport, ReportDraft, ReportList } from '#shared/reports/reports.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { draftRoutes } from './draft-routes.ts';
import {
  compareJob,
  draftFileJob,
  draftJob,
  issuedFileJob,
  issuedJob,
  issuedTableJob,
} from './reports.jobs.ts';
import { findBrief, listReports } from './reports.sql.ts';
import type { TableFormat } from './table-file.ts';
import { JsonText } from '../http/json-text.ts';
import { runJob } from '../work/run-job.ts';
import { XLSX_TYPE } from '../workbook/sheet-names.ts';

const AsOfQuery = z.strictObject({ asOf: asOfField });
function fileName(asOf: IsoDate, reference: string, ending = '.xlsx'): string {
  const suffix = reference === '' ? 'Entwurf' : `GRDrs-${reference.replace('/', '-')}`;
  return `Bericht-${asOf}-${suffix}${ending}`;
}

const TABLE_TYPES: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

const ReportId = z.strictObject({ id: z.coerce.number().int().positive() });

export const reportRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/reports',
    action: 'reports:read',
    summary: 'Herausgegebene Berichte, neueste zuerst',
    answer: ReportList,
    handle: async ({ db }) => ({ reports: await listReports(db.read) }),
  }),
  route({
    method: 'get',
    path: '/api/reports/draft',
    action: 'reports:draft',
    summary: 'Entwurf des Berichts zum Stichtag',
    query: AsOfQuery,
    answer: ReportDraft,
    handle: async ({ db, clock, query }) => new JsonText(await runJob(draftJob, { db, clock }, query)),
  }),
  route({
    method: 'get',
    path: '/api/reports/draft.xlsx',
    action: 'reports:draft',
    summary: 'Entwurf des Berichts als Excel-Datei',
    query: AsOfQuery,
    answer: 'stream',
    contentType: XLSX_TYPE,
    handle: ({ db, clock, query }) =>
      Promise.resolve({
        fileName: fileName(query.asOf, ''),
        send: (take) => runJob(draftFileJob, { db, clock }, query, take),
      }),
  }),
  ...draftRoutes,
  route({
    method: 'get',
    path: '/api/reports/compare',
    action: 'reports:read',
    summary: 'Was ein herausgegebener Bericht anders sagt als ein anderer, Angabe für Angabe',
    query: z.strictObject({
      before: z.coerce.number().pipe(idField),
      after: z.coerce.number().pipe(idField),
    }),
    answer: ReportComparison,
    handle: async ({ db, clock, query }) => new JsonText(await runJob(compareJob, { db, clock }, query)),
  }),
  route({
    method: 'get',
    path: '/api/reports/:id',
    action: 'reports:read',
    summary: 'Ein herausgegebener Bericht, wie er eingefroren wurde',
    params: ReportId,
    answer: IssuedReport,
    handle: async ({ db, clock, params }) => new JsonText(await runJob(issuedJob, { db, clock }, params)),
  }),
  route({
    method: 'get',
    path: '/api/reports/:id/xlsx',
    action: 'reports:read',
    summary: 'Ein herausgegebener Bericht als Excel-Datei aus den eingefrorenen Tabellen',
    params: ReportId,
    answer: 'stream',
    contentType: XLSX_TYPE,
    handle: async ({ db, clock, params }) => {
      const { asOf, reference } = await findBrief(db.read, params.id);
      return {
        fileName: fileName(asOf, reference),
        send: (take) => runJob(issuedFileJob, { db, clock }, params, take),
      };
    },
  }),
  route({
    method: 'get',
    path: '/api/reports/:id/json',
    action: 'reports:read',
    summary: 'Alles, was bei der Herausgabe gespeichert wurde; die Datei hat die Prüfsumme des Berichts',
    params: ReportId,
    answer: 'stream',
    contentType: TABLE_TYPES.json,
    handle: async ({ db, clock, params: { id } }) => {
      const { asOf, reference } = await findBrief(db.read, id);
      return {
        fileName: fileName(asOf, reference, '.json'),
        send: (take) => runJob(issuedTableJob, { db, clock }, { id, table: null, format: 'json' }, take),
      };
    },
  }),
  ...(['csv', 'json'] as const).map((format) =>
    route({
      method: 'get',
      path: `/api/reports/:id/tables/:table.${format}`,
      action: 'reports:read',
      summary: `Eine gespeicherte Tabelle eines herausgegebenen Berichts als ${format.toUpperCase()}`,
      params: ReportId.extend({ table: z.string().min(1).max(60) }),
      answer: 'stream',
      contentType: TABLE_TYPES[format],
      handle: async ({ db, clock, params: { id, table } }) => {
        const { asOf, reference } = await findBrief(db.read, id);
        return {
          fileName: fileName(asOf, reference, `-${table}.${format}`),
          send: (take) => runJob(issuedTableJob, { db, clock }, { id, table, format }, take),
        };
      },
    }),
  ),
];
