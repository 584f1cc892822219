import { sql } from 'kysely';
import { formatEuro } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { sumOfCents } from '../db/sums.ts';

/** Carry-over out of y = into y+1: every pair sums to zero and goes one year forward. */
export async function carryOversBalance(read: Queries): Promise<Finding> {
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .where('m.kind', '=', 'E')
    .groupBy(['m.pair_key', 'l.ledger'])
    .select((eb) => [
      'm.pair_key as pair',
      sumOfCents(eb.ref('m.cents')).as('cents'),
      sql<number>`cast(max(l.year) - min(l.year) as bigint)`.as('years'),
    ])
    .execute();
  const faults = rows
    .filter((row) => row.pair !== null && (row.cents !== 0 || row.years !== 1))
    .map((row) => `${row.pair ?? ''}: ${formatEuro(row.cents)} €`);
  return finding(faults, `${rows.length} Paare`);
}
