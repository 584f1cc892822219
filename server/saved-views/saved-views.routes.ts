import * as z from 'zod';
import { idField } from '#shared/fields.ts';
import {
  NewSavedView,
  SavedViewChange,
  SavedViewList,
  viewPageField,
} from '#shared/saved-views/saved-views.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { addView, changeView, listViews } from './saved-views.sql.ts';

const params = z.strictObject({ id: z.coerce.number().pipe(idField) });

/** Ansichten: names for what an address says of a page, private, shared, or what a role is shown first. */
export const savedViewRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/saved-views',
    action: 'views:use',
    summary: 'Gespeicherte Ansichten einer Seite: eigene, geteilte und die Vorgabe der eigenen Rolle',
    query: z.strictObject({ page: viewPageField }),
    answer: SavedViewList,
    handle: ({ db, actor, query }) => db.snapshot((read) => listViews(read, actor, query.page)),
  }),
  route({
    method: 'post',
    path: '/api/saved-views',
    action: 'views:use',
    summary: 'Eine Ansicht speichern; geteilte und Vorgaben nur Programmbüro und Verwaltung',
    body: NewSavedView,
    idempotent: true,
    answer: SavedViewList,
    status: 201,
    handle: ({ db, by, actor, body }) =>
      addView(db, by, actor, body, (read) => listViews(read, actor, body.page)),
  }),
  route({
    method: 'patch',
    path: '/api/saved-views/:id',
    action: 'views:use',
    summary: 'Eine Ansicht umbenennen oder überschreiben',
    params,
    body: SavedViewChange,
    ifMatch: true,
    answer: SavedViewList,
    handle: ({ db, by, actor, params: { id }, ifMatch, body }) =>
      changeView(db, by, actor, { id, version: ifMatch, change: body }, (read, page) =>
        listViews(read, actor, page),
      ),
  }),
  route({
    method: 'delete',
    path: '/api/saved-views/:id',
    action: 'views:use',
    summary: 'Eine Ansicht beenden',
    params,
    ifMatch: true,
    answer: SavedViewList,
    handle: ({ db, by, actor, params: { id }, ifMatch }) =>
      changeView(db, by, actor, { id, version: ifMatch, change: 'end' }, (read, page) =>
        listViews(read, actor, page),
      ),
  }),
];
