import * as z from 'zod';
import { asOfField, idField } from '#shared/fields.ts';
import {
  NewRound,
  OwedList,
  Round,
  RoundDecision,
  RoundDetail,
  RoundEdit,
  RoundList,
} from '#shared/rounds/rounds.ts';
import { calendarText } from '#shared/rounds/calendar-text.ts';
import { ROUND_VIEWS } from '#shared/rounds/round-filter.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { runJob } from '../work/run-job.ts';
import { XLSX_TYPE } from '../workbook/sheet-names.ts';
import { calendarDays } from './calendar-days.sql.ts';
import { closeRound, decideReports, editRound, openRound } from './change-round.ts';
import { roundFileJob } from './round-file.ts';
import { findRound, listRounds, owedReports, roundDetail } from './round-views.ts';
import { roundsFile } from './round-list-file.ts';

const asOfQuery = z.strictObject({ asOf: asOfField.optional() });
const idParams = z.strictObject({ round: z.coerce.number().pipe(idField) });
const ofRound = { params: idParams, query: asOfQuery, ifMatch: true } as const;
const answered = { answer: RoundDetail, etag: ({ round }: RoundDetail) => round.version };

/** Berichtsrunden: until when the projects report for a reporting date, who has, and what becomes of it. */
export const roundRoutes: RouteDefinition[] = [
  roundsFile.route,
  route({
    method: 'get',
    path: '/api/rounds',
    action: 'rounds:read',
    summary:
      'Berichtsrunden mit Frist und Zählung; eine Projektleitung oder ein Amt zählt nur die eigenen Projekte',
    query: asOfQuery,
    answer: RoundList,
    handle: ({ db, clock, actor, query }) =>
      db.snapshot(async (read) => listRounds(read, actor, await askedAsOf(read, clock, query.asOf))),
  }),
  route({
    method: 'get',
    path: '/api/rounds/owed',
    action: 'projects:report-status',
    summary:
      'Was ich schulde: Berichte offener Runden, die ich melden darf und die noch nicht angenommen sind',
    query: asOfQuery.extend({ project: z.coerce.number().pipe(idField).optional() }),
    answer: OwedList,
    handle: ({ db, clock, actor, query }) =>
      db.snapshot(async (read) =>
        owedReports(read, actor, { ...query, asOf: await askedAsOf(read, clock, query.asOf) }),
      ),
  }),
  route({
    method: 'get',
    path: '/api/rounds/:round',
    action: 'rounds:read',
    summary: 'Eine Berichtsrunde mit dem Stand jedes Projekts',
    params: idParams,
    query: asOfQuery,
    ...answered,
    handle: ({ db, clock, actor, params, query }) =>
      db.snapshot(async (read) =>
        roundDetail(read, params.round, actor, await askedAsOf(read, clock, query.asOf)),
      ),
  }),
  route({
    method: 'get',
    path: '/api/rounds/:round/xlsx',
    action: 'rounds:read',
    summary: 'Die gezeigten Berichte einer Runde als Excel-Datei',
    params: idParams,
    query: asOfQuery.extend({
      state: z.enum(ROUND_VIEWS).optional(),
      text: z.string().trim().max(100).optional(),
    }),
    answer: 'stream',
    contentType: XLSX_TYPE,
    handle: async ({ db, clock, actor, params, query: { asOf: day, ...filter } }) => {
      const asOf = await askedAsOf(db.read, clock, day);
      const { reportingDate, id } = await findRound(db.read, params.round);
      return {
        fileName: `berichtsrunde-${reportingDate}.xlsx`,
        send: (take) => runJob(roundFileJob, { db, clock }, { id, actor, asOf, filter }, take),
      };
    },
  }),
  route({
    method: 'get',
    path: '/api/rounds.ics',
    action: 'rounds:read',
    summary: 'Abgabefristen der Berichtsrunden und Sitzungen des Gemeinderats als Kalenderdatei',
    answer: 'file',
    contentType: 'text/calendar; charset=utf-8',
    handle: ({ db }) =>
      db.snapshot(async (read) => ({
        fileName: 'fristen.ics',
        bytes: Buffer.from(calendarText('MoveS-Cockpit: Fristen und Sitzungen', await calendarDays(read))),
      })),
  }),
  route({
    method: 'post',
    path: '/api/rounds',
    action: 'rounds:edit',
    summary: 'Die Berichtsrunde eines Berichtsstichtags öffnen',
    query: asOfQuery,
    body: NewRound,
    idempotent: true,
    answer: Round,
    status: 201,
    handle: openRound,
  }),
  route({
    method: 'patch',
    path: '/api/rounds/:round',
    action: 'rounds:edit',
    summary: 'Frist oder Hinweis einer offenen Berichtsrunde ändern',
    ...ofRound,
    body: RoundEdit,
    idempotent: true,
    ...answered,
    handle: editRound,
  }),
  route({
    method: 'post',
    path: '/api/rounds/:round/close',
    action: 'rounds:edit',
    summary: 'Eine Berichtsrunde schließen; wer schuldete, steht damit fest',
    ...ofRound,
    ...answered,
    handle: closeRound,
  }),
  route({
    method: 'post',
    path: '/api/rounds/:round/decisions',
    action: 'rounds:edit',
    summary: 'Berichte einer Runde annehmen oder mit einem Satz zurückgeben',
    ...ofRound,
    body: RoundDecision,
    idempotent: true,
    ...answered,
    handle: decideReports,
  }),
];
