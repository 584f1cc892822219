import { UNDO_SOURCE } from '#shared/imports/terms.ts';
import type { TakenBackRow } from '#shared/imports/undo.ts';
import type { Cents } from '#shared/money.ts';
import type { Tx } from '../../db/transact.ts';
import { reverseMovements } from '../../ledger/write-ledger.sql.ts';
import type { ApprovedRequest } from '../../requests/request-handler.ts';

/**
 * Takes appropriations of an import back: each gets a movement of the opposite amount on the same line. The lines
 * stay. Returns what was taken back, in cents.
 */
export function takeBackMovements(
  tx: Tx,
  taken: readonly TakenBackRow[],
  request: ApprovedRequest,
): Promise<Cents> {
  const days = new Map(taken.map((row) => [row.id, row.countsOn]));
  const ids = taken.map((row) => row.id);
  return reverseMovements(tx, ids, ({ id, row_key }) => {
    const day = days.get(id);
    return {
      ...{ reason: request.reason, request_id: request.id, row_key: `${UNDO_SOURCE}|${row_key ?? ''}` },
      ...(day === undefined ? {} : { effective_on: day }),
    };
  });
}
