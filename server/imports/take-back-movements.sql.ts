import { UNDO_SOURCE } from '#shared/imports/terms.ts';
import type { TakenBackRow } from '#shared/imports/undo.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { ApprovedRequest } from '../approvals/request-handler.sql.ts';
import type { Tx } from '../db/transact.ts';
import { ROWS_AT_ONCE } from './write-postings.sql.ts';

/**
 * Takes appropriations of an import back: each gets a movement of the opposite amount on the same line. The lines
 * stay. Returns what was taken back, in cents.
 */
export async function takeBackMovements(
  tx: Tx,
  taken: readonly TakenBackRow[],
  request: ApprovedRequest,
): Promise<Cents> {
  let sum = 0;
  const days = new Map(taken.map((row) => [row.id, row.countsOn]));
  for (let at = 0; at < taken.length; at += ROWS_AT_ONCE) {
    const ids = taken.slice(at, at + ROWS_AT_ONCE).map((row) => row.id);
    const found = await tx.query.selectFrom('movement').where('id', 'in', ids).selectAll().execute();
    const rows = found.map(({ id, ...movement }) => ({
      ...movement,
      cents: toCents(-movement.cents),
      effective_on: days.get(id) ?? movement.effective_on,
      reason: request.reason,
      row_key: `${UNDO_SOURCE}|${movement.row_key ?? ''}`,
      reverses_id: id,
      request_id: request.id,
      recorded_seq: tx.seq,
    }));
    await tx.query.insertInto('movement').values(rows).execute();
    sum += found.reduce((part, movement) => part + movement.cents, 0);
  }
  return toCents(sum);
}
