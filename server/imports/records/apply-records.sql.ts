import { businessDate } from '#shared/calendar.ts';
import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { AppliedImport, ImportRow } from '#shared/imports/imports.ts';
import type { RecordProfile } from '#shared/imports/record-profile.ts';
import { refusalOf } from '#shared/imports/refusal.ts';
import { ZERO_CENTS } from '#shared/money.ts';
import { recordRules } from '#shared/imports/records/record-kinds.ts';
import type { Database } from '../../db/database.ts';
import type { Once } from '../../db/once.ts';
import { transact } from '../../db/transact.ts';
import type { Change, Tx, Writer } from '../../db/transact.ts';
import type { ApplyInput } from '../money/apply-import.sql.ts';
import { appliedNow } from '../applied.ts';
import { findEarlierImport, nextAttempt } from '../imports.sql.ts';
import { planRecordUpload, readRecordUpload } from './plan-records.ts';
import type { PlannedRecords, RecordUpload } from './plan-records.ts';
import { writeRecords } from './write-records.ts';

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
  upload: RecordUpload,
  view: PlannedRecords['view'],
  input: ApplyInput,
): Promise<number> {
  const { profile, fileName, fileSha256, contentSha256 } = upload;
  const { id } = await tx.query
    .insertInto('import')
    .values({
      kind: profile.kind,
      profile: profile.code,
      profile_json: JSON.stringify(profile),
      file_name: fileName,
      file_sha256: fileSha256,
      content_sha256: contentSha256,
      rows_read: view.rowsRead,
      added: view.add + (recordRules(profile.kind).changes === 'newer-row' ? view.change : 0),
      same: view.same,
      left_out: view.leftOut,
      sum_cents: ZERO_CENTS,
      left_out_cents: ZERO_CENTS,
      added_cents: ZERO_CENTS,
      unassigned_cents: ZERO_CENTS,
      attempt: await nextAttempt(tx.query, profile.code, fileSha256, contentSha256),
      control_total_cents: null,
      control_origin: 'none',
      posted_until: null,
      applied_at: tx.at,
      applied_by: by.id,
      origin: input.origin ?? 'live',
      recorded_seq: tx.seq,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The history row: what was read, and of every changed record the old and the new values. */
function historyOf(importId: number, upload: RecordUpload, { plan }: PlannedRecords): Change {
  const { profile, fileName, fileSha256, contentSha256 } = upload;
  const changed = plan.entries.filter((entry) => entry.outcome === 'change');
  const told = (side: 'before' | 'after') =>
    changed.map((entry) => ({
      key: entry.record.key,
      ...Object.fromEntries(entry.changes.map((change) => [change.field, change[side]])),
    }));
  return {
    action: 'import.apply',
    entity: 'import',
    entityId: importId,
    ...(changed.length > 0 ? { before: { changed: told('before') } } : {}),
    after: { profile: profile.code, fileName, fileSha256, contentSha256, changed: told('after') },
  };
}

/**
 * Applies a file of records: plans it again inside the transaction and writes all of it or nothing, with one history
 * row that keeps the old values. The same file or content again answers with the first import.
 * Throws `rows-invalid`, `import-conflict` (account map), `plan-outdated`.
 */
export async function applyRecords(
  db: Database,
  by: { clock: Clock; writer: Writer; once?: Once | undefined },
  profile: RecordProfile,
  input: ApplyInput,
): Promise<AppliedImport> {
  const upload = await readRecordUpload(profile, { today: businessDate(by.clock.now()), ...input });
  try {
    return await transact(
      db,
      by,
      async (tx) => {
        const { fileSha256, contentSha256 } = upload;
        const first = await findEarlierImport(tx.query, profile.code, fileSha256, contentSha256);
        if (first && !first.undoneSince) throw new AppliedBefore(first.row);
        const planned = await planRecordUpload(tx.query, upload);
        if (planned.earlier) throw new AppliedBefore(planned.earlier);
        const refusal = refusalOf(planned.view);
        if (refusal) throw refusal;
        if (input.expectedPlanSha256 !== undefined && input.expectedPlanSha256 !== planned.view.planSha256)
          throw new AppError(
            'plan-outdated',
            'Bitte die Vorschau neu aufrufen und prüfen. Es wurde nichts gespeichert.',
          );
        const id = await insertImport(tx, by.writer, upload, planned.view, input);
        const target = { importId: id, origin: input.origin ?? ('live' as const), ids: planned.ids };
        await writeRecords(tx, profile.kind, target, planned.plan.entries);
        return { result: id, change: historyOf(id, upload, planned) };
      },
      appliedNow,
    );
  } catch (error) {
    if (error instanceof AppliedBefore) return { import: error.first, first: false, requestId: null };
    throw error;
  }
}
