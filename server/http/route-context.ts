import type { Request } from 'express';
import { AppError } from '#shared/errors.ts';
import { can } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import { untilCommitted } from '../db/until-committed.ts';
import { callerOf } from './caller.ts';
import { onceOf } from './idempotency.ts';
import { parseIfMatch, parseInput } from './parse-request.ts';
import type { Doors, RouteContext, RouteDefinition } from './route.ts';

/** The parsed request as a handler gets it. Throws what the contract refuses: every fault at once. */
export function contextOf(
  definition: Omit<RouteDefinition, 'run' | 'limit'>,
  doors: Doors,
  request: Request,
  actor: Actor,
): RouteContext<unknown, unknown, unknown> {
  const { action } = definition;
  const saved = (): void => {
    request.saved = true;
  };
  return {
    db: definition.method === 'get' ? doors.db : untilCommitted(doors.db, saved),
    clock: doors.clock,
    actor,
    by: {
      clock: doors.clock,
      writer: { id: actor.id, name: actor.login },
      once: definition.idempotent ? onceOf(request, actor.id) : undefined,
    },
    params: parseInput(definition.params, request.params, 'params'),
    query: parseInput(definition.query, request.query, 'query'),
    // Bytes are received when everything else is known to be right.
    body: definition.body === 'bytes' ? undefined : parseInput(definition.body, request.body, 'body'),
    ifMatch: definition.ifMatch ? parseIfMatch(request) : 0,
    traceId: request.traceId,
    caller: callerOf(request, doors),
    beside: doors.db,
    allow: (subject) => {
      if (action !== 'public' && !can(actor, action, subject)) throw new AppError('forbidden');
    },
  };
}
