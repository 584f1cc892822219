import * as z from 'zod';
import { businessDate } from '#shared/calendar.ts';
import { asOfField, idField, yearQueryField } from '#shared/fields.ts';
import { can } from '#shared/permissions.ts';
import { headcountDay, headcountTable } from '#shared/positions/headcount.ts';
import {
  EventInput,
  EventPreview,
  EventWithdrawal,
  EventsWritten,
  PostChange,
  PostChoices,
  PostCourse,
  PostInput,
} from '#shared/positions/post-changes.ts';
import { PositionPage } from '#shared/positions/positions.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { ownOf, ownRows } from '../rights/own-rows.sql.ts';
import { XLSX_TYPE } from '../workbook/sheet-names.ts';
import { annexWorkbook } from '../workbook/annex-workbook.ts';
import { changePost, createPost, postChoices, postCourse } from './change-posts.ts';
import { previewEvents, recordEvents, withdrawEvents } from './post-events.ts';
import { positionPage } from './position-page.ts';
import { gradeRates, positionFacts } from './positions.sql.ts';
import { positionsFile } from './positions-file.ts';

const idParams = z.strictObject({ id: z.coerce.number().pipe(idField) });

export const positionRoutes: RouteDefinition[] = [
  positionsFile.route,
  route({
    method: 'get',
    path: '/api/positions',
    action: 'positions:read',
    summary: 'Stellen zum Stichtag mit Besetzung, Verlauf und Aufteilungen',
    query: z.strictObject({ asOf: asOfField.optional() }),
    cached: true,
    answer: PositionPage,
    handle: ({ db, clock, actor, query }) =>
      db.snapshot(async (read) => {
        const asOf = await askedAsOf(read, clock, query.asOf);
        const rates = can(actor, 'positions:read-cost') ? await gradeRates(read) : null;
        const own = await ownRows(read, actor);
        return positionPage(ownOf(own, await positionFacts(read, asOf)), rates, asOf, own === null);
      }),
  }),
  route({
    method: 'get',
    path: '/api/positions/headcount.xlsx',
    action: 'positions:read',
    summary: 'Bewilligte und besetzte Stellen je Gruppe am 30. Juni eines Jahres als Excel-Datei',
    query: z.strictObject({ year: yearQueryField }),
    answer: 'file',
    contentType: XLSX_TYPE,
    handle: ({ db, actor, query: { year } }) =>
      db.snapshot(async (read) => {
        const asOf = headcountDay(year);
        const facts = ownOf(await ownRows(read, actor), await positionFacts(read, asOf));
        const head = { title: 'Stellenplan', asOf, demo: facts.some(({ origin }) => origin === 'invented') };
        const bytes = await annexWorkbook(head, [headcountTable(positionPage(facts, null, asOf, false))]);
        return { fileName: `stellen-${asOf}.xlsx`, bytes };
      }),
  }),
  route({
    method: 'get',
    path: '/api/positions/:id/course',
    action: 'positions:read-course',
    summary: 'Eine Stelle mit allem, was zu ihr eingetragen und zurückgenommen wurde',
    params: idParams,
    query: z.strictObject({ asOf: asOfField.optional() }),
    answer: PostCourse,
    etag: (answer) => answer.version,
    handle: ({ db, clock, actor, params, query }) =>
      db.snapshot(async (read) =>
        postCourse(read, params.id, await askedAsOf(read, clock, query.asOf), actor),
      ),
  }),
  route({
    method: 'get',
    path: '/api/position-choices',
    action: 'positions:write',
    summary: 'Ämter, Handlungsfelder, Stufen und Projekte, denen eine Stelle zugeordnet werden kann',
    answer: PostChoices,
    handle: ({ db, clock }) => db.snapshot((read) => postChoices(read, businessDate(clock.now()))),
  }),
  route({
    method: 'post',
    path: '/api/positions',
    action: 'positions:write',
    summary: 'Eine bewilligte Stelle anlegen',
    body: PostInput,
    idempotent: true,
    answer: PostCourse,
    status: 201,
    etag: (answer) => answer.version,
    handle: createPost,
  }),
  route({
    method: 'patch',
    path: '/api/positions/:id',
    action: 'positions:write',
    summary: 'Bezeichnung, Zuordnung oder geplanten Beginn einer Stelle ändern',
    params: idParams,
    body: PostChange,
    ifMatch: true,
    answer: PostCourse,
    etag: (answer) => answer.version,
    handle: changePost,
  }),
  route({
    method: 'post',
    path: '/api/positions/events/preview',
    action: 'positions:write',
    summary: 'Was ein Ereignis bei jeder genannten Stelle bewirkte; es wird nichts geschrieben',
    body: EventInput,
    answer: EventPreview,
    handle: previewEvents,
  }),
  route({
    method: 'post',
    path: '/api/positions/events',
    action: 'positions:write',
    summary: 'Ein Ereignis für eine oder mehrere Stellen eintragen, alle oder keine',
    body: EventInput,
    idempotent: true,
    answer: EventsWritten,
    handle: recordEvents,
  }),
  route({
    method: 'post',
    path: '/api/positions/events/withdrawal',
    action: 'positions:write',
    summary: 'Ereignisse mit Grund zurücknehmen; ihre Zeilen bleiben lesbar',
    body: EventWithdrawal,
    idempotent: true,
    answer: EventsWritten,
    handle: withdrawEvents,
  }),
];
