import type {
  RequestDetail,
  RequestEdit,
  RequestInput,
  RequestPreview,
  SubmittedRequest,
} from '#shared/approvals/requests.ts';
import type { RequestKind } from '#shared/approvals/terms.ts';
import type { Actor } from '#shared/permissions.ts';
import type { Queries } from '../db/database.ts';
import type { Once } from '../db/once.ts';
import type { Writer } from '../db/transact.ts';
import { job } from '../work/job.ts';
import { decideRequest } from './decide.sql.ts';
import type { Decision } from './decide.sql.ts';
import { handlerOf, parsePayload } from './handlers.ts';
import { findRequest } from './requests.sql.ts';
import { editRequest, submitRequest } from './submit.sql.ts';

const writerOf = ({ id, login }: Actor): Writer => ({ id, name: login });

/** Kinds whose effect reads a file or every posting of an import: computed beside the event loop (0017). */
const LONG: readonly RequestKind[] = ['import', 'undo-import', 'conflict'];

export function takesLong(kind: RequestKind): boolean {
  return LONG.includes(kind);
}

/** Whether the effect of a stored request takes long; false where there is none. */
export async function requestTakesLong(read: Queries, id: number): Promise<boolean> {
  const row = await read.selectFrom('request').where('id', '=', id).select('kind').executeTakeFirst();
  return row !== undefined && takesLong(row.kind);
}

/** Decides as `decideRequest`, tells the request as it then is, and throws what it throws. */
export const decideRequestJob = job(
  import.meta.url,
  'decideRequestJob',
  ({ db, clock }, { actor, decision }: { actor: Actor; decision: Decision }): Promise<RequestDetail> =>
    decideRequest(db, { clock, writer: writerOf(actor) }, decision, (query) =>
      findRequest(query, actor, decision.id),
    ),
);

/** Gives a request a new wording as `editRequest`, tells it as it then is, and throws what it throws. */
export const editRequestJob = job(
  import.meta.url,
  'editRequestJob',
  (
    { db, clock },
    { actor, target, edit }: { actor: Actor; target: { id: number; version: number }; edit: RequestEdit },
  ): Promise<RequestDetail> =>
    editRequest(db, { clock, writer: writerOf(actor) }, target, edit, (query) =>
      findRequest(query, actor, target.id),
    ),
);

/** Submits as `submitRequest`, once per key, and throws what it throws. */
export const submitRequestJob = job(
  import.meta.url,
  'submitRequestJob',
  (
    { db, clock },
    { writer, once, input }: { writer: Writer; once: Once | undefined; input: RequestInput },
  ): Promise<SubmittedRequest> => submitRequest(db, { clock, writer, ...(once ? { once } : {}) }, input),
);

/** What a request would do; nothing is written. */
export const previewRequestJob = job(
  import.meta.url,
  'previewRequestJob',
  ({ db }, { kind, payload }: { kind: RequestKind; payload: unknown }): Promise<RequestPreview> => {
    const parsed = parsePayload(kind, payload);
    const handler = handlerOf(kind, payload);
    return db.snapshot(async (read) => ({
      effect: await handler.effect(read, parsed),
      title: await handler.title(read, parsed),
    }));
  },
);

/** A stored request with its effect of now. */
export const requestDetailJob = job(
  import.meta.url,
  'requestDetailJob',
  ({ db }, { actor, id }: { actor: Actor; id: number }): Promise<RequestDetail> =>
    db.snapshot((read) => findRequest(read, actor, id)),
);
