import type { MasterKind } from '#shared/master-data/master-kinds.ts';
import type { Queries } from '../db/database.ts';
import type { Tx } from '../db/transact.ts';

/** Ids of those that go on with what a record had, by the record's id. */
export async function successorIds(
  read: Queries,
  kind: MasterKind,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const rows = await read
    .selectFrom('master_successor')
    .where('kind', '=', kind)
    .where('withdrawn', '=', 0)
    .orderBy('id')
    .select(['record_id as id', 'successor_id as successor'])
    .execute();
  const byId = new Map<number, number[]>();
  for (const { id, successor } of rows) byId.set(id, [...(byId.get(id) ?? []), successor]);
  return byId;
}

export async function addSuccessors(
  tx: Tx,
  kind: MasterKind,
  id: number,
  successors: readonly number[],
): Promise<void> {
  const rows = successors.map((successor) => ({
    ...{ kind, record_id: id, successor_id: successor, recorded_seq: tx.seq },
  }));
  if (rows.length > 0) await tx.query.insertInto('master_successor').values(rows).execute();
}

/** An end that is taken back has no successors. */
export async function withdrawSuccessors(tx: Tx, kind: MasterKind, id: number): Promise<void> {
  await tx.query
    .updateTable('master_successor')
    .set({ withdrawn: 1 })
    .where('kind', '=', kind)
    .where('record_id', '=', id)
    .where('withdrawn', '=', 0)
    .execute();
}
