import * as z from 'zod';
import { businessDate } from '#shared/calendar.ts';
import { asOfField } from '#shared/fields.ts';
import { LaterYears } from '#shared/planning/later-years.ts';
import { NewOrder, OrderChange, OrderDetail, OrderList } from '#shared/planning/orders.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { authorisationRows, laterYears } from './authorisations.sql.ts';
import { changeOrder, enterOrder, orderDetail } from './change-orders.ts';
import { listOrders } from './orders.sql.ts';

const year = z.coerce.number().int().min(1990).max(2100);
const params = z.strictObject({ id: z.coerce.number().int().positive() });
const version = (detail: OrderDetail): number => detail.order.version;

export const planningRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/orders',
    action: 'budget:read',
    summary: 'Bestellungen mit bestellt, berechnet, storniert und offen je Fälligkeitsjahr',
    query: z.strictObject({
      asOf: asOfField.optional(),
      year: year.optional(),
      line: z.coerce.number().int().positive().optional(),
      search: z.string().trim().min(1).max(60).optional(),
      open: z.enum(['1']).optional(),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
    }),
    answer: OrderList,
    handle: ({ db, clock, query }) =>
      db.snapshot((read) =>
        listOrders(read, {
          asOf: query.asOf ?? businessDate(clock.now()),
          year: query.year,
          lineId: query.line,
          search: query.search,
          openOnly: query.open === '1',
          page: query.page,
        }),
      ),
  }),
  route({
    method: 'post',
    path: '/api/orders',
    action: 'commitments:write',
    summary: 'Bestellung von Hand eintragen',
    body: NewOrder,
    answer: OrderDetail,
    status: 201,
    etag: version,
    handle: enterOrder,
  }),
  route({
    method: 'get',
    path: '/api/orders/:id',
    action: 'budget:read',
    summary: 'Eine Bestellung mit allem, was zu ihr eingetragen wurde',
    params,
    answer: OrderDetail,
    etag: version,
    handle: ({ db, params }) => db.snapshot((read) => orderDetail(read, params.id)),
  }),
  route({
    method: 'post',
    path: '/api/orders/:id/entries',
    action: 'commitments:write',
    summary: 'Weiteren Betrag bestellen oder einen offenen Teil stornieren, je Fälligkeitsjahr',
    params,
    body: OrderChange,
    ifMatch: true,
    answer: OrderDetail,
    etag: version,
    handle: changeOrder,
  }),
  route({
    method: 'get',
    path: '/api/later-years',
    action: 'budget:read',
    summary: 'Vorbelastung späterer Jahre und Verpflichtungsermächtigungen der Zeilen eines Jahres',
    query: z.strictObject({ asOf: asOfField.optional(), year }),
    answer: LaterYears,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) => {
        const asOf = query.asOf ?? businessDate(clock.now());
        const rows = await laterYears(read, { asOf, years: [query.year] });
        const authorisations = await authorisationRows(read, { asOf, year: query.year });
        return { asOf, year: query.year, rows, authorisations };
      }),
  }),
];
