import type { RequestKind } from '#shared/approvals/terms.ts';
import { wayBackOf } from '#shared/approvals/way-back.ts';
import type { WayBack } from '#shared/approvals/way-back.ts';
import { AppError } from '#shared/errors.ts';
import { roleRequest } from './accounts/role-request.ts';
import { conflictRequest } from './imports/conflicts/conflict-request.sql.ts';
import { importRequest } from './imports/import-request.sql.ts';
import { undoImportRequest } from './imports/undo/undo-request.sql.ts';
import { authorisationRequest } from './authorisations/authorisation-request.ts';
import { carryOverRequest } from './carry-over/carry-over-request.ts';
import { sourceRequest } from './imports/sources/source-request.ts';
import { followOrdersRequest } from './carry-over/follow-orders-request.ts';
import { takeBackRequest } from './carry-over/take-back-request.ts';
import { baselineRequest } from './milestones/baseline-request.ts';
import { reopenRequest } from './periods/reopen-request.ts';
import { movementRequest } from './movements/movement-request.ts';
import { releaseRequest } from './reports/release-request.ts';
import type { RequestHandler } from './requests/request-handler.ts';

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
  role: roleRequest,
  baseline: baselineRequest,
  report: releaseRequest,
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
