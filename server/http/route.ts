import type { Request, RequestHandler, Response } from 'express';
import type * as z from 'zod';
import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { can, ownRule } from '#shared/permissions.ts';
import type { Action, Actor, Subject } from '#shared/permissions.ts';
import type { Database } from '../db/database.ts';
import type { Once } from '../db/once.ts';
import type { Writer } from '../db/transact.ts';
import { callerOf } from './caller.ts';
import type { Caller } from './caller.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { JsonText } from './json-text.ts';
import { sentOnce } from './idempotency.ts';
import { parseInput } from './parse-request.ts';
import { contextOf } from './route-context.ts';
import { withReceivedFile } from './receive-file.ts';
import type { ReceivedFile } from './receive-file.ts';
import type { SecurityLog } from './security-log.ts';
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
  caller: Caller;
  /** For what is noted beside the deed and nothing is told about: a failed try. */
  beside: Database;
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
export interface PublicContext<B, Q = undefined> {
  db: Database;
  clock: Clock;
  actor: Actor | null;
  query: Q;
  body: B;
  request: Request;
  response: Response;
  caller: Caller;
  doors: Doors;
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
      : A extends 'redirect'
        ? string
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
  /** The finished answer is kept while nothing is written; it depends on address, role, day and data alone, of a bound role on the person too. */
  cached: boolean;
  /** The body is a form, sent by a server that has no page of ours and no cookie: its origin is not asked for. */
  isForm?: boolean | undefined;
  /** `redirect`: the browser is led to the address that is answered. */
  answer: Schema | 'file' | 'stream' | 'redirect' | 'none';
  /** Of a file or stream; what is sent is of this type. */
  contentType?: string | undefined;
  status: number;
  /** Makes the route's own limiter, anew for every app. */
  limit?: ((doors: Doors) => RequestHandler) | undefined;
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
  handle: (context: RouteContext<Parsed<P>, Parsed<Q>, Parsed<B>>) => Promise<Answer<A> | JsonText>;
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
    status: input.status ?? statusOf(input.answer),
  };
  return {
    ...contract,
    run: async (request, _response, doors) => {
      const asking = requireActor(request, contract.action);
      // What is kept for a role must not know the person; a bound role's answers are kept for each person.
      const actor = contract.cached && !ownRule(asking) ? { ...asking, id: 0, login: '' } : asking;
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
      return { body, etag: body instanceof JsonText ? undefined : etag?.(body) };
    },
  };
}

interface PublicInput<Q, B, A> {
  method: RouteDefinition['method'];
  path: string;
  summary: string;
  query?: Q;
  body?: B;
  isForm?: boolean;
  answer: A;
  status?: number;
  limit?: (doors: Doors) => RequestHandler;
  handle(context: PublicContext<Parsed<B>, Parsed<Q>>): Promise<Answer<A>>;
}

/** What a route answers with when nothing else is said. */
function statusOf(answer: RouteDefinition['answer']): number {
  return answer === 'none' ? 204 : answer === 'redirect' ? 303 : 200;
}

/** Declares one of the few routes that need no session: signing in and out, and asking who one is. */
export function publicRoute<
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  A extends Schema | 'redirect' | 'none' = 'none',
>(input: PublicInput<Q, B, A>): RouteDefinition {
  return {
    method: input.method,
    path: input.path,
    action: 'public',
    summary: input.summary,
    query: input.query,
    body: input.body,
    isForm: input.isForm,
    ifMatch: false,
    idempotent: false,
    cached: false,
    answer: input.answer,
    limit: input.limit,
    status: input.status ?? statusOf(input.answer),
    run: async (request, response, doors) => {
      const body = await input.handle({
        db: doors.db,
        clock: doors.clock,
        actor: request.actor,
        query: parseInput(input.query, request.query, 'query') as Parsed<Q>,
        body: parseInput(input.body, request.body, 'body') as Parsed<B>,
        request,
        response,
        caller: callerOf(request, doors),
        doors,
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

export interface Doors {
  db: Database;
  clock: Clock;
  /** Cookies carry `Secure` (and the `__Host-` prefix) when the public address is https. */
  secureCookies: boolean;
  security: SecurityLog;
  /** Origin of PUBLIC_URL, as browsers write it; without it a page's origin is the Host header's. */
  publicOrigin?: string | undefined;
  /** Addresses of the proxies that are believed when they say for whom they ask (TRUSTED_PROXY). */
  trustedProxies?: readonly string[] | undefined;
  /** The identity provider of the city, where one is set up. */
  provider?: IdentityProvider | undefined;
}
