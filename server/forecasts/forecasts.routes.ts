import * as z from 'zod';
import { asOfField, knownOnField, yearQueryField } from '#shared/fields.ts';
import { ForecastPage, LineForecasts, NewForecast } from '#shared/planning/forecasts.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { forecastPage } from './forecasts.ts';
import { findForecasts, reportForecast } from './report-forecast.ts';
import { forecastsFile } from './forecast-file.ts';

const yearQuery = z.strictObject({ asOf: asOfField.optional(), knownOn: knownOnField, year: yearQueryField });
const params = z.strictObject({ id: z.coerce.number().int().positive() });

export const forecastRoutes: RouteDefinition[] = [
  forecastsFile.route,
  route({
    method: 'get',
    path: '/api/forecasts',
    action: 'ledger:read',
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
    action: 'ledger:read',
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
];
