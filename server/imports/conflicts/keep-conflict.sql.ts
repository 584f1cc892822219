import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { ConflictRow } from '#shared/imports/conflict.ts';
import { CONFLICT_STATE_WORDS } from '#shared/imports/terms.ts';
import type { Database } from '../../db/database.ts';
import { transact } from '../../db/transact.ts';
import type { Writer } from '../../db/transact.ts';
import { findConflict } from './conflict-list.sql.ts';

/**
 * Decides that the old posting is right; nothing of the money changes. Throws `not-found`, and `conflict` when it was
 * decided meanwhile or a request about it is open.
 */
export async function keepConflict(
  db: Database,
  by: { clock: Clock; writer: Writer },
  id: number,
  reason: string,
): Promise<ConflictRow> {
  return transact(db, by, async (tx) => {
    const before = await findConflict(tx.query, id);
    if (!before) throw new AppError('not-found', `Eine geänderte Zeile ${id} gibt es nicht.`);
    if (before.state !== 'open' && before.state !== 'blocked') {
      const state = CONFLICT_STATE_WORDS[before.state];
      throw new AppError('conflict', `Die geänderte Zeile ist schon „${state}“. ${before.note ?? ''}`.trim());
    }
    await tx.query
      .insertInto('import_conflict_decision')
      .values({
        conflict_id: id,
        decision: 'kept',
        reason,
        new_posting_id: null,
        request_id: null,
        decided_by: by.writer.id,
        recorded_seq: tx.seq,
      })
      .execute();
    const change = { action: 'import.keep', entity: 'import_conflict', entityId: id, reason };
    return { result: { ...before, state: 'kept' as const, note: reason }, change };
  });
}
