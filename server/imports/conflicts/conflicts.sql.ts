import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '#shared/errors.ts';
import type { PlannedEntry } from '#shared/imports/plan.ts';
import { minusCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { batches } from '../../db/batches.ts';
import type { Tx } from '../../db/transact.ts';
import type { StagedRows } from '../money/staged-rows.ts';
import type { ImportTarget } from '../money/write-postings.sql.ts';

/** What the old postings of changed rows amount to. */
async function amountsOf(tx: Tx, ids: readonly number[]): Promise<Map<number, Cents>> {
  const rows = await tx.query.selectFrom('posting').where('id', 'in', ids).select(['id', 'cents']).execute();
  return new Map(rows.map((row) => [row.id, row.cents]));
}

/**
 * Puts the changed rows of an import into the conflict list, as they were read. The old postings stay as they are
 * (promises.md I5).
 */
export async function writeConflicts(tx: Tx, target: ImportTarget, rows: StagedRows): Promise<void> {
  for (const changes of rows.planned('change')) await writeSome(tx, target, changes);
}

async function writeSome(tx: Tx, target: ImportTarget, changes: readonly PlannedEntry[]): Promise<void> {
  for (const batch of batches(changes)) {
    const amounts = await amountsOf(
      tx,
      batch.map((entry) => entry.existingId),
    );
    const rows = batch.map(({ keyed, existingId, line }) => {
      const before = amounts.get(existingId);
      if (before === undefined) throw new AppError('internal', `Buchung ${existingId} fehlt.`);
      return {
        import_id: target.importId,
        posting_id: existingId,
        row_number: keyed.row.line,
        row_key: keyed.key,
        content_sha256: keyed.content,
        row: JSON.stringify(keyed.row),
        line_id: line?.id ?? null,
        cents: keyed.row.cents,
        difference_cents: minusCents(keyed.row.cents, before),
        origin: target.origin,
        recorded_seq: tx.seq,
      };
    });
    await tx.query.insertInto('import_conflict').values(rows).execute();
    await nextTurn();
  }
}
