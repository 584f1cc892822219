import { SourceInput, SourceList, SourceResult } from '#shared/sources/sources.ts';
import { route } from '../../http/route.ts';
import type { RouteDefinition } from '../../http/route.ts';
import { addOrRequestSource } from './add-or-request.ts';
import { sourceList } from './source-list.ts';

/** Quellen: which system rows come from, as master data. */
export const sourceRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/sources',
    action: 'imports:read',
    summary: 'Quellen und ihre Systeme, mit den Profilen, die sie lesen',
    answer: SourceList,
    handle: ({ db }) => db.snapshot((read) => sourceList(read)),
  }),
  route({
    method: 'post',
    path: '/api/sources',
    action: 'imports:sources',
    summary: 'Eine Quelle anlegen oder ändern; sobald Beträge eingelesen sind, als Antrag',
    body: SourceInput,
    answer: SourceResult,
    status: 201,
    handle: ({ db, by, body }) => addOrRequestSource(db, by, body),
  }),
];
