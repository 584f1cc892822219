import { sql } from 'kysely';
import { UNDO_SOURCE } from '#shared/imports/terms.ts';
import type { UndoRow } from '#shared/imports/undo.ts';
import { minusCents, ZERO_CENTS } from '#shared/money.ts';
import type { Queries } from '../../../db/database.ts';
import { countRows, sumOfCents } from '../../../db/sums.ts';
import type { PostingPass } from '../../../ledger/posting-pass.sql.ts';
import { releaseOrders } from '../../../orders/release-orders.sql.ts';
import { reconciledPostings } from '../../../periods/reconciled.sql.ts';
import { excludeByRule } from '../../../reconciliation/exclusions.sql.ts';
import { ruleFacts } from '../../../reconciliation/rule-facts.ts';
import { writeConflicts } from '../../conflicts/conflicts.sql.ts';
import { countPostings, postingsByKey } from '../../imports.sql.ts';
import { takeBack } from '../../undo/take-back.sql.ts';
import { actualsByLineOf, postingUndoRows } from '../../undo/undo-facts.sql.ts';
import type { Brought, MoneyStore } from '../money-store.ts';
import { keysOf } from '../window-keys.ts';
import { writePostings } from '../write-postings.sql.ts';

const NONE: Brought = { cents: ZERO_CENTS, rows: 0 };

/** What each import itself booked: without what took it back, and without conflicts that were taken over later. */
async function postedByImport(read: Queries, { imports }: PostingPass): Promise<Map<number, Brought>> {
  const later = await read
    .selectFrom('import_conflict_decision as d')
    .innerJoin('posting as p', 'p.id', 'd.new_posting_id')
    .where('p.source', '<>', UNDO_SOURCE)
    .groupBy('p.import_id')
    .select((eb) => [
      'p.import_id as importId',
      sumOfCents(eb.ref('p.cents')).as('cents'),
      countRows().as('rows'),
    ])
    .execute();
  const sums = new Map<number, Brought>(imports);
  for (const { importId, cents, rows } of later) {
    const all = sums.get(importId) ?? NONE;
    sums.set(importId, { cents: minusCents(all.cents, cents), rows: all.rows - rows });
  }
  return sums;
}

/** What is tied out with SAP stays as it is. */
async function withReconciled(read: Queries, rows: UndoRow[]): Promise<UndoRow[]> {
  const free = rows.filter((row) => row.left === null).map((row) => row.id);
  const locked = await reconciledPostings(read, free);
  if (locked.size === 0) return rows;
  return rows.map((row) => (locked.has(row.id) ? { ...row, left: 'reconciled' } : row));
}

export const actualStore: MoneyStore = {
  known: async (read, { profile, file, years, sources }) => {
    const scope = file.days && { years: [...years], ...file.days };
    return {
      rules: scope ? await ruleFacts(read, years) : undefined,
      existingInScope: scope ? await countPostings(read, profile.source, scope) : 0,
      of: async (window) => ({ existing: await postingsByKey(read, sources, keysOf(window)) }),
    };
  },
  write: async (tx, target, { rows, sums }) => {
    const written = sums ? await writePostings(tx, target, sums) : ZERO_CENTS;
    await excludeByRule(tx, target.importId);
    await writeConflicts(tx, target, rows);
    await releaseOrders(tx, target.importId, target.origin);
    return written;
  },
  undoRows: async (read, importId) => withReconciled(read, await postingUndoRows(read, importId)),
  part: 'I',
  lossByLine: actualsByLineOf,
  takeBack: (tx, taken, { undoId }) => takeBack(tx, taken, () => ({ undo_id: undoId, conflict_id: null })),
  brought: postedByImport,
  undoneOtherwise: sql<boolean>`
    n.reversed <> (select count(*) from taken_back t where t.undo_id = n.id)
    or n.reversed_cents <> (select coalesce(sum(p.cents), 0) from taken_back t join posting p on p.id = t.posting_id
      where t.undo_id = n.id)`,
};
