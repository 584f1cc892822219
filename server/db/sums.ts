import { sql } from 'kysely';
import type { Expression, RawBuilder } from 'kysely';
import type { Cents } from '#shared/money.ts';

/** Exact sum of a cents column, 0 for no rows; PostgreSQL's sum(bigint) would otherwise arrive as numeric text. */
export function sumOfCents(column: Expression<Cents | null> | RawBuilder<Cents | null>): RawBuilder<Cents> {
  return sql<Cents>`cast(coalesce(sum(${column}), 0) as bigint)`;
}

/** Count as a number on both engines. */
export function countRows(): RawBuilder<number> {
  return sql<number>`cast(count(*) as bigint)`;
}
