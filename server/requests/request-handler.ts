import type * as z from 'zod';
import type { RequestKind } from '#shared/approvals/terms.ts';
import type { Origin } from '#shared/fields.ts';
import type { RequestEffect } from '#shared/approvals/effect.ts';
import type { Queries } from '../db/database.ts';
import type { Tx, Writer } from '../db/transact.ts';
import { invalidInput } from '../http/parse-request.ts';

/** An approved request as its handler gets it; every fact it writes carries the request's id. */
export interface ApprovedRequest {
  id: number;
  reason: string;
  /** Where the request comes from; what it brings is marked the same. */
  origin: Origin;
  /** Whose request it is. */
  createdBy: number;
  /** Who approves, for what the handler writes down besides. */
  by: Writer;
}

/** The request that asks, where it stands already: it does not count beside itself. */
export interface AboutRequest {
  id: number;
  /** Its wording stands and is looked at or decided; otherwise it is given a new one, which comes after all others. */
  isDecided: boolean;
}

/**
 * What a feature says about one kind of request. The list of all handlers is
 * server/request-kinds.ts. Both functions work on the state they are given: the preview on a
 * reader, the approval inside its transaction, so that what was shown is what happens.
 */
export interface RequestHandler<P> {
  payload: z.ZodType<P>;
  /** One line for lists: `Umschichtung 45.000,00 € von 105 an 131`. */
  title(read: Queries, payload: P): Promise<string>;
  /** Before and after. Throws `AppError` (every fault at once) when it could not be approved as it stands. */
  effect(read: Queries, payload: P, about?: AboutRequest): Promise<RequestEffect>;
  /** Does it, inside the transaction that records the approval. Returns what the history row shows. */
  apply(tx: Tx, payload: P, request: ApprovedRequest): Promise<unknown>;
}

/**
 * The handler of a kind, or of the way back its payload wants (shared/approvals/way-back.ts). Throws `invalid-input`
 * for a kind nobody handles. Handed in by whoever knows the kinds: what stores requests knows none.
 */
export type HandlerOf = (kind: RequestKind, payload: unknown) => RequestHandler<unknown>;

/** The payload as its kind wants it. Throws `invalid-input` or `unknown-field` with every fault at once. */
export function parsePayload(handlerOf: HandlerOf, kind: RequestKind, payload: unknown): unknown {
  const result = handlerOf(kind, payload).payload.safeParse(payload ?? {});
  if (result.success) return result.data;
  throw invalidInput(result.error, ['payload']);
}
