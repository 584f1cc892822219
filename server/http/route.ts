import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type * as z from 'zod';
import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { can } from '#shared/permissions.ts';
import type { Action, Actor, Subject } from '#shared/permissions.ts';
import type { Database } from '../db/database.ts';
import { untilCommitted } from '../db/until-committed.ts';
import type { Once } from '../db/once.ts';
import type { Writer } from '../db/transact.ts';
import { onceOf, sentOnce } from './idempotency.ts';
import { parseIfMatch, parseInput } from './parse-request.ts';
import { withReceivedFile } from './receive-file.ts';
import type { ReceivedFile } from './receive-file.ts';
import { setSessionCookie } from './session-cookie.ts';

/** What every handler gets: the parsed request, who asks, and the doors. */
export interface RouteContext<P, Q, B> {
  db: Database;
  clock: Clock;
  actor: Actor;
  /** For `transact`. */
  by: { clock: Clock; writer: Writer; once?: Once | undefined };
  params: P;
  query: Q;
  body: B;
  /** The version the client wants to change; set where the route asks for `If-Match`. */
  ifMatch: number;
  traceId: string;
  /** Throws `forbidden` unless the actor may do the route's action on this subject. */
  allow: (subject: Subject) => void;
}

/** A download: rendered bytes instead of JSON. */
export interface FileAnswer {
  fileName: string;
  bytes: Buffer;
}

/** A download of any length: bytes that are handed on as they come. */
export interface StreamAnswer {
  fileName: string;
  /** Hands every piece to `take` and waits until it was taken. */
  send: (take: (chunk: Uint8Array) => Promise<void>) => Promise<void>;
}

/** What a public route gets: perhaps nobody, and the session cookie. */
export interface PublicContext<B> {
  db: Database;
  clock: Clock;
  actor: Actor | null;
  body: B;
  request: Request;
  /** Sets the session cookie, or removes it with null. */
  setSessionCookie: (token: string | null) => void;
}

type Schema = z.ZodType;
type Parsed<S> = S extends Schema ? z.infer<S> : S extends 'bytes' ? ReceivedFile : undefined;
type Answer<A> = A extends Schema
  ? z.infer<A>
  : A extends 'file'
    ? FileAnswer
    : A extends 'stream'
      ? StreamAnswer
      : undefined;

/** A route as a contract: who may, what comes in, what goes out. It reads before it works. */
export interface RouteDefinition {
  method: 'get' | 'post' | 'patch' | 'delete';
  path: string;
  /** The right that is asked for; `public` needs no session. */
  action: Action | 'public';
  summary: string;
  params?: Schema | undefined;
  query?: Schema | undefined;
  body?: Schema | 'bytes' | undefined;
  ifMatch: boolean;
  /** Takes an `Idempotency-Key`: the same request sent again gets the first answer and no second deed. */
  idempotent: boolean;
  /** The finished answer is kept while nothing is written; it depends on address, role, day and data alone. */
  cached: boolean;
  answer: Schema | 'file' | 'stream' | 'none';
  /** Of a file or stream; what is sent is of this type. */
  contentType?: string | undefined;
  status: number;
  /** Makes the route's own limiter, anew for every app. */
  limit?: (() => RequestHandler) | undefined;
  run(
    request: Request,
    response: Response,
    doors: Doors,
  ): Promise<{ body: unknown; etag?: number | undefined }>;
}

interface RouteInput<P, Q, B, A> {
  method: RouteDefinition['method'];
  path: string;
  action: Action;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  ifMatch?: boolean;
  idempotent?: boolean;
  cached?: boolean;
  answer: A;
  /** Of a file or stream. */
  contentType?: A extends 'file' | 'stream' ? string : never;
  status?: number;
  etag?: (answer: Answer<A>) => number;
  handle: (context: RouteContext<Parsed<P>, Parsed<Q>, Parsed<B>>) => Promise<Answer<A>>;
}

/** Declares a route; types flow from its schemas into its handler. */
export function route<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | 'bytes' | undefined = undefined,
  A extends Schema | 'file' | 'stream' | 'none' = 'none',
>(input: RouteInput<P, Q, B, A>): RouteDefinition {
  const { etag, handle } = input;
  const contract = {
    method: input.method,
    path: input.path,
    action: input.action,
    summary: input.summary,
    params: input.params,
    query: input.query,
    body: input.body,
    ifMatch: input.ifMatch ?? false,
    idempotent: input.idempotent ?? false,
    cached: input.cached ?? false,
    answer: input.answer,
    contentType: input.contentType,
    status: input.status ?? (input.answer === 'none' ? 204 : 200),
  };
  return {
    ...contract,
    run: async (request, _response, doors) => {
      const asking = requireActor(request, contract.action);
      // What is kept for a role must not know the person.
      const actor = contract.cached ? { id: 0, login: '', role: asking.role } : asking;
      // The schemas of this very definition parse the context.
      const context = contextOf(contract, doors, request, actor) as RouteContext<
        Parsed<P>,
        Parsed<Q>,
        Parsed<B>
      >;
      const answer = (own: typeof context) => sentOnce(doors.db, own.by.once, () => handle(own));
      const body =
        contract.body === 'bytes'
          ? await withReceivedFile(request, (file) => answer({ ...context, body: file as Parsed<B> }))
          : await answer(context);
      return { body, etag: etag?.(body) };
    },
  };
}

interface PublicInput<B, A> {
  method: RouteDefinition['method'];
  path: string;
  summary: string;
  body?: B;
  answer: A;
  status?: number;
  limit?: () => RequestHandler;
  handle(context: PublicContext<Parsed<B>>): Promise<Answer<A>>;
}

/** Declares one of the few routes that need no session: signing in and out, and asking who one is. */
export function publicRoute<B extends Schema | undefined = undefined, A extends Schema | 'none' = 'none'>(
  input: PublicInput<B, A>,
): RouteDefinition {
  return {
    method: input.method,
    path: input.path,
    action: 'public',
    summary: input.summary,
    body: input.body,
    ifMatch: false,
    idempotent: false,
    cached: false,
    answer: input.answer,
    limit: input.limit,
    status: input.status ?? (input.answer === 'none' ? 204 : 200),
    run: async (request, response, doors) => {
      parseInput(undefined, request.query, 'query');
      const body = await input.handle({
        db: doors.db,
        clock: doors.clock,
        actor: request.actor,
        body: parseInput(input.body, request.body, 'body') as Parsed<B>,
        request,
        setSessionCookie: (token) => {
          setSessionCookie(response, token, doors.secureCookies);
        },
      });
      return { body };
    },
  };
}

/** Who asks, if they may. Throws `sign-in-required` or `forbidden`. */
export function requireActor(request: Request, action: RouteDefinition['action']): Actor {
  const actor = request.actor;
  if (!actor) throw new AppError('sign-in-required');
  if (action !== 'public' && !can(actor, action)) throw new AppError('forbidden');
  return actor;
}

function contextOf(
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
    allow: (subject) => {
      if (action !== 'public' && !can(actor, action, subject)) throw new AppError('forbidden');
    },
  };
}

export interface Doors {
  db: Database;
  clock: Clock;
  /** Cookies carry `Secure` (and the `__Host-` prefix) when the public address is https. */
  secureCookies: boolean;
}

/** Fresh id that ties an answer to its log line. */
export function newTraceId(): string {
  return randomUUID();
}
