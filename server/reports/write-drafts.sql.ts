import { AppError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import type { ReportWording } from '#shared/reports/report-drafts.ts';
import type { Tx } from '../db/transact.ts';
import type { StoredCopy } from './drafts.sql.ts';

const columnsOf = (wording: ReportWording) => ({
  as_of: wording.asOf,
  reference: wording.reference,
  wording: JSON.stringify(wording),
});

export async function insertDraft(
  tx: Tx,
  wording: ReportWording,
  by: { account: number; origin: Origin },
): Promise<number> {
  const { id } = await tx.query
    .insertInto('report_draft')
    .values({ ...columnsOf(wording), created_by: by.account, origin: by.origin, recorded_seq: tx.seq })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Counts a draft's version up from the one the writer saw. Throws `stale` when somebody was faster. */
export async function bumpDraft(
  tx: Tx,
  { id, version }: { id: number; version: number },
  change: { wording?: ReportWording; state?: 'issued' | 'dropped' },
): Promise<void> {
  const { wording, state } = change;
  const { numUpdatedRows } = await tx.query
    .updateTable('report_draft')
    .set({
      ...(wording ? columnsOf(wording) : {}),
      ...(state ? { state } : {}),
      ...{ version: version + 1, recorded_seq: tx.seq },
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (Number(numUpdatedRows) !== 1) throw new AppError('stale');
}

export async function insertCopy(
  tx: Tx,
  copy: Pick<StoredCopy, 'draftId' | 'draftVersion' | 'content' | 'sha256' | 'madeAt'>,
  account: number,
): Promise<number> {
  const { id } = await tx.query
    .insertInto('report_fair_copy')
    .values({
      ...{ draft_id: copy.draftId, draft_version: copy.draftVersion, content: copy.content },
      ...{ sha256: copy.sha256, made_at: copy.madeAt, made_by: account, recorded_seq: tx.seq },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Freezes a fair copy as the report it is, under the request that released it. */
export async function insertReport(
  tx: Tx,
  { content, sha256 }: StoredCopy,
  report: CouncilReport,
  by: { request: number; account: number | null; origin: Origin },
): Promise<number> {
  const { id } = await tx.query
    .insertInto('issued_report')
    .values({
      ...{ title: report.title, reference: report.reference, as_of: report.asOf, content, sha256 },
      ...{ issued_at: tx.at, issued_by: by.account, origin: by.origin, recorded_seq: tx.seq },
      ...{ request_id: by.request, corrects_id: report.corrects?.id ?? null },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
