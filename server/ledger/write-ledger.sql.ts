import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pushAll } from '#shared/largest.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { batches } from '../db/batches.ts';
import type { ActualMonthTable, BudgetLineTable, MovementTable } from '../db/tables-money.ts';
import type { Tx } from '../db/transact.ts';

export type NewMovement = Insertable<MovementTable>;
export type NewLine = Insertable<BudgetLineTable>;

/** Books movements. The database refuses what no approved request or first appropriation of a year brings (0012, 0022). */
export async function addMovements(tx: Tx, rows: readonly NewMovement[]): Promise<void> {
  for (const some of batches(rows)) {
    await tx.query.insertInto('movement').values(some).execute();
    await nextTurn();
  }
}

/** What a movement taken back becomes; without a field it keeps what the original has. */
export type Opposite = Partial<Omit<NewMovement, 'id' | 'cents' | 'reverses_id'>>;

/** Gives movements their opposite, each tied to what it reverses. Returns what was taken back, in cents. */
export async function reverseMovements(
  tx: Tx,
  ids: readonly number[],
  oppositeOf: (movement: { id: number; row_key: string | null }) => Opposite,
): Promise<Cents> {
  let taken = 0;
  for (const some of batches(ids)) {
    const stored = await tx.query
      .selectFrom('movement')
      .where('id', 'in', some)
      .orderBy('id')
      .selectAll()
      .execute();
    const rows = stored.map(({ id, ...row }) => ({
      ...row,
      ...oppositeOf({ id, row_key: row.row_key }),
      cents: toCents(-row.cents),
      reverses_id: id,
      recorded_seq: tx.seq,
    }));
    await addMovements(tx, rows);
    taken += stored.reduce((sum, row) => sum + row.cents, 0);
  }
  return toCents(taken);
}

/** Makes budget lines; returns their ids in no particular order. */
export async function addLines(
  tx: Tx,
  rows: readonly NewLine[],
): Promise<{ id: number; year: number; number: string }[]> {
  const made: { id: number; year: number; number: string }[] = [];
  for (const some of batches(rows)) {
    const rowsMade = await tx.query
      .insertInto('budget_line')
      .values(some)
      .returning(['id', 'year', 'number'])
      .execute();
    pushAll(made, rowsMade);
    await nextTurn();
  }
  return made;
}

/**
 * Adds to the stored months (0006); what the same change stored in a month before is added to: an import with an
 * exclusion rule brings postings and takes them away again.
 */
export async function addToMonths(tx: Tx, rows: readonly ActualMonthTable[]): Promise<void> {
  for (const some of batches(rows)) {
    await tx.query
      .insertInto('actual_month')
      .values(some)
      .onConflict((oc) =>
        oc.columns(['line_id', 'month', 'ledger', 'fiscal_year', 'recorded_seq']).doUpdateSet({
          cents: sql<Cents>`actual_month.cents + excluded.cents`,
          postings: sql<number>`actual_month.postings + excluded.postings`,
        }),
      )
      .execute();
    await nextTurn();
  }
}
