import * as z from 'zod';
import { asOfField, knownOnField } from '#shared/fields.ts';
import { CarryOverPage } from '#shared/planning/carry-over-request.ts';
import { ForecastPage, LineForecasts, NewForecast } from '#shared/planning/forecasts.ts';
import { LaterYears } from '#shared/planning/later-years.ts';
import { NewOrder, OrderChange, OrderDetail, OrderList } from '#shared/planning/orders.ts';
import { askedAsOf } from '../data-state/data-state.sql.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { knownSeqOn } from '../history/known.sql.ts';
import { authorisationRows, laterYears } from './authorisations.sql.ts';
import { carryOverPage } from './carry-over.sql.ts';
import { changeOrder, enterOrder, orderDetail } from './change-orders.ts';
import { forecastPage } from './forecasts.sql.ts';
import { listOrders } from './orders.sql.ts';
import { findForecasts, reportForecast } from './report-forecast.ts';

const year = z.coerce.number().int().min(1990).max(2100);
const yearQuery = z.strictObject({ asOf: asOfField.optional(), knownOn: knownOnField, year });
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
      knownOn: knownOnField,
      year: year.optional(),
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
    query: yearQuery,
    answer: LaterYears,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) => {
        const asOf = await askedAsOf(read, clock, query.asOf);
        const at = { asOf, knownSeq: await knownSeqOn(read, query.knownOn) };
        const rows = await laterYears(read, { ...at, years: [query.year] });
        const authorisations = await authorisationRows(read, { ...at, year: query.year });
        return { asOf, year: query.year, rows, authorisations };
      }),
  }),
  route({
    method: 'get',
    path: '/api/forecasts',
    action: 'budget:read',
    summary: 'Prognose je Zeile eines Jahres mit Abweichung gegen F und gegen A',
    query: yearQuery,
    answer: ForecastPage,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) =>
        forecastPage(read, {
          year: query.year,
          asOf: await askedAsOf(read, clock, query.asOf),
          knownSeq: await knownSeqOn(read, query.knownOn),
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/api/budget/lines/:id/forecasts',
    action: 'budget:read',
    summary: 'Alle Prognosen einer Haushaltszeile, neueste zuerst',
    params,
    query: z.strictObject({ asOf: asOfField.optional(), knownOn: knownOnField }),
    answer: LineForecasts,
    handle: ({ db, clock, params, query }) =>
      db.snapshot(async (read) =>
        findForecasts(read, {
          id: params.id,
          asOf: await askedAsOf(read, clock, query.asOf),
          knownSeq: await knownSeqOn(read, query.knownOn),
        }),
      ),
  }),
  route({
    method: 'post',
    path: '/api/budget/lines/:id/forecasts',
    action: 'forecasts:write',
    summary: 'Prognose einer Haushaltszeile abgeben',
    params,
    body: NewForecast,
    answer: LineForecasts,
    status: 201,
    handle: reportForecast,
  }),
  route({
    method: 'get',
    path: '/api/carry-over',
    action: 'budget:read',
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
];
