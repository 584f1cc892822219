import { UNDO_SOURCE } from '#shared/imports/terms.ts';
import type { TakenBackRow } from '#shared/imports/undo.ts';
import type { Cents } from '#shared/money.ts';
import type { ApprovedRequest } from '../approvals/request-handler.sql.ts';
import type { Tx } from '../db/transact.ts';
import { reverseRows } from './reverse-rows.ts';

/**
 * Takes appropriations of an import back: each gets a movement of the opposite amount on the same line. The lines
 * stay. Returns what was taken back, in cents.
 */
export async function takeBackMovements(
  tx: Tx,
  taken: readonly TakenBackRow[],
  request: ApprovedRequest,
): Promise<Cents> {
  return reverseRows(tx, taken, {
    find: (ids) => tx.query.selectFrom('movement').where('id', 'in', ids).selectAll().execute(),
    insert: (rows) =>
      tx.query
        .insertInto('movement')
        .values(
          rows.map((row) => ({
            ...row,
            reason: request.reason,
            row_key: `${UNDO_SOURCE}|${row.row_key ?? ''}`,
            request_id: request.id,
          })),
        )
        .execute(),
  });
}
