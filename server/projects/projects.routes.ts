import * as z from 'zod';
import { asOfField, idField, knownOnField } from '#shared/fields.ts';
import { AppError } from '#shared/errors.ts';
import { ProjectDetail } from '#shared/projects/project-detail.ts';
import { ProjectEdit, StatusUpdate } from '#shared/projects/project-updates.ts';
import { ProjectList } from '#shared/projects/projects.ts';
import { reportingDateFor } from '#shared/projects/reporting-date.ts';
import { askedAsOf } from '../data-state/data-state.sql.ts';
import { knownSeqOn } from '../history/known.sql.ts';
import { route } from '../http/route.ts';
import { editProject } from './edit-project.ts';
import { findProject } from './project-detail.sql.ts';
import { budgetYears, lightThresholds, listProjects } from './projects.sql.ts';
import { reportStatus } from './report-status.ts';

const asOfQuery = z.strictObject({ asOf: asOfField.optional() });
const idParams = z.strictObject({ id: z.coerce.number().pipe(idField) });

export const projectRoutes = [
  route({
    method: 'get',
    path: '/api/projects',
    action: 'projects:read',
    summary: 'Alle Projekte mit Ampeln, nächstem Meilenstein und Geld zum Stichtag',
    query: asOfQuery,
    answer: ProjectList,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) => {
        const asOf = await askedAsOf(read, clock, query.asOf);
        return {
          asOf,
          reportingDate: reportingDateFor(asOf),
          years: await budgetYears(read),
          thresholds: await lightThresholds(read),
          projects: await listProjects(read, asOf),
        };
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
        const detail = await findProject(read, params.id, actor, { asOf, knownSeq });
        if (!detail)
          throw new AppError(
            'not-found',
            'Dieses Projekt gibt es nicht, oder es gehörte am Stichtag noch nicht zum Programm.',
          );
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
