import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { parseFigure } from '#shared/explain/address.ts';
import { explainRight } from '#shared/explain/rights.ts';
import { asOfField, knownOnField, ledgerField } from '#shared/fields.ts';
import { can } from '#shared/permissions.ts';
import { IssuedReport, IssueReport, ReportDraft, ReportList } from '#shared/reports/reports.ts';
import { askedAsOf } from '../data-state/data-state.sql.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { budgetFileJob } from './budget-file.ts';
import { carryOverFile } from './carry-over-file.ts';
import { runJob } from '../work/run-job.ts';
import { explainFileJob } from './explain-file.ts';
import { draftFile, issuedFile } from './report-file.ts';
import { draftReport, findReport, issueReport, listReports } from './reports.sql.ts';
import { XLSX_TYPE } from './workbook.ts';

const AsOfQuery = z.strictObject({ asOf: asOfField });
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
    method: 'post',
    path: '/api/reports',
    action: 'reports:issue',
    summary: 'Bericht zum Stichtag ausgeben: Tabellen und Prüfsumme werden eingefroren',
    body: IssueReport,
    answer: IssuedReport,
    status: 201,
    handle: async ({ db, by, body }) => {
      const { issued } = await issueReport(db, by, { ...body, origin: 'live' });
      return issued;
    },
  }),
  route({
    method: 'get',
    path: '/api/reports/draft',
    action: 'reports:draft',
    summary: 'Entwurf des Berichts zum Stichtag',
    query: AsOfQuery,
    answer: ReportDraft,
    handle: async ({ db, clock, query }) => ({ report: await draftReport(db, clock, query.asOf) }),
  }),
  route({
    method: 'get',
    path: '/api/reports/draft.xlsx',
    action: 'reports:draft',
    summary: 'Entwurf des Berichts als Excel-Datei',
    query: AsOfQuery,
    answer: 'file',
    contentType: XLSX_TYPE,
    handle: async ({ db, clock, query }) => draftFile(await draftReport(db, clock, query.asOf)),
  }),
  route({
    method: 'get',
    path: '/api/reports/:id',
    action: 'reports:read',
    summary: 'Ein herausgegebener Bericht, wie er eingefroren wurde',
    params: ReportId,
    answer: IssuedReport,
    handle: ({ db, params }) => findReport(db.read, params.id),
  }),
  route({
    method: 'get',
    path: '/api/reports/:id/xlsx',
    action: 'reports:read',
    summary: 'Ein herausgegebener Bericht als Excel-Datei aus den eingefrorenen Tabellen',
    params: ReportId,
    answer: 'file',
    contentType: XLSX_TYPE,
    handle: async ({ db, params }) => issuedFile(await findReport(db.read, params.id)),
  }),
  route({
    method: 'get',
    path: '/api/carry-over/annex.xlsx',
    action: 'requests:read',
    summary: 'Anlagen zur Ermächtigungsübertragung für Ergebnis- und Finanzhaushalt als Excel-Datei',
    query: z.strictObject({
      asOf: asOfField.optional(),
      knownOn: knownOnField,
      year: z.coerce.number().int().min(1990).max(2100),
      request: z.coerce.number().int().positive().optional(),
    }),
    answer: 'file',
    contentType: XLSX_TYPE,
    handle: async ({ db, clock, query }) =>
      carryOverFile(db, { ...query, asOf: await askedAsOf(db.read, clock, query.asOf) }),
  }),
  route({
    method: 'get',
    path: '/api/budget.xlsx',
    action: 'budget:read',
    summary: 'Die Haushaltszeilen eines Jahres von A bis V als Excel-Datei, ein Blatt je Haushalt',
    query: z.strictObject({
      asOf: asOfField.optional(),
      knownOn: knownOnField,
      year: z.coerce.number().int().min(1990).max(2100).optional(),
      subBudget: z.string().min(1).max(40).optional(),
      ledger: ledgerField.optional(),
    }),
    answer: 'stream',
    contentType: XLSX_TYPE,
    handle: async ({ db, clock, query }) => {
      const asOf = await askedAsOf(db.read, clock, query.asOf);
      return {
        fileName: `budget${query.year === undefined ? '' : `-${query.year}`}-${asOf}.xlsx`,
        send: (take) => runJob(budgetFileJob, { db, clock }, { ...query, asOf }, take),
      };
    },
  }),
  route({
    method: 'get',
    path: '/api/explain.xlsx',
    action: 'budget:read',
    summary:
      'Woher eine Zahl kommt, als Excel-Datei: Bestandteile, Bewegungen, Bestellungen, Buchungen, Probe',
    query: z.strictObject({
      figure: z.string().min(1).max(200),
      asOf: asOfField.optional(),
      knownOn: knownOnField,
    }),
    answer: 'stream',
    contentType: XLSX_TYPE,
    handle: async ({ db, clock, query, actor }) => {
      const address = parseFigure(query.figure);
      const right = address && explainRight(address);
      if (right !== null && !can(actor, right)) throw new AppError('forbidden');
      const asOf = await askedAsOf(db.read, clock, query.asOf);
      return {
        fileName: `Herkunft-${query.figure.replaceAll(/[^\w-]+/gu, '-')}-${asOf}.xlsx`,
        send: (take) => runJob(explainFileJob, { db, clock }, { ...query, asOf }, take),
      };
    },
  }),
];
