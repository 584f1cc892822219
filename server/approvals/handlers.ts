import type { RequestKind } from '#shared/approvals/terms.ts';
import { wayBackOf } from '#shared/approvals/way-back.ts';
import type { WayBack } from '#shared/approvals/way-back.ts';
import { AppError } from '#shared/errors.ts';
import { invalidInput } from '../http/parse-request.ts';
import { conflictRequest } from '../imports/conflict-request.sql.ts';
import { importRequest } from '../imports/import-request.sql.ts';
import { undoImportRequest } from '../imports/undo-request.sql.ts';
import { authorisationRequest } from '../planning/authorisation-request.sql.ts';
import { carryOverRequest } from '../planning/carry-over-request.sql.ts';
import { sourceRequest } from '../sources/source-request.sql.ts';
import { followOrdersRequest } from '../planning/follow-orders-request.sql.ts';
import { takeBackRequest } from '../planning/take-back-request.sql.ts';
import { reopenRequest } from '../periods/reopen-request.sql.ts';
import { movementRequest } from './movement-request.sql.ts';
import type { RequestHandler } from './request-handler.sql.ts';

/** What can be requested, by kind: each feature says what its kind of request means and does. */
const HANDLERS: Partial<Record<RequestKind, RequestHandler<unknown>>> = {
  movement: movementRequest,
  import: importRequest,
  'reopen-period': reopenRequest,
  source: sourceRequest,
  'undo-import': undoImportRequest,
  'carry-over': carryOverRequest,
  authorisation: authorisationRequest,
  conflict: conflictRequest,
};

/** Ways back of what a kind books: the payload says that it wants one (shared/approvals/way-back.ts). */
const WAYS_BACK: Partial<Record<RequestKind, Partial<Record<WayBack, RequestHandler<unknown>>>>> = {
  movement: { back: takeBackRequest },
  'carry-over': { back: takeBackRequest, follow: followOrdersRequest },
};

/** The handler of a kind, or of the way back its payload wants. Throws `invalid-input` for a kind nobody handles. */
export function handlerOf(kind: RequestKind, payload: unknown): RequestHandler<unknown> {
  const what = wayBackOf(payload);
  const handler = (what === null ? undefined : WAYS_BACK[kind]?.[what]) ?? HANDLERS[kind];
  if (!handler) {
    throw new AppError('invalid-input', undefined, {
      errors: [{ path: 'kind', message: 'Diese Art von Antrag gibt es hier noch nicht.' }],
    });
  }
  return handler;
}

/** The payload as its kind wants it: every fault at once, unknown fields refused. */
export function parsePayload(kind: RequestKind, payload: unknown): unknown {
  const result = handlerOf(kind, payload).payload.safeParse(payload ?? {});
  if (result.success) return result.data;
  throw invalidInput(result.error, ['payload']);
}
