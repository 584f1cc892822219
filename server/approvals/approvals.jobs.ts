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
import { decideRequest } from '../requests/decide.sql.ts';
import type { Decision } from '../requests/decide.sql.ts';
import { handlerOf } from '../request-kinds.ts';
import { parsePayload } from '../requests/request-handler.ts';
import { findRequest, kindOfRequest } from '../requests/requests.sql.ts';
import { editRequest, submitRequest } from '../requests/submit.sql.ts';

const writerOf = ({ id, login }: Actor): Writer => ({ id, name: login });

/** Kinds whose effect reads a file, every posting of an import or all of a report: computed beside the event loop (0017). */
const LONG: readonly RequestKind[] = ['import', 'undo-import', 'conflict', 'report'];

export function takesLong(kind: RequestKind): boolean {
  return LONG.includes(kind);
}

/** Whether the effect of a stored request takes long; false where there is none. */
export async function requestTakesLong(read: Queries, id: number): Promise<boolean> {
  const kind = await kindOfRequest(read, id);
  return kind !== undefined && takesLong(kind);
}

/** Decides as `decideRequest`, tells the request as it then is, and throws what it throws. */
export const decideRequestJob = job(
  import.meta.url,
  'decideRequestJob',
  ({ db, clock }, { actor, decision }: { actor: Actor; decision: Decision }): Promise<RequestDetail> =>
    decideRequest(db, { clock, writer: writerOf(actor) }, handlerOf, decision, (query) =>
      findRequest(query, actor, handlerOf, decision.id),
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
    editRequest(db, { clock, writer: writerOf(actor) }, handlerOf, target, edit, (query) =>
      findRequest(query, actor, handlerOf, target.id),
    ),
);

/** Submits as `submitRequest`, once per key, and throws what it throws. */
export const submitRequestJob = job(
  import.meta.url,
  'submitRequestJob',
  (
    { db, clock },
    { writer, once, input }: { writer: Writer; once: Once | undefined; input: RequestInput },
  ): Promise<SubmittedRequest> =>
    submitRequest(db, { clock, writer, ...(once ? { once } : {}) }, handlerOf, input),
);

/** What a request would do; nothing is written. */
export const previewRequestJob = job(
  import.meta.url,
  'previewRequestJob',
  ({ db }, { kind, payload }: { kind: RequestKind; payload: unknown }): Promise<RequestPreview> => {
    const parsed = parsePayload(handlerOf, kind, payload);
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
    db.snapshot((read) => findRequest(read, actor, handlerOf, id)),
);
