import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '#shared/errors.ts';
import { recordKey } from '#shared/imports/read-record.ts';
import type { PlannedRecord } from '#shared/imports/record-plan.ts';
import { recordRules } from '#shared/imports/records/record-kinds.ts';
import type { RecordKind } from '#shared/imports/records/record-kinds.ts';
import { batches } from '../../db/batches.ts';
import type { Tx } from '../../db/transact.ts';
import type { RecordTarget } from './record-store.ts';
import { storeOf } from './record-stores.ts';
import { noteReturned, returned } from './return-records.sql.ts';

/**
 * A record that was taken back and that a file brings again is the same one, with the values of this file: its number
 * stays its own. Returns the records that are new.
 */
async function bringBack(
  tx: Tx,
  kind: RecordKind,
  target: RecordTarget,
  added: readonly PlannedRecord[],
): Promise<readonly PlannedRecord[]> {
  const store = storeOf(kind);
  if (!store.bringBack) return added;
  const gone = await returned(tx.query, kind);
  if (gone.size === 0) return added;
  const fresh: PlannedRecord[] = [];
  for (const entry of added) {
    const row = gone.get(entry.record.key);
    if (row) {
      await noteReturned(tx, target.importId, row);
      await store.bringBack(tx, target, row.id, entry.record.values);
    } else fresh.push(entry);
  }
  return fresh;
}

/**
 * Writes records: new ones in batches; a changed one in place, its old values kept in the history row of the import, or
 * as a newer row, as its kind says. What a file may never change was refused before (refusal.ts).
 */
export async function writeRecords(
  tx: Tx,
  kind: RecordKind,
  target: RecordTarget,
  entries: readonly PlannedRecord[],
): Promise<void> {
  const store = storeOf(kind);
  const changed = entries.filter((entry) => entry.outcome === 'change');
  const newer = recordRules(kind).changes === 'newer-row' ? changed : [];
  const added = entries.filter((entry) => entry.outcome === 'add').concat(newer);
  const fresh = await bringBack(tx, kind, target, added);
  for (const some of batches(fresh)) {
    await store.add(tx, target, some);
    await nextTurn();
  }
  if (!store.change || changed.length === 0) return;
  const standing = await store.keyed(tx.query, 'standing');
  const ids = new Map(standing.map(({ id, key }) => [recordKey(kind, key), id]));
  for (const entry of changed) {
    const id = ids.get(entry.record.key);
    if (id === undefined) throw new AppError('internal', 'Ein geänderter Datensatz ist verschwunden.');
    await store.change(tx, target, id, entry);
  }
}
