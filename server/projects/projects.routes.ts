import * as z from 'zod';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { asOfField, idField, knownOnField } from '#shared/fields.ts';
import { AppError } from '#shared/errors.ts';
import { ProjectDetail } from '#shared/projects/project-detail.ts';
import { ProjectEdit, StatusUpdate } from '#shared/projects/project-updates.ts';
import { ProjectList, ProjectRow } from '#shared/projects/projects.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { JsonText, withPieces, writtenOnce } from '../http/json-text.ts';
import { route } from '../http/route.ts';
import type { Queries } from '../db/database.ts';
import { ownRows, owns } from '../rights/own-rows.sql.ts';
import { editProject } from './edit-project.ts';
import { NO_PROJECT } from './project-changes.sql.ts';
import { findProject } from './project-detail.sql.ts';
import { firstDay } from '../dated-names/project-facts.sql.ts';
import { projectList } from './portfolio.ts';
import { reportStatus } from './report-status.ts';
import { projectsFile } from './projects-file.ts';

const ListHead = ProjectList.omit({ projects: true });
const asOfQuery = z.strictObject({ asOf: asOfField.optional() });
/** Says from which day on a project is there, to whoever looks at it earlier. */
async function notYet(read: Queries, id: number, asOf: IsoDate): Promise<AppError> {
  const project = await firstDay(read, id);
  if (!project) return new AppError('not-found', NO_PROJECT);
  const { number, name, on } = project;
  return new AppError(
    'not-found',
    on === null || on <= asOf
      ? `${number} ${name} gehörte am ${formatDate(asOf)} nicht zum Programm.`
      : `${number} ${name} beginnt am ${formatDate(on)}; am Stichtag ${formatDate(asOf)} gehörte es noch nicht zum Programm.`,
  );
}

const idParams = z.strictObject({ id: z.coerce.number().pipe(idField) });

export const projectRoutes = [
  projectsFile.route,
  route({
    method: 'get',
    path: '/api/projects',
    action: 'projects:read',
    summary: 'Alle Projekte mit Ampeln, nächstem Meilenstein und Geld zum Stichtag',
    query: asOfQuery.extend({ first: z.coerce.number().int().min(1).max(500).optional() }),
    cached: true,
    answer: ProjectList,
    handle: ({ db, clock, actor, query }) =>
      db.snapshot(async (read) => {
        const own = await ownRows(read, actor);
        const list = await projectList(read, await askedAsOf(read, clock, query.asOf), { ...query, own });
        const { projects, ...head } = list;
        const rows = projects.map((project) => writtenOnce(ProjectRow, project));
        return new JsonText(withPieces(JSON.stringify(ListHead.parse(head)), 'projects', rows));
      }),
  }),
  route({
    method: 'get',
    path: '/api/projects/:id',
    action: 'projects:read',
    summary: 'Ein Projekt mit Berichten, Meilensteinen, Budget, Stellen, Risiken, Beschlüssen und Verlauf',
    params: idParams,
    query: asOfQuery.extend({ knownOn: knownOnField }),
    answer: ProjectDetail,
    etag: (answer) => answer.project.version,
    handle: ({ db, clock, actor, params, query }) =>
      db.snapshot(async (read) => {
        const asOf = await askedAsOf(read, clock, query.asOf);
        const knownSeq = await knownSeqOn(read, query.knownOn);
        if (!owns(await ownRows(read, actor), { projectId: params.id, office: null }))
          throw new AppError('not-found', NO_PROJECT);
        const detail = await findProject(read, params.id, actor, { asOf, knownSeq });
        if (!detail) throw await notYet(read, params.id, asOf);
        return detail;
      }),
  }),
  route({
    method: 'patch',
    path: '/api/projects/:id/status',
    action: 'projects:report-status',
    summary: 'Status zum Berichtstag melden, mit Prognosen für Meilensteine und Kosten',
    params: idParams,
    query: asOfQuery,
    body: StatusUpdate,
    ifMatch: true,
    answer: ProjectDetail,
    etag: (answer) => answer.project.version,
    handle: reportStatus,
  }),
  route({
    method: 'patch',
    path: '/api/projects/:id',
    action: 'projects:edit',
    summary: 'Name, Stand oder Leitprojekt ändern',
    params: idParams,
    query: asOfQuery,
    body: ProjectEdit,
    ifMatch: true,
    answer: ProjectDetail,
    etag: (answer) => answer.project.version,
    handle: editProject,
  }),
];
