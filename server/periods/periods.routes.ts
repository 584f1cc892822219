import * as z from 'zod';
import {
  monthField,
  PeriodChange,
  PeriodChanged,
  PeriodList,
  PeriodsQuery,
} from '#shared/periods/period-views.ts';
import { route } from '../http/route.ts';
import { periodList } from './period-list.sql.ts';
import { setPeriod } from './set-period.sql.ts';

export const periodRoutes = [
  route({
    method: 'get',
    path: '/api/periods',
    action: 'reconciliation:read',
    summary: 'Perioden eines Jahres: Zustand, Abstimmung je Buch und was zum Schließen fehlt',
    query: PeriodsQuery,
    answer: PeriodList,
    handle: ({ db, clock, query }) => db.snapshot((read) => periodList(read, query.year, clock.now())),
  }),
  route({
    method: 'patch',
    path: '/api/periods/:month',
    action: 'periods:set',
    summary: 'Eine Periode anhalten, freigeben oder schließen',
    params: z.strictObject({ month: monthField }),
    body: PeriodChange,
    ifMatch: true,
    answer: PeriodChanged,
    etag: (answer) => answer.version,
    handle: ({ db, by, params, body, ifMatch }) =>
      setPeriod(db, by, { month: params.month, ...body, version: ifMatch }),
  }),
];
