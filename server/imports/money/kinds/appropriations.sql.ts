import { sql } from 'kysely';
import type { Queries } from '../../../db/database.ts';
import { countRows, sumOfCents } from '../../../db/sums.ts';
import { appropriationsOf } from '../../imports.sql.ts';
import { sha256 } from '../../read/file-source.ts';
import { takeBackMovements } from '../../undo/take-back-movements.ts';
import { appropriationsByLineOf, movementUndoRows } from '../../undo/undo-facts.sql.ts';
import type { Brought, MoneyStore } from '../money-store.ts';
import { keysOf } from '../window-keys.ts';
import { writeAppropriations, writeFirstYears } from '../write-appropriations.sql.ts';

async function movedByImport(read: Queries): Promise<Map<number, Brought>> {
  const rows = await read
    .selectFrom('movement')
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

export const appropriationStore: MoneyStore = {
  known: async (read, { sources, years }) => {
    const existing = await appropriationsOf(read, sources, years, sha256);
    const byKey = Map.groupBy(existing, (row) => row.key);
    return {
      existingInScope: existing.filter((row) => !row.takenBack).length,
      of: (window) => Promise.resolve({ existing: keysOf(window).flatMap((key) => byKey.get(key) ?? []) }),
    };
  },
  write: async (tx, target, { plan, rows, approved }) => {
    if (!approved) await writeFirstYears(tx, target, plan.yearsAdded);
    return writeAppropriations(tx, target, rows);
  },
  undoRows: movementUndoRows,
  part: 'A',
  lossByLine: appropriationsByLineOf,
  takeBack: (tx, taken, { request }) => takeBackMovements(tx, taken, request),
  brought: (read) => movedByImport(read),
  undoneOtherwise: sql<boolean>`
    n.reversed <> (select count(*) from movement m where m.import_id = n.import_id and m.request_id = n.request_id)
    or n.reversed_cents <> -(select coalesce(sum(m.cents), 0) from movement m
      where m.import_id = n.import_id and m.request_id = n.request_id)`,
};
