import type { DecisionRecord } from './decide.sql.ts';
import type { RequestEffect } from '#shared/approvals/effect.ts';
import type { RequestDetail, RequestList, RequestRow } from '#shared/approvals/requests.ts';
import { REQUEST_KINDS } from '#shared/approvals/terms.ts';
import type { RequestKind, RequestState } from '#shared/approvals/terms.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import { can, rightOf } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import type { Queries } from '../db/database.ts';
import { countRows } from '../db/sums.ts';
import type { HandlerOf } from './request-handler.ts';

const PER_PAGE = 100;

function requestRows(read: Queries) {
  return read
    .selectFrom('request as r')
    .innerJoin('app_user as u', 'u.id', 'r.created_by')
    .leftJoin('approval as a', 'a.request_id', 'r.id')
    .leftJoin('app_user as d', 'd.id', 'a.decided_by')
    .leftJoin('app_user as f', 'f.id', 'a.decided_for')
    .leftJoin('history as h', 'h.seq', 'a.recorded_seq')
    .select(['r.id', 'r.kind', 'r.title', 'r.reason', 'r.state', 'r.revision', 'r.version', 'r.origin'])
    .select(['r.payload', 'r.created_at as createdAt', 'u.name as createdBy', 'u.id as createdById'])
    .select(['d.name as decidedBy', 'f.name as decidedFor', 'h.at as decidedAt', 'a.note'])
    .orderBy('r.id', 'desc');
}
type StoredRow = Awaited<ReturnType<ReturnType<typeof requestRows>['execute']>>[number];

interface Author {
  requestId: number;
  id: number;
  name: string;
  /** By whose right; null = the own. */
  forId: number | null;
  forName: string | null;
}

/** `Frau A in Vertretung von Herrn B`: who acted, and by whose right where it is another's. */
function actingName(name: string, forName: string | null): string {
  return forName === null ? name : `${name} in Vertretung von ${forName}`;
}

async function authorsOf(read: Queries, ids: readonly number[]): Promise<Map<number, Author[]>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .selectFrom('request_revision as v')
    .innerJoin('app_user as u', 'u.id', 'v.author_id')
    .leftJoin('app_user as f', 'f.id', 'v.author_for')
    .where('v.request_id', 'in', ids)
    .groupBy(['v.request_id', 'u.id', 'u.name', 'f.id', 'f.name'])
    .select(['v.request_id as requestId', 'u.id', 'u.name', 'f.id as forId', 'f.name as forName'])
    .select((eb) => eb.fn.min('v.revision').as('first'))
    .orderBy('first')
    .execute();
  return Map.groupBy(rows, (row) => row.requestId);
}

/** Why this reader may not decide; null when they may. */
function whyNot(row: StoredRow, authors: readonly Author[], actor: Actor): string | null {
  if (row.state !== 'open') return null;
  if (row.createdById === actor.id) return 'Von Ihnen beantragt: Darüber entscheidet eine andere Person.';
  const right = rightOf(actor, 'requests:decide', { requestKind: row.kind });
  const eyes = [actor.id, right];
  if (authors.some(({ id, forId }) => eyes.includes(id) || (forId !== null && eyes.includes(forId))))
    return 'Eine Fassung ist von Ihnen oder von wem Sie vertreten: Darüber entscheidet eine andere Person.';
  if (right === null) return 'Entscheiden kann, wer dazu berechtigt ist.';
  return null;
}

function rowOf(row: StoredRow, authors: readonly Author[], actor: Actor): RequestRow {
  const { id, kind, title, reason, state, revision, version, origin, createdBy, createdAt } = row;
  const because = whyNot(row, authors, actor);
  return {
    ...{ id, kind, title, reason, state, revision, version, origin, createdBy, createdAt },
    authors: authors.map(({ name, forName }) => actingName(name, forName)),
    decision:
      row.decidedBy === null || row.decidedAt === null
        ? null
        : { by: actingName(row.decidedBy, row.decidedFor), at: row.decidedAt, note: row.note ?? '' },
    mayDecide: state === 'open' && because === null,
    whyNot: because,
  };
}

/** Kinds of requests this reader sees: a break-glass account those of accounts, everybody else all. */
function kindsFor({ breakGlass }: Actor): readonly RequestKind[] {
  return breakGlass ? ['role'] : REQUEST_KINDS;
}

async function count(read: Queries, actor: Actor, which: RequestFilter): Promise<number> {
  let query = read
    .selectFrom('request as r')
    .where('r.kind', 'in', kindsFor(actor))
    .select(countRows().as('n'));
  if (which.state) query = query.where('r.state', 'in', which.state);
  return (await query.executeTakeFirstOrThrow()).n;
}

async function countToDecide(read: Queries, actor: Actor): Promise<number> {
  const kinds = REQUEST_KINDS.filter((kind) => can(actor, 'requests:decide', { requestKind: kind }));
  if (kinds.length === 0) return 0;
  const rights = kinds.map((kind) => rightOf(actor, 'requests:decide', { requestKind: kind }));
  const eyes = [actor.id, ...rights.filter((right) => typeof right === 'number')];
  const row = await read
    .selectFrom('request as r')
    .where('r.state', '=', 'open')
    .where('r.kind', 'in', kinds)
    .where('r.created_by', 'not in', eyes)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('request_revision as v')
            .whereRef('v.request_id', '=', 'r.id')
            .where((v) => v.or([v('v.author_id', 'in', eyes), v('v.author_for', 'in', eyes)]))
            .select('v.revision'),
        ),
      ),
    )
    .select(countRows().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

interface RequestFilter {
  state?: readonly RequestState[] | undefined;
}

/** Requests of these states, newest first, as this reader sees them; `page` counts from 1. */
export async function listRequests(
  read: Queries,
  actor: Actor,
  filter: RequestFilter & { page: number },
): Promise<RequestList> {
  let query = requestRows(read).where('r.kind', 'in', kindsFor(actor));
  if (filter.state) query = query.where('r.state', 'in', filter.state);
  const rows = await query
    .limit(PER_PAGE)
    .offset((filter.page - 1) * PER_PAGE)
    .execute();
  const authors = await authorsOf(
    read,
    rows.map((row) => row.id),
  );
  return {
    requests: rows.map((row) => rowOf(row, authors.get(row.id) ?? [], actor)),
    open: await count(read, actor, { state: ['open'] }),
    toDecide: await countToDecide(read, actor),
    total: await count(read, actor, filter),
    page: filter.page,
    perPage: PER_PAGE,
  };
}

/** The effect that was shown to whoever decided, from the history; null when it was not kept. */
async function decidedEffect(read: Queries, id: number): Promise<RequestEffect | null> {
  const row = await read
    .selectFrom('approval as a')
    .innerJoin('history as h', 'h.seq', 'a.recorded_seq')
    .where('a.request_id', '=', id)
    .select('h.after')
    .executeTakeFirst();
  if (!row?.after) return null;
  return (JSON.parse(row.after) as DecisionRecord).effect ?? null;
}

/** The effect now, or why there is none. */
async function effectNow(
  read: Queries,
  handlerOf: HandlerOf,
  row: StoredRow,
): Promise<{ effect: RequestEffect | null; faults: FieldError[] }> {
  const stored = JSON.parse(row.payload) as unknown;
  const handler = handlerOf(row.kind, stored);
  try {
    const payload = handler.payload.parse(stored);
    return { effect: await handler.effect(read, payload, { id: row.id, isDecided: true }), faults: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const whole = { path: '', message: error.detail ?? error.title };
    return { effect: null, faults: error.errors.length > 0 ? [...error.errors] : [whole] };
  }
}

/** One request with its wordings and its effect, as this reader sees it. Throws `not-found`. */
export async function findRequest(
  read: Queries,
  actor: Actor,
  handlerOf: HandlerOf,
  id: number,
): Promise<RequestDetail> {
  const row = await requestRows(read).where('r.id', '=', id).executeTakeFirst();
  if (!row || !kindsFor(actor).includes(row.kind))
    throw new AppError('not-found', `Einen Antrag ${id} gibt es nicht.`);
  const authors = (await authorsOf(read, [id])).get(id) ?? [];
  const revisions = await read
    .selectFrom('request_revision as v')
    .innerJoin('app_user as u', 'u.id', 'v.author_id')
    .innerJoin('history as h', 'h.seq', 'v.recorded_seq')
    .where('v.request_id', '=', id)
    .orderBy('v.revision')
    .select(['v.revision', 'u.name as author', 'h.at', 'v.reason', 'v.payload'])
    .execute();
  const isOpen = row.state === 'open';
  const { effect, faults } = isOpen
    ? await effectNow(read, handlerOf, row)
    : { effect: await decidedEffect(read, id), faults: [] };
  return {
    request: rowOf(row, authors, actor),
    payload: JSON.parse(row.payload) as unknown,
    effect,
    faults,
    revisions: revisions.map((one) => ({ ...one, payload: JSON.parse(one.payload) as unknown })),
    mayEdit: isOpen && can(actor, 'requests:write', { requestKind: row.kind }),
    mayWithdraw: isOpen && row.createdById === actor.id,
  };
}

/** The kind of a stored request; undefined where there is none. */
export async function kindOfRequest(read: Queries, id: number): Promise<RequestKind | undefined> {
  return (await read.selectFrom('request').where('id', '=', id).select('kind').executeTakeFirst())?.kind;
}
