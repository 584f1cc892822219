import type { Insertable, Updateable } from 'kysely';
import type { PositionTable } from '../db/tables-positions.ts';
import type { Tx } from '../db/transact.ts';

export type PositionColumns = Updateable<PositionTable>;

/** Makes posts. */
export async function addPositions(tx: Tx, rows: readonly Insertable<PositionTable>[]): Promise<void> {
  await tx.query.insertInto('position').values(rows).execute();
}

/** Gives a post new values and its next version. */
export async function setPosition(tx: Tx, id: number, columns: PositionColumns): Promise<void> {
  await tx.query
    .updateTable('position')
    .set(columns)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Posts nobody may write from a page that still shows them: their version counts on. */
export async function endPositionVersions(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query
    .updateTable('position')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', 'in', ids)
    .execute();
}
