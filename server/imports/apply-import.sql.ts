import { isDeepStrictEqual } from 'node:util';
import { businessDate } from '#shared/calendar.ts';
import type { Clock, IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import type { AppliedImport, ImportRow } from '#shared/imports/imports.ts';
import type { Plan } from '#shared/imports/plan-tally.ts';
import { waitsBecause } from '#shared/imports/import-request.ts';
import { refusalOf } from '#shared/imports/refusal.ts';
import { formatEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { excludeByRule } from '../reconciliation/exclusions.sql.ts';
import { releaseOrders } from '../budget/release-orders.sql.ts';
import type { Database } from '../db/database.ts';
import type { Once } from '../db/once.ts';
import { transact } from '../db/transact.ts';
import type { Tx, Writer } from '../db/transact.ts';
import { writeConflicts } from './conflicts.sql.ts';
import { appliedNow } from './applied.sql.ts';
import { accountMapOf } from './account-map.sql.ts';
import { findEarlierImport, nextAttempt } from './imports.sql.ts';
import { planUpload, readUpload } from './plan-import.ts';
import type { ImportInput, ReadUpload } from './plan-import.ts';
import { writeAppropriations, writeFirstYears } from './write-appropriations.sql.ts';
import { writeOrders } from './write-orders.sql.ts';
import { writePostings } from './write-postings.sql.ts';

export interface ApplyInput extends ImportInput {
  /** The plan the person saw; when the data has changed since, nothing is written (409 plan-outdated). */
  expectedPlanSha256?: string | undefined;
  /** Where the rows come from; `live` unless demo data is built. */
  origin?: Origin | undefined;
  /** State of the books; the last posting date of the file unless stated. */
  postedUntil?: IsoDate | undefined;
  /** The approved request that asked for it; without one a file that needs a second person is refused. */
  requestId?: number | undefined;
}

/** Leaves the transaction without a trace when another request applied the same file first. */
class AppliedBefore extends Error {
  readonly first: ImportRow;

  constructor(first: ImportRow) {
    super('applied before');
    this.first = first;
  }
}

async function insertImport(
  tx: Tx,
  by: Writer,
  upload: ReadUpload,
  plan: Plan,
  input: ApplyInput,
): Promise<number> {
  const { profile, file } = upload;
  const attempt = await nextAttempt(tx.query, profile.code, upload.fileSha256, upload.contentSha256);
  const state = profile.kind === 'actuals' ? (input.postedUntil ?? file.bookedUntil) : null;
  const { id } = await tx.query
    .insertInto('import')
    .values({
      kind: profile.kind,
      profile: profile.code,
      profile_json: upload.wording,
      file_name: upload.fileName,
      file_sha256: upload.fileSha256,
      content_sha256: upload.contentSha256,
      rows_read: file.rows,
      // A changed order is an entry that is added.
      added: plan.counts.add + (profile.kind === 'commitments' ? plan.counts.change : 0),
      same: plan.counts.same,
      left_out: plan.counts.leftOut,
      sum_cents: plan.sumCents,
      left_out_cents: plan.leftOutCents,
      added_cents: plan.addCents,
      unassigned_cents: plan.unassignedCents,
      conflicts: profile.kind === 'actuals' ? plan.counts.change : 0,
      attempt,
      control_total_cents: plan.control.cents,
      control_origin: plan.control.origin,
      posted_until: state,
      applied_at: tx.at,
      applied_by: by.id,
      origin: input.origin ?? 'live',
      request_id: input.requestId ?? null,
      recorded_seq: tx.seq,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const WRITERS = {
  appropriations: writeAppropriations,
  actuals: writePostings,
  commitments: writeOrders,
} as const;

/** The sum of what was written must be the sum of what was planned, or nothing stays. */
function requireSum(written: Cents, planned: Cents): void {
  if (written === planned) return;
  throw new AppError('internal', `Gebucht ${formatEuro(written)} €, geplant ${formatEuro(planned)} €.`);
}

/** Applies a file inside a transaction: all of it or nothing. Throws as `applyImport`, and `four-eyes`. */
export async function applyInside(
  tx: Tx,
  by: Writer,
  upload: ReadUpload,
  input: ApplyInput,
): Promise<number> {
  const { profile, fileSha256, contentSha256 } = upload;
  const first = await findEarlierImport(tx.query, profile.code, fileSha256, contentSha256);
  if (first && !first.undoneSince) throw new AppliedBefore(first.row);
  const accounts = await accountMapOf(tx.query, profile.accountFrame);
  const { plan, view, earlier, waits } = await planUpload(tx.query, upload);
  if (earlier) throw new AppliedBefore(earlier);
  const refusal = refusalOf(view);
  if (refusal) throw refusal;
  const expected = input.expectedPlanSha256;
  if (
    !isDeepStrictEqual(accounts, upload.accounts) ||
    (expected !== undefined && expected !== view.planSha256)
  ) {
    throw new AppError(
      'plan-outdated',
      'Bitte die Vorschau neu aufrufen und prüfen. Es wurde nichts gebucht.',
    );
  }
  if (input.requestId === undefined && waits.length > 0) throw new AppError('four-eyes', waitsBecause(waits));
  const importId = await insertImport(tx, by, upload, plan, input);
  const target = { importId, profile, origin: input.origin ?? ('live' as const) };
  if (profile.kind === 'appropriations' && input.requestId === undefined)
    await writeFirstYears(tx, target, plan.yearsAdded);
  requireSum(await WRITERS[profile.kind](tx, target, upload.rows), plan.addCents);
  if (profile.kind === 'actuals') await excludeByRule(tx, importId);
  if (profile.kind === 'actuals') await writeConflicts(tx, target, upload.rows);
  if (profile.kind === 'actuals') await releaseOrders(tx, importId, target.origin);
  return importId;
}

/**
 * Applies a file: reads it, plans it again inside the transaction, and writes all of it or nothing, with one
 * history row. The same file or the same content again answers with the first import and adds nothing, unless that
 * import was taken back. Changed postings go to the conflict list.
 * Throws `rows-invalid`, `control-total-mismatch` (both sums), `import-conflict` (appropriations), `plan-outdated`.
 */
export async function applyImport(
  db: Database,
  by: { clock: Clock; writer: Writer; once?: Once | undefined },
  input: ApplyInput,
): Promise<AppliedImport> {
  using upload = await readUpload(db.read, { today: businessDate(by.clock.now()), ...input });
  try {
    return await transact(
      db,
      by,
      async (tx) => {
        const id = await applyInside(tx, by.writer, upload, input);
        const { fileName, fileSha256, profile } = upload;
        const after = { profile: profile.code, fileName, fileSha256, contentSha256: upload.contentSha256 };
        return { result: id, change: { action: 'import.apply', entity: 'import', entityId: id, after } };
      },
      appliedNow,
    );
  } catch (error) {
    if (error instanceof AppliedBefore) return { import: error.first, first: false, requestId: null };
    throw error;
  }
}
