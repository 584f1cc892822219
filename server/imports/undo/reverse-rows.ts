import type { IsoDate } from '#shared/calendar.ts';
import type { TakenBackRow } from '#shared/imports/undo.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { batches } from '../../db/batches.ts';
import type { Tx } from '../../db/transact.ts';

interface Reversible {
  id: number;
  cents: Cents;
  effective_on: IsoDate;
}

/** A row as its opposite: the amount turned round, counting on the day the undo named, tied to what it reverses. */
type Reversed<R extends Reversible> = Omit<R, 'id'> & {
  cents: Cents;
  effective_on: IsoDate;
  reverses_id: number;
  recorded_seq: number;
};

/**
 * Gives every row that is taken back its opposite, in batches. The two doors read the rows and write the opposites.
 * Returns what was taken back, in cents.
 */
export async function reverseRows<R extends Reversible>(
  tx: Tx,
  taken: readonly TakenBackRow[],
  doors: { find: (ids: number[]) => Promise<R[]>; insert: (rows: Reversed<R>[]) => Promise<unknown> },
): Promise<Cents> {
  let sum = 0;
  const days = new Map(taken.map((row) => [row.id, row.countsOn]));
  for (const some of batches(taken)) {
    const found = await doors.find(some.map((row) => row.id));
    const rows = found.map(({ id, ...row }) => ({
      ...row,
      cents: toCents(-row.cents),
      effective_on: days.get(id) ?? row.effective_on,
      reverses_id: id,
      recorded_seq: tx.seq,
    }));
    await doors.insert(rows);
    sum += found.reduce((part, row) => part + row.cents, 0);
  }
  return toCents(sum);
}
