import * as z from 'zod';
import {
  ControlTotalEntry,
  monthField,
  PeriodChange,
  PeriodChanged,
  PeriodList,
  PeriodsQuery,
  TieOutConfirm,
  TieOutDetail,
  TieOutLift,
  TieOutQuery,
} from '#shared/periods/period-views.ts';
import { route } from '../http/route.ts';
import { enterControlTotal } from './control-totals.sql.ts';
import { periodList } from './period-list.sql.ts';
import { setPeriod } from './set-period.ts';
import { confirmTieOut, liftTieOut, tieOutDetail } from './tie-out-detail.sql.ts';

export const periodRoutes = [
  route({
    method: 'get',
    path: '/api/periods',
    action: 'reconciliation:read',
    summary: 'Perioden eines Jahres: Zustand, Abstimmung je Haushalt und was zum Schließen fehlt',
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
  route({
    method: 'get',
    path: '/api/tie-outs',
    action: 'reconciliation:read',
    summary: 'Abstimmung einer Periode und eines Haushalts bis zu Teilhaushalt und Konto',
    query: TieOutQuery,
    answer: TieOutDetail,
    handle: ({ db, query }) => db.snapshot((read) => tieOutDetail(read, query)),
  }),
  route({
    method: 'post',
    path: '/api/tie-outs',
    action: 'periods:set',
    summary: 'Bestätigen, dass eine Periode mit SAP aufgeht; ihre Buchungen sind danach gesperrt',
    body: TieOutConfirm,
    answer: TieOutDetail,
    handle: ({ db, by, body }) => confirmTieOut(db, by, body),
  }),
  route({
    method: 'post',
    path: '/api/tie-outs/lift',
    action: 'periods:set',
    summary: 'Eine Bestätigung mit Begründung aufheben, solange die Periode nicht geschlossen ist',
    body: TieOutLift,
    answer: TieOutDetail,
    handle: ({ db, by, body }) => liftTieOut(db, by, body),
  }),
  route({
    method: 'post',
    path: '/api/control-totals',
    action: 'periods:set',
    summary: 'Eine Kontrollsumme aus SAP von Hand eingeben; die neueste zählt, gebucht wird nichts',
    body: ControlTotalEntry,
    answer: TieOutDetail,
    handle: ({ db, by, body }) => {
      const { year, period, ledger } = body;
      return enterControlTotal(db, by, { ...body, origin: 'live' }, (query) =>
        tieOutDetail(query, { year, period, ledger }),
      );
    },
  }),
];
