import { recordKey } from '#shared/imports/read-record.ts';
import type { RecordKind } from '#shared/imports/terms.ts';
import type { Queries } from '../../db/database.ts';
import type { Tx } from '../../db/transact.ts';
import { storeOf } from './record-stores.ts';

/** A record that was taken back and is in no list: its own id, and that of the newest row that says so. */
export interface GoneRecord {
  id: number;
  takenBackId: number;
}

/** Records of a kind that were taken back and stand in no list, by key. */
export async function returned(read: Queries, kind: RecordKind): Promise<Map<string, GoneRecord>> {
  const gone = await storeOf(kind).keyed(read, 'gone');
  const keys = new Map(gone.map(({ id, key }) => [id, recordKey(kind, key)]));
  if (keys.size === 0) return new Map();
  const rows = await read
    .selectFrom('record_taken_back as t')
    .leftJoin('record_returned as r', 'r.taken_back_id', 't.id')
    .where('t.kind', '=', kind)
    .where('t.made', '=', 1)
    .where('r.taken_back_id', 'is', null)
    .select(['t.id as takenBackId', 't.record_id as id'])
    .execute();
  return new Map(
    rows.flatMap((row): [string, GoneRecord][] => {
      const key = keys.get(row.id);
      return key === undefined ? [] : [[key, row]];
    }),
  );
}

/** Says which import brought a record that was taken back into the lists again. */
export async function noteReturned(tx: Tx, importId: number, gone: GoneRecord): Promise<void> {
  await tx.query
    .insertInto('record_returned')
    .values({ taken_back_id: gone.takenBackId, import_id: importId, recorded_seq: tx.seq })
    .execute();
}
