import { sql } from 'kysely';
import type { Queries } from '../../../db/database.ts';
import { countRows, sumOfCents } from '../../../db/sums.ts';
import { sha256 } from '../../read/file-source.ts';
import { ordersByLineOf, orderUndoRows, takeBackOrders } from '../../undo/undo-orders.sql.ts';
import type { Brought, MoneyStore } from '../money-store.ts';
import { knownOrders, orderRows } from '../orders.sql.ts';
import { writeOrders } from '../write-orders.ts';

async function orderedByImport(read: Queries): Promise<Map<number, Brought>> {
  const rows = await read
    .selectFrom('commitment_entry')
    .where('import_id', 'is not', null)
    .where('reverses_id', 'is', null)
    .groupBy('import_id')
    .select((eb) => [
      'import_id as importId',
      sumOfCents(eb.ref('cents')).as('cents'),
      countRows().as('rows'),
    ])
    .execute();
  return new Map(rows.map((row) => [row.importId ?? 0, row]));
}

export const commitmentStore: MoneyStore = {
  known: (read) =>
    Promise.resolve({
      // An order that a file does not name is no less ordered.
      existingInScope: 0,
      of: async (window) => {
        const orders = await knownOrders(
          read,
          window.map((keyed) => keyed.row),
        );
        return { orders, existing: orderRows(orders, sha256) };
      },
    }),
  write: (tx, target, { rows }) => writeOrders(tx, target, rows),
  undoRows: orderUndoRows,
  part: 'O',
  lossByLine: ordersByLineOf,
  takeBack: (tx, taken, { request }) => takeBackOrders(tx, taken, request),
  brought: (read) => orderedByImport(read),
  undoneOtherwise: sql<boolean>`
    n.reversed <> (select count(*) from commitment_entry e where e.import_id = n.import_id
      and e.reverses_id is not null and e.recorded_seq = n.recorded_seq)
    or n.reversed_cents <> -(select coalesce(sum(e.cents), 0) from commitment_entry e
      where e.import_id = n.import_id and e.reverses_id is not null and e.recorded_seq = n.recorded_seq)`,
};
