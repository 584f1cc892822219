import { businessDate, fiscalYearOf } from '#shared/calendar.ts';
import { BasketPage, BasketQuery } from '#shared/reconciliation/reconciliation.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { basketPage } from './basket.sql.ts';

export const reconciliationRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/reconciliation/basket',
    action: 'reconciliation:read',
    summary: 'Nicht zugeordnete Buchungen eines Jahres',
    query: BasketQuery,
    answer: BasketPage,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) => {
        const newest = fiscalYearOf(businessDate(clock.now()));
        return { ...(await basketPage(read, query, newest)), lastChange: null };
      }),
  }),
];
