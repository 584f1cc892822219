import type { RequestEffect } from '#shared/approvals/effect.ts';
import { AppError } from '#shared/errors.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Tx } from '../db/transact.ts';
import type { HandlerOf } from './request-handler.ts';
import { accountOf, bumpRequest, requestHead, requireOpen, requireSide } from './submit.sql.ts';
import type { By, RequestHead } from './submit.sql.ts';

export interface Decision {
  id: number;
  /** The version the decider saw: what was read is what is decided. */
  version: number;
  decision: 'approved' | 'rejected';
  note: string;
}

/** Who decides, and for whom where it is by somebody else's right. */
interface Eyes {
  account: number;
  decidedFor: number | null;
}

/**
 * Nobody decides about what they wrote, whatever their role, nor about what was written for them or by whom they stand
 * in for (promises.md I9). Throws `four-eyes`.
 */
async function requireOtherEyes(
  query: Queries,
  head: RequestHead,
  { account, decidedFor }: Eyes,
): Promise<void> {
  const eyes = decidedFor === null ? [account] : [account, decidedFor];
  const own = await query
    .selectFrom('request_revision')
    .where('request_id', '=', head.id)
    .where((eb) => eb.or([eb('author_id', 'in', eyes), eb('author_for', 'in', eyes)]))
    .select('revision')
    .executeTakeFirst();
  if (own || eyes.includes(head.createdBy))
    throw new AppError('four-eyes', `Antrag ${head.id} wartet auf eine andere Person; er bleibt offen.`);
}

async function recordApproval(
  tx: Tx,
  head: RequestHead,
  { account, decidedFor }: Eyes,
  decision: Decision,
): Promise<void> {
  await tx.query
    .insertInto('approval')
    .values({
      request_id: head.id,
      revision: head.revision,
      decision: decision.decision,
      requested_by: head.createdBy,
      decided_by: account,
      decided_for: decidedFor,
      note: decision.note,
      recorded_seq: tx.seq,
    })
    .execute();
}

/** What the history keeps of a decision; the page shows the effect that was decided about from here. */
export interface DecisionRecord {
  decision: Decision['decision'];
  note: string;
  revision: number;
  effect?: RequestEffect;
  applied?: unknown;
}

/**
 * The one choke point of everything two people must want: page, API and command line end here. In one transaction:
 * version, other eyes, effect on the data of this moment, approval, the deed itself, history. Throws `not-found`,
 * `request-decided`, `stale`, `four-eyes`, and what the kind's rules refuse now; then nothing is changed.
 */
export async function decideRequest<A = undefined>(
  db: Database,
  by: By,
  handlerOf: HandlerOf,
  decision: Decision,
  answer?: (query: Queries) => Promise<A>,
): Promise<A> {
  const account = accountOf(by);
  return transact(
    db,
    by,
    async (tx) => {
      const head = await requestHead(tx.query, decision.id);
      requireOpen(head, decision.version);
      const asks = { clock: by.clock, account };
      const decidedFor = await requireSide(tx.query, asks, 'requests:decide', head.kind);
      const eyes = { account, decidedFor };
      await requireOtherEyes(tx.query, head, eyes);
      const after: DecisionRecord = {
        decision: decision.decision,
        note: decision.note,
        revision: head.revision,
      };
      if (decision.decision === 'approved') {
        const handler = handlerOf(head.kind, head.payload);
        const payload = handler.payload.parse(head.payload);
        after.effect = await handler.effect(tx.query, payload, { id: head.id, isDecided: true });
        await recordApproval(tx, head, eyes, decision);
        const { id, reason, origin, createdBy } = head;
        const request = { id, reason, origin, createdBy, by: by.writer };
        after.applied = await handler.apply(tx, payload, request);
      } else {
        await recordApproval(tx, head, eyes, decision);
      }
      await bumpRequest(tx.query, head, { state: decision.decision });
      const action = decision.decision === 'approved' ? 'request.approve' : 'request.reject';
      return {
        result: undefined,
        change: { action, entity: 'request', entityId: head.id, reason: head.reason, after },
      };
    },
    answer,
  );
}
