import * as z from 'zod';
import { asOfField, knownOnField, yearQueryField } from '#shared/fields.ts';
import { NewOrder, OrderChange, OrderDetail, OrderList } from '#shared/planning/orders.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { changeOrder, enterOrder, orderDetail } from './change-orders.ts';
import { listOrders } from './orders.sql.ts';
import { ordersFile } from './order-file.ts';

const params = z.strictObject({ id: z.coerce.number().int().positive() });
const version = (detail: OrderDetail): number => detail.order.version;

export const orderRoutes: RouteDefinition[] = [
  ordersFile.route,
  route({
    method: 'get',
    path: '/api/orders',
    action: 'ledger:read',
    summary: 'Bestellungen mit bestellt, berechnet, storniert und offen je Fälligkeitsjahr',
    query: z.strictObject({
      asOf: asOfField.optional(),
      knownOn: knownOnField,
      year: yearQueryField.optional(),
      line: z.coerce.number().int().positive().optional(),
      search: z.string().trim().min(1).max(60).optional(),
      open: z.enum(['1']).optional(),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
    }),
    answer: OrderList,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) =>
        listOrders(read, {
          knownSeq: await knownSeqOn(read, query.knownOn),
          asOf: await askedAsOf(read, clock, query.asOf),
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
    action: 'ledger:read',
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
];
