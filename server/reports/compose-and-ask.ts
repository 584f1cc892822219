import type { SubmittedRequest } from '#shared/approvals/requests.ts';
import type { Clock } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { FairCopyBrief, NewReportDraft } from '#shared/reports/report-drafts.ts';
import { openPoints } from '#shared/reports/release-checks.ts';
import type { Database } from '../db/database.ts';
import type { Writer } from '../db/transact.ts';
import type { HandlerOf } from '../requests/request-handler.ts';
import { submitRequest } from '../requests/submit.sql.ts';
import { composeDraft, editDraft, makeFairCopy } from './change-draft.ts';
import { composed } from './compose.ts';

/** A whole report in one go, for whoever has no page: what is missing gets one sentence. */
export interface WholeReport {
  head: NewReportDraft;
  /** Why what the check finds stays as it is; '' = nothing may be missing. */
  knownGaps: string;
  reason: string;
  origin: Origin;
}

/**
 * Composes a report, acknowledges what the check finds, copies it fair and asks for its release: the steps of the page,
 * one after the other. Throws what they throw.
 */
export async function composeAndAsk(
  db: Database,
  by: { clock: Clock; writer: Writer },
  handlerOf: HandlerOf,
  { head, knownGaps, reason, origin }: WholeReport,
): Promise<{ copy: FairCopyBrief; request: SubmittedRequest }> {
  let { draft, wording } = await composeDraft(db, by, head, origin);
  if (knownGaps !== '') {
    const { points } = await db.snapshot((read) => composed(read, wording, by.clock.now()));
    const acknowledged = openPoints(points).flatMap(({ point, count, mustBeFixed }) =>
      mustBeFixed ? [] : { point, count, sentence: knownGaps },
    );
    if (acknowledged.length > 0) ({ draft, wording } = await editDraft(db, by, draft, { acknowledged }));
  }
  const copy = await makeFairCopy(db, by, draft);
  const payload = { copyId: copy.id };
  const request = await submitRequest(db, by, handlerOf, { kind: 'report', payload, reason, origin });
  return { copy, request };
}
