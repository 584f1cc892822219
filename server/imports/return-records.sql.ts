import { recordKey } from '#shared/imports/read-record.ts';
import type { RecordKind } from '#shared/imports/terms.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import type { Tx } from '../db/transact.ts';

/** A record that was taken back and is in no list: its own id, and that of the newest row that says so. */
export interface GoneRecord {
  id: number;
  takenBackId: number;
}

type Kind = Exclude<RecordKind, 'indicators'>;

const TABLES = { projects: 'project', positions: 'position', 'account-map': 'account_map' } as const;

async function keysOf(read: Queries, kind: Kind): Promise<Map<number, string>> {
  const gone = goneRecords(kind);
  if (kind === 'account-map') {
    const rows = await read
      .selectFrom('account_map')
      .where('id', 'in', gone)
      .select(['id', 'frame', 'account_prefix as prefix', 'valid_from as validFrom'])
      .execute();
    return new Map(rows.map(({ id, ...row }) => [id, recordKey(kind, row)]));
  }
  const rows = await read.selectFrom(TABLES[kind]).where('id', 'in', gone).select(['id', 'number']).execute();
  return new Map(rows.map((row) => [row.id, recordKey(kind, { number: row.number })]));
}

/** Records of a kind that were taken back and stand in no list, by key. */
export async function returned(read: Queries, kind: Kind): Promise<Map<string, GoneRecord>> {
  const keys = await keysOf(read, kind);
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

/** Puts a record that was taken back into the lists again, with the values of the file that brings it. */
export async function returnRecord(
  tx: Tx,
  kind: Kind,
  importId: number,
  gone: GoneRecord,
  columns: Readonly<Record<string, string | number | null>>,
): Promise<void> {
  await tx.query
    .updateTable(TABLES[kind])
    .set(columns)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', gone.id)
    .execute();
  await tx.query
    .insertInto('record_returned')
    .values({ taken_back_id: gone.takenBackId, import_id: importId, recorded_seq: tx.seq })
    .execute();
}
