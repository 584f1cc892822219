import * as z from 'zod';
import { BudgetLineDetail, BudgetPage, BudgetSteps } from '#shared/budget/budget.ts';
import { asOfField, knownOnField, ledgerField, sideField } from '#shared/fields.ts';
import { askedAsOf } from '../data-state/data-state.sql.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { knownSeqOn } from '../history/known.sql.ts';
import { budgetPage } from './budget-page.sql.ts';
import { lineDetail } from './line-detail.ts';
import { budgetSteps } from './steps.ts';

const year = z.coerce.number().int().min(1990).max(2100);
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
      year: year.optional(),
      subBudget: code.optional(),
    }),
    cached: true,
    answer: BudgetPage,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) =>
        budgetPage(read, {
          ...{ year: query.year, subBudget: query.subBudget },
          asOf: await askedAsOf(read, clock, query.asOf),
          knownSeq: await knownSeqOn(read, query.knownOn),
        }),
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
      year,
      ledger: ledgerField,
      side: sideField.default('expense'),
      group: code.optional(),
    }),
    cached: true,
    answer: BudgetSteps,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) =>
        budgetSteps(read, {
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
    handle: ({ db, clock, params, query }) =>
      db.snapshot(async (read) =>
        lineDetail(read, {
          knownSeq: await knownSeqOn(read, query.knownOn),
          id: params.id,
          asOf: await askedAsOf(read, clock, query.asOf),
          page: query.page,
        }),
      ),
  }),
];
