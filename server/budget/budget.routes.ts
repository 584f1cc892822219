import * as z from 'zod';
import { BudgetLineDetail, BudgetPage, BudgetSteps } from '#shared/budget/budget.ts';
import { businessDate } from '#shared/calendar.ts';
import { asOfField, ledgerField, sideField } from '#shared/fields.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { budgetPage } from './budget-page.ts';
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
      year: year.optional(),
      subBudget: code.optional(),
    }),
    answer: BudgetPage,
    handle: ({ db, clock, query }) =>
      db.snapshot((read) => budgetPage(read, { ...query, asOf: query.asOf ?? businessDate(clock.now()) })),
  }),
  route({
    method: 'get',
    path: '/api/budget/steps',
    action: 'budget:read',
    summary: 'Vom Ansatz zum fortgeschriebenen Ansatz eines Deckungskreises',
    query: z.strictObject({
      asOf: asOfField.optional(),
      year,
      ledger: ledgerField,
      side: sideField.default('expense'),
      group: code.optional(),
    }),
    answer: BudgetSteps,
    handle: ({ db, clock, query }) =>
      db.snapshot((read) =>
        budgetSteps(read, {
          ...query,
          asOf: query.asOf ?? businessDate(clock.now()),
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
      page: z.coerce.number().int().min(1).max(100_000).default(1),
    }),
    answer: BudgetLineDetail,
    handle: ({ db, clock, params, query }) =>
      db.snapshot((read) =>
        lineDetail(read, {
          id: params.id,
          asOf: query.asOf ?? businessDate(clock.now()),
          page: query.page,
        }),
      ),
  }),
];
