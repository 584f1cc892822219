import { isDeepStrictEqual } from 'node:util';
import { businessDate } from '#shared/calendar.ts';
import type { Clock, IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import type { AppliedImport, ImportRow } from '#shared/imports/imports.ts';
import { moneyRules } from '#shared/imports/money/money-kinds.ts';
import type { Plan } from '#shared/imports/plan-tally.ts';
import { waitsBecause } from '#shared/imports/import-request.ts';
import { refusalOf } from '#shared/imports/refusal.ts';
import { formatEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Database } from '../../db/database.ts';
import type { Once } from '../../db/once.ts';
import { transact } from '../../db/transact.ts';
import type { Tx, Writer } from '../../db/transact.ts';
import { appliedNow } from '../applied.ts';
import { accountMapOf } from './account-map.sql.ts';
import { findEarlierImport, nextAttempt } from '../imports.sql.ts';
import { moneyStore } from './money-stores.ts';
import { readUpload } from './plan-import.ts';
import type { ImportInput, PlannedImport, PlannedUpload, ReadUpload } from './plan-import.ts';
import { takePlan } from './kept-plan.ts';
import { planStated, stillHolds } from './plan-state.sql.ts';
import type { StatedPlan } from './plan-state.sql.ts';
import type { StagedSums } from './staged-columns.ts';

export interface ApplyInput extends ImportInput {
  /** The plan the person saw; when the data has changed since, nothing is written (409 plan-outdated). */
  expectedPlanSha256?: string | undefined;
  /** Where the rows come from; `live` unless demo data is built. */
  origin?: Origin | undefined;
  /** State of the books; the last posting date of the file unless stated. */
  postedUntil?: IsoDate | undefined;
  /** Of an upload that was previewed: what was read and planned then need not be again. */
  uploadId?: string | undefined;
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
  upload: PlannedUpload,
  plan: Plan,
  input: ApplyInput,
): Promise<number> {
  const { profile, file } = upload;
  const attempt = await nextAttempt(tx.query, profile.code, upload.fileSha256, upload.contentSha256);
  const { nature, changes } = moneyRules(profile.kind);
  const state = nature === 'posting' ? (input.postedUntil ?? file.bookedUntil) : null;
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
      added: plan.counts.add + (changes === 'difference' ? plan.counts.change : 0),
      same: plan.counts.same,
      left_out: plan.counts.leftOut,
      sum_cents: plan.sumCents,
      left_out_cents: plan.leftOutCents,
      added_cents: plan.addCents,
      unassigned_cents: plan.unassignedCents,
      conflicts: changes === 'decided' ? plan.counts.change : 0,
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

/** The sum of what was written must be the sum of what was planned, or nothing stays. */
function requireSum(written: Cents, planned: Cents): void {
  if (written === planned) return;
  throw new AppError('internal', `Gebucht ${formatEuro(written)} €, geplant ${formatEuro(planned)} €.`);
}

/** Leaves the transaction without a trace when the data has changed since the plan was made. */
class PlanMoved extends Error {}

/**
 * Applies a file inside a transaction: all of it or nothing. Of actuals, the new postings of `planned` must lie ready
 * for it. Throws as `applyImport`, and `four-eyes`.
 */
export async function applyInside(
  tx: Tx,
  by: Writer,
  upload: PlannedUpload,
  input: ApplyInput,
  planned: PlannedImport & { sums?: StagedSums | null },
): Promise<number> {
  const { profile, fileSha256, contentSha256 } = upload;
  const first = await findEarlierImport(tx.query, profile.code, fileSha256, contentSha256);
  if (first && !first.undoneSince) throw new AppliedBefore(first.row);
  const accounts = await accountMapOf(tx.query, profile.accountFrame);
  const { plan, view, earlier, waits, sums } = planned;
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
  const approved = input.requestId !== undefined;
  const applied = { plan, rows: upload.rows, sums: sums ?? null, approved };
  requireSum(await moneyStore(profile.kind).write(tx, target, applied), plan.addCents);
  return importId;
}

/** Who applies, with the key of the deed. */
interface By {
  clock: Clock;
  writer: Writer;
  once?: Once | undefined;
}

/** The import that was written, with its history row. */
function told(id: number, upload: PlannedUpload) {
  const { fileName, fileSha256, contentSha256, profile } = upload;
  const after = { profile: profile.code, fileName, fileSha256, contentSha256 };
  return { result: id, change: { action: 'import.apply', entity: 'import', entityId: id, after } };
}

/** What is answered when another request was first. */
function answerOf(error: unknown): AppliedImport {
  if (error instanceof AppliedBefore) return { import: error.first, first: false, requestId: null };
  throw error;
}

/** One try: false = the data has changed since the plan, nothing was written. */
async function applyPlan(
  db: Database,
  by: By,
  { upload, input, planned }: { upload: PlannedUpload; input: ApplyInput; planned: StatedPlan },
): Promise<AppliedImport | false> {
  const staged = planned.sums ? upload.rows.postings() : undefined;
  try {
    return await transact(
      db,
      { ...by, staged },
      async (tx) => {
        if (!(await stillHolds(tx.query, planned))) throw new PlanMoved();
        return told(await applyInside(tx, by.writer, upload, input, planned), upload);
      },
      appliedNow,
    );
  } catch (error) {
    if (error instanceof PlanMoved) return false;
    return answerOf(error);
  }
}

/** Planned and written while all others wait: for who would never get a turn among them. */
async function applyAlone(
  db: Database,
  by: By,
  { upload, input }: { upload: ReadUpload; input: ApplyInput },
): Promise<AppliedImport> {
  try {
    return await transact(
      db,
      by,
      async (tx) => {
        const planned = await planStated(tx.query, upload);
        const apply = () => applyInside(tx, by.writer, upload, input, planned);
        return told(await (planned.sums ? tx.layReady(upload.rows.postings(), apply) : apply()), upload);
      },
      appliedNow,
    );
  } catch (error) {
    return answerOf(error);
  }
}

/** By the plan its preview made, where that is still at hand and holds. */
async function applyKept(db: Database, by: By, input: ApplyInput): Promise<AppliedImport | false> {
  if (input.uploadId === undefined) return false;
  const kept = takePlan(input.uploadId, businessDate(by.clock.now()));
  if (!kept) return false;
  using upload = kept.upload;
  return await applyPlan(db, by, { upload, input, planned: kept.planned });
}

/** Plans made beside other writers before they have to wait for one. */
const TRIES_BESIDE = 3;

/**
 * Applies a file: reads and plans it, and writes all of it or nothing, with one history row. Planned is before the
 * transaction, which others wait for; it refuses a plan that something was changed for since, and a new one is made.
 * Whose plan is outdated again and again plans inside the transaction. The same file or the same content again answers with the first import and adds nothing, unless that import was taken
 * back. Changed postings go to the conflict list.
 * Throws `rows-invalid`, `control-total-mismatch` (both sums), `import-conflict` (appropriations), `plan-outdated`.
 */
export async function applyImport(db: Database, by: By, input: ApplyInput): Promise<AppliedImport> {
  const applied = await applyKept(db, by, input);
  if (applied) return applied;
  using upload = await readUpload(db.read, { today: businessDate(by.clock.now()), ...input });
  for (let tries = 0; tries < TRIES_BESIDE; tries += 1) {
    const planned = await planStated(db.read, upload);
    const done =
      (await stillHolds(db.read, planned)) && (await applyPlan(db, by, { upload, input, planned }));
    if (done) return done;
  }
  return await applyAlone(db, by, { upload, input });
}
