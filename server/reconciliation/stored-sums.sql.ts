import { sql } from 'kysely';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';

/** What the stored months say about places now, by `place|year|ledger`. */
export async function storedSums(read: Queries, places: readonly number[]): Promise<Map<string, Cents>> {
  if (places.length === 0) return new Map();
  const rows = await read
    .selectFrom('actual_month')
    .where('line_id', 'in', places)
    .groupBy(['line_id', 'fiscal_year', 'ledger'])
    .select(['line_id as place', 'fiscal_year as year', 'ledger'])
    .select(sql<Cents>`cast(sum(cents) as bigint)`.as('cents'))
    .execute();
  return new Map(rows.map((row) => [`${row.place}|${row.year}|${row.ledger}`, row.cents]));
}
