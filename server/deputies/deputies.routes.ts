import * as z from 'zod';
import { businessDate } from '#shared/calendar.ts';
import { DeputyInput, DeputyList } from '#shared/deputies/deputies.ts';
import { idField } from '#shared/fields.ts';
import type { Queries } from '../db/database.ts';
import { route } from '../http/route.ts';
import type { RouteContext, RouteDefinition } from '../http/route.ts';
import { endDeputy, listDeputies, nameDeputy } from './deputies.sql.ts';

/** The list as this reader sees it, on the state it is asked for. */
const listFor =
  ({ actor, clock }: Pick<RouteContext<unknown, unknown, unknown>, 'actor' | 'clock'>) =>
  (read: Queries): Promise<DeputyList> =>
    listDeputies(read, actor, businessDate(clock.now()));

/** Vertretung: who may act for whom, and from when to when. */
export const deputyRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/deputies',
    action: 'deputies:read',
    summary: 'Wer mich vertritt und wen ich vertrete; für die Verwaltung alle Vertretungen',
    answer: DeputyList,
    handle: (context) => context.db.snapshot(listFor(context)),
  }),
  route({
    method: 'post',
    path: '/api/deputies',
    action: 'deputies:name',
    summary: 'Jemanden benennen, der mich von einem Tag bis zu einem anderen vertritt',
    body: DeputyInput,
    idempotent: true,
    answer: DeputyList,
    status: 201,
    handle: (context) => nameDeputy(context.db, context.by, context.actor, context.body, listFor(context)),
  }),
  route({
    method: 'delete',
    path: '/api/deputies/:id',
    action: 'deputies:name',
    summary: 'Eine eigene Vertretung beenden',
    params: z.strictObject({ id: z.coerce.number().pipe(idField) }),
    ifMatch: true,
    answer: DeputyList,
    handle: (context) =>
      endDeputy(
        context.db,
        context.by,
        context.actor,
        { id: context.params.id, version: context.ifMatch },
        listFor(context),
      ),
  }),
];
