import * as z from 'zod';
import { businessDate } from '#shared/calendar.ts';
import { idField } from '#shared/fields.ts';
import { MadeProject, NewProject, ProjectChoices } from '#shared/projects/new-project.ts';
import { MoveList, MovePlan, MovePreview, MoveUndo, ProjectMove } from '#shared/projects/project-moves.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { addProject } from './add-project.sql.ts';
import { moveProjects, previewMove } from './move-projects.ts';
import { projectChoices } from './place-targets.sql.ts';
import { listMoves, undoMove } from './undo-move.sql.ts';

const moved = z.strictObject({ seq: z.int(), count: z.int() });

/** The doors of projects: a new one, and what one or many are given from a day on. */
export const projectMoveRoutes: RouteDefinition[] = [
  route({
    method: 'post',
    path: '/api/projects',
    action: 'projects:edit',
    summary: 'Ein Projekt anlegen',
    body: NewProject,
    idempotent: true,
    answer: MadeProject,
    status: 201,
    handle: ({ db, by, body }) => addProject(db, by, body),
  }),
  route({
    method: 'get',
    path: '/api/project-choices',
    action: 'projects:edit',
    summary: 'Ämter, Handlungsfelder, Umsetzungsstufen und Projektleitungen zur Auswahl',
    answer: ProjectChoices,
    handle: ({ db }) => db.snapshot(projectChoices),
  }),
  route({
    method: 'get',
    path: '/api/project-moves',
    action: 'projects:edit',
    summary: 'Die letzten Änderungen von Amt, Feld, Stufe, Leitung und Stand, auch über viele Projekte',
    query: z.strictObject({ project: z.coerce.number().pipe(idField).optional() }),
    answer: MoveList,
    handle: ({ db, query }) => db.snapshot((read) => listMoves(read, query.project)),
  }),
  route({
    method: 'post',
    path: '/api/project-moves/preview',
    action: 'projects:edit',
    summary: 'Zeigen, was eine Änderung ab einem Tag an jedem Projekt bewirkt',
    body: MovePlan,
    answer: MovePreview,
    handle: ({ db, body, clock }) =>
      db.snapshot((read) => previewMove(read, body, businessDate(clock.now()))),
  }),
  route({
    method: 'post',
    path: '/api/project-moves',
    action: 'projects:edit',
    summary:
      'Projekten ab einem Tag ein anderes Amt, Feld, eine Stufe, Leitung oder einen Stand geben, oder sie zusammenlegen',
    body: ProjectMove,
    idempotent: true,
    answer: moved,
    status: 201,
    handle: ({ db, by, body }) => moveProjects(db, by, body),
  }),
  route({
    method: 'post',
    path: '/api/project-moves/:seq/undo',
    action: 'projects:edit',
    summary: 'Eine solche Änderung als Ganzes zurücknehmen',
    params: z.strictObject({ seq: z.coerce.number().pipe(idField) }),
    body: MoveUndo,
    idempotent: true,
    answer: MoveList,
    handle: ({ db, by, params, body }) => undoMove(db, by, params.seq, body),
  }),
];
