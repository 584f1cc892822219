import type { RequestEdit, RequestInput, SubmittedRequest } from '#shared/approvals/requests.ts';
import { REQUEST_KIND_WORDS } from '#shared/approvals/terms.ts';
import type { RequestKind, RequestState } from '#shared/approvals/terms.ts';
import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import { rightOf } from '#shared/permissions.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Tx, Writer } from '../db/transact.ts';
import type { Once } from '../db/once.ts';
import { actorById } from '../session/actor.sql.ts';
import { parsePayload } from './request-handler.ts';
import type { HandlerOf } from './request-handler.ts';

export type By = { clock: Clock; writer: Writer; once?: Once | undefined };

/** A request as far as a writer must know it before any rule. */
export interface RequestHead {
  id: number;
  kind: RequestKind;
  title: string;
  reason: string;
  payload: unknown;
  state: RequestState;
  origin: Origin;
  revision: number;
  version: number;
  createdBy: number;
}

/** The request inside the writing transaction. Throws `not-found`. */
export async function requestHead(query: Queries, id: number): Promise<RequestHead> {
  const head = await query
    .selectFrom('request')
    .where('id', '=', id)
    .select(['id', 'kind', 'title', 'reason', 'payload', 'state', 'origin', 'revision', 'version'])
    .select('created_by as createdBy')
    .executeTakeFirst();
  if (!head) throw new AppError('not-found', `Einen Antrag ${id} gibt es nicht.`);
  return { ...head, payload: JSON.parse(head.payload) as unknown };
}

/** Throws `request-decided` unless it is open, then `stale` unless it is the version the writer saw. */
export function requireOpen(head: RequestHead, version: number): void {
  const { id, state } = head;
  const current = { version: head.version, revision: head.revision, state };
  if (state !== 'open') {
    const how = { approved: 'freigegeben', rejected: 'abgelehnt', withdrawn: 'zurückgezogen' }[state];
    throw new AppError('request-decided', `Antrag ${id} ist ${how}.`, { current });
  }
  if (head.version !== version) throw new AppError('stale', undefined, { current });
}

/** Changes the head from the version the writer saw. Throws `stale` when another was faster (promises.md, I11). */
export async function bumpRequest(
  query: Queries,
  head: RequestHead,
  columns: { state?: RequestState; revision?: number; title?: string; payload?: string; reason?: string },
): Promise<void> {
  const updated = await query
    .updateTable('request')
    .set({ ...columns, version: head.version + 1 })
    .where('id', '=', head.id)
    .where('version', '=', head.version)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) throw new AppError('stale');
}

/** Who writes a request is an account, so that somebody else can decide about it. */
export function accountOf(by: By): number {
  if (by.writer.id === null)
    throw new AppError('forbidden', 'Ein Antrag braucht ein Konto, das ihn stellt oder entscheidet.');
  return by.writer.id;
}

/**
 * By whose right an account does that with a request of this kind, asked on the state that decides: its own (null), or
 * that of the person it stands in for. Throws `forbidden` where it may by nobody's.
 */
export async function requireSide(
  query: Queries,
  { clock, account }: { clock: Clock; account: number },
  action: 'requests:write' | 'requests:decide',
  kind: RequestKind,
): Promise<number | null> {
  const actor = (await actorById(query, clock, account)) ?? null;
  const right = rightOf(actor, action, { requestKind: kind });
  if (right === null)
    throw new AppError('forbidden', `Über „${REQUEST_KIND_WORDS[kind]}“ bestimmt eine andere Rolle.`);
  return right === 'own' ? null : right;
}

async function addRevision(
  tx: Tx,
  request: {
    id: number;
    revision: number;
    payload: string;
    reason: string;
    author: number;
    authorFor: number | null;
  },
): Promise<void> {
  const { id, author, authorFor, revision, payload, reason } = request;
  await tx.query
    .insertInto('request_revision')
    .values({
      ...{ request_id: id, revision, payload, reason, recorded_seq: tx.seq },
      ...{ author_id: author, author_for: authorFor },
    })
    .execute();
}

/**
 * Writes a request down; nothing changes until somebody else approves it. Throws `invalid-input` or `unknown-field`
 * for a payload its kind refuses, and what the kind's rules refuse now (`rule-violated`, `period-closed` …).
 */
export async function submitRequest<A = SubmittedRequest>(
  db: Database,
  by: By,
  handlerOf: HandlerOf,
  input: RequestInput & { origin?: Origin },
  answer?: (submitted: SubmittedRequest) => A,
): Promise<A> {
  const { kind, reason, origin = 'live' } = input;
  const payload = parsePayload(handlerOf, kind, input.payload);
  const author = accountOf(by);
  return transact(
    db,
    by,
    async (tx) => {
      const asks = { clock: by.clock, account: author };
      const authorFor = await requireSide(tx.query, asks, 'requests:write', kind);
      const handler = handlerOf(kind, payload);
      await handler.effect(tx.query, payload);
      const title = await handler.title(tx.query, payload);
      const text = JSON.stringify(payload);
      const { id } = await tx.query
        .insertInto('request')
        .values({
          ...{ kind, state: 'open', title, payload: text, reason, origin },
          created_by: author,
          created_at: tx.at,
          recorded_seq: tx.seq,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await addRevision(tx, { id, revision: 1, payload: text, reason, author, authorFor });
      const change = { action: 'request.submit', entity: 'request', entityId: id, reason };
      return {
        result: { id, title, version: 1 },
        change: { ...change, after: { kind, title, payload } },
      };
    },
    answer && ((_query, submitted) => Promise.resolve(answer(submitted))),
  );
}

/** Gives a request a new wording: approval starts anew. Throws `not-found`, `request-decided`, `stale` and as above. */
export async function editRequest<A = undefined>(
  db: Database,
  by: By,
  handlerOf: HandlerOf,
  target: { id: number; version: number },
  edit: RequestEdit,
  answer?: (query: Queries) => Promise<A>,
): Promise<A> {
  const author = accountOf(by);
  return transact(
    db,
    by,
    async (tx) => {
      const head = await requestHead(tx.query, target.id);
      requireOpen(head, target.version);
      const asks = { clock: by.clock, account: author };
      const authorFor = await requireSide(tx.query, asks, 'requests:write', head.kind);
      const payload = parsePayload(handlerOf, head.kind, edit.payload);
      const handler = handlerOf(head.kind, payload);
      await handler.effect(tx.query, payload, { id: head.id, isDecided: false });
      const title = await handler.title(tx.query, payload);
      const wording = { payload: JSON.stringify(payload), reason: edit.reason };
      const revision = head.revision + 1;
      await addRevision(tx, { ...wording, id: head.id, revision, author, authorFor });
      await bumpRequest(tx.query, head, { ...wording, revision, title });
      const before = { title: head.title, payload: head.payload, reason: head.reason };
      const after = { title, payload, reason: edit.reason, revision };
      const change = { action: 'request.edit', entity: 'request', entityId: head.id, reason: edit.reason };
      return { result: undefined, change: { ...change, before, after } };
    },
    answer,
  );
}

/** Takes one's own request back. Throws `not-found`, `request-decided`, `stale`, `forbidden`. */
export async function withdrawRequest<A = undefined>(
  db: Database,
  by: By,
  target: { id: number; version: number },
  answer?: (query: Queries) => Promise<A>,
): Promise<A> {
  const account = accountOf(by);
  return transact(
    db,
    by,
    async (tx) => {
      const head = await requestHead(tx.query, target.id);
      requireOpen(head, target.version);
      if (head.createdBy !== account)
        throw new AppError('forbidden', 'Zurückziehen kann einen Antrag nur, wer ihn gestellt hat.');
      await bumpRequest(tx.query, head, { state: 'withdrawn' });
      const change = { action: 'request.withdraw', entity: 'request', entityId: head.id };
      return {
        result: undefined,
        change: { ...change, before: { state: 'open' }, after: { state: 'withdrawn' } },
      };
    },
    answer,
  );
}
