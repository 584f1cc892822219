import * as z from 'zod';
import {
  BudgetLineDetail,
  BudgetPage,
  BudgetSteps,
  EVERY_LINE,
  LINES_LISTED,
} from '#shared/budget/budget.ts';
import { asOfField, knownOnField, ledgerField, sideField, yearQueryField } from '#shared/fields.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { XLSX_TYPE } from '../workbook/sheet-names.ts';
import { runJob } from '../work/run-job.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { budgetFileJob } from './budget-file.ts';
import { budgetPage } from './budget-page.ts';
import { budgetText } from './budget-text.ts';
import { lineDetail } from './line-detail.ts';
import { budgetSteps } from './steps.ts';

const code = z.string().min(1).max(40);

export const budgetRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/budget',
    action: 'budget:read',
    summary: 'Haushaltszeilen eines Jahres mit Deckungskreisen, Summen und Proben',
    query: z.strictObject({
      asOf: asOfField.optional(),
      knownOn: knownOnField,
      year: yearQueryField.optional(),
      subBudget: code.optional(),
      lines: z.coerce.number().int().min(0).max(EVERY_LINE).default(LINES_LISTED),
    }),
    cached: true,
    answer: BudgetPage,
    handle: ({ db, clock, actor, query }) =>
      db.snapshot(async (read) =>
        budgetText(
          await budgetPage(read, {
            own: await ownRows(read, actor),
            ...{ year: query.year, subBudget: query.subBudget, listed: query.lines },
            asOf: await askedAsOf(read, clock, query.asOf),
            knownSeq: await knownSeqOn(read, query.knownOn),
          }),
        ),
      ),
  }),
  route({
    method: 'get',
    path: '/api/budget/steps',
    action: 'budget:read',
    summary: 'Vom Ansatz zum fortgeschriebenen Ansatz eines Deckungskreises',
    query: z.strictObject({
      asOf: asOfField.optional(),
      knownOn: knownOnField,
      year: yearQueryField,
      ledger: ledgerField,
      side: sideField.default('expense'),
      group: code.optional(),
    }),
    cached: true,
    answer: BudgetSteps,
    handle: ({ db, clock, actor, query }) =>
      db.snapshot(async (read) =>
        budgetSteps(read, {
          own: await ownRows(read, actor),
          ...{ year: query.year, ledger: query.ledger, side: query.side },
          knownSeq: await knownSeqOn(read, query.knownOn),
          asOf: await askedAsOf(read, clock, query.asOf),
          group: query.group ?? null,
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/api/budget/lines/:id',
    action: 'budget:read',
    summary: 'Eine Haushaltszeile mit Bewegungen, Bestellungen und Buchungen',
    params: z.strictObject({ id: z.coerce.number().int().positive() }),
    query: z.strictObject({
      asOf: asOfField.optional(),
      knownOn: knownOnField,
      page: z.coerce.number().int().min(1).max(100_000).default(1),
    }),
    cached: true,
    answer: BudgetLineDetail,
    handle: ({ db, clock, actor, params, query }) =>
      db.snapshot(async (read) =>
        lineDetail(read, {
          own: await ownRows(read, actor),
          knownSeq: await knownSeqOn(read, query.knownOn),
          id: params.id,
          asOf: await askedAsOf(read, clock, query.asOf),
          page: query.page,
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/api/budget.xlsx',
    action: 'budget:read',
    summary: 'Die Haushaltszeilen eines Jahres von A bis V als Excel-Datei, ein Blatt je Haushalt',
    query: z.strictObject({
      asOf: asOfField.optional(),
      knownOn: knownOnField,
      year: yearQueryField.optional(),
      subBudget: z.string().min(1).max(40).optional(),
      ledger: ledgerField.optional(),
    }),
    answer: 'stream',
    contentType: XLSX_TYPE,
    handle: async ({ db, clock, actor, query }) => {
      const asOf = await askedAsOf(db.read, clock, query.asOf);
      return {
        fileName: `budget${query.year === undefined ? '' : `-${query.year}`}-${asOf}.xlsx`,
        send: (take) => runJob(budgetFileJob, { db, clock }, { ...query, asOf, actor }, take),
      };
    },
  }),
];
