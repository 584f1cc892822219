import * as z from 'zod';
import { asOfField } from '#shared/fields.ts';
import { PaperFilter } from '#shared/papers/paper-filter.ts';
import { can } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import { PaperDetail, PaperEdit, PaperInput, PaperList, PaperStateInput } from '#shared/papers/papers.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import type { Queries } from '../db/database.ts';
import { route } from '../http/route.ts';
import type { RouteContext, RouteDefinition } from '../http/route.ts';
import { runJob } from '../work/run-job.ts';
import { XLSX_TYPE } from '../workbook/sheet-names.ts';
import { councilBodies, councilSessions, nextSession } from './councils.sql.ts';
import { addNewPaper, editPaper, setPaperState } from './edit-papers.sql.ts';
import { paperDetail } from './paper-detail.sql.ts';
import type { PaperRights } from './paper-detail.sql.ts';
import { papersFileJob } from './papers-file.ts';
import { paperRegister } from './register.sql.ts';

const dayQuery = z.strictObject({ asOf: asOfField.optional() });
const paperParams = z.strictObject({ paper: z.string().min(1).max(60) });

type DayQuery = z.infer<typeof dayQuery>;

function rightsOf(actor: Actor): PaperRights {
  return {
    closed: can(actor, 'papers:read-closed'),
    requests: can(actor, 'requests:read'),
    orders: can(actor, 'ledger:read'),
  };
}

/** The changed paper, on the day the page shows. */
const answerFor =
  <P, B>({ actor, clock, query }: RouteContext<P, DayQuery, B>) =>
  async (read: Queries, id: number): Promise<PaperDetail> =>
    paperDetail(read, String(id), await askedAsOf(read, clock, query.asOf), rightsOf(actor));

const version = (answer: PaperDetail): number => answer.paper.version;

/** Beschlüsse: council papers, how they stand, and everything they caused. */
export const paperRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/papers',
    action: 'papers:read',
    summary: 'Drucksachen zum Stichtag mit Stand, Frist und dem, was sie bewegt haben; Gremien und Sitzungen',
    query: dayQuery,
    cached: true,
    answer: PaperList,
    handle: ({ db, clock, actor, query }) =>
      db.snapshot(async (read) => {
        const asOf = await askedAsOf(read, clock, query.asOf);
        const { closed } = rightsOf(actor);
        const sessions = await councilSessions(read, closed);
        const papers = await paperRegister(read, { asOf, closed });
        return {
          ...{ asOf, papers, sessions },
          bodies: await councilBodies(read),
          next: nextSession(sessions, asOf),
        };
      }),
  }),
  route({
    method: 'get',
    path: '/api/papers.xlsx',
    action: 'papers:read',
    summary: 'Die gezeigten Drucksachen als Excel-Datei, mit der Beschlusskontrolle als eigenem Blatt',
    query: PaperFilter.extend({ asOf: asOfField.optional() }),
    answer: 'stream',
    contentType: XLSX_TYPE,
    handle: async ({ db, clock, actor, query: { asOf: day, ...filter } }) => {
      const asOf = await askedAsOf(db.read, clock, day);
      const { closed } = rightsOf(actor);
      return {
        fileName: `beschluesse-${asOf}.xlsx`,
        send: (take) => runJob(papersFileJob, { db, clock }, { asOf, closed, filter }, take),
      };
    },
  }),
  route({
    method: 'post',
    path: '/api/papers',
    action: 'papers:write',
    summary: 'Eine Drucksache mit ihrem ersten Stand eintragen',
    query: dayQuery,
    body: PaperInput,
    idempotent: true,
    answer: PaperDetail,
    status: 201,
    etag: version,
    handle: (context) => addNewPaper(context.db, context.by, context.body, answerFor(context)),
  }),
  route({
    method: 'get',
    path: '/api/papers/:paper',
    action: 'papers:read',
    summary: 'Eine Drucksache mit allem, was sie ausgelöst hat: Bewegungen, Geld, Stellen, Meilensteine',
    params: paperParams,
    query: dayQuery,
    cached: true,
    answer: PaperDetail,
    etag: version,
    handle: ({ db, clock, actor, params, query }) =>
      db.snapshot(async (read) =>
        paperDetail(read, params.paper, await askedAsOf(read, clock, query.asOf), rightsOf(actor)),
      ),
  }),
  route({
    method: 'patch',
    path: '/api/papers/:paper',
    action: 'papers:write',
    summary: 'Angaben einer Drucksache ändern',
    params: paperParams,
    query: dayQuery,
    body: PaperEdit,
    ifMatch: true,
    answer: PaperDetail,
    etag: version,
    handle: (context) =>
      editPaper(
        context.db,
        context.by,
        { address: context.params.paper, version: context.ifMatch },
        context.body,
        answerFor(context),
      ),
  }),
  route({
    method: 'post',
    path: '/api/papers/:paper/states',
    action: 'papers:write',
    summary: 'Festhalten, wie eine Drucksache von einem Tag an steht, mit Begründung',
    params: paperParams,
    query: dayQuery,
    body: PaperStateInput,
    ifMatch: true,
    answer: PaperDetail,
    etag: version,
    handle: (context) =>
      setPaperState(
        context.db,
        context.by,
        { address: context.params.paper, version: context.ifMatch },
        context.body,
        answerFor(context),
      ),
  }),
];
