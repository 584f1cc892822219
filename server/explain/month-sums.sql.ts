import { endOfMonth } from '#shared/calendar.ts';
import type { Cents } from '#shared/money.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { Queries } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import { daysOf } from './actuals.sql.ts';
import type { Clocks } from './movements.sql.ts';

/** Stored totals of lines in one month by line, up to the date; lines with nothing in it are absent. */
export async function monthSums(
  read: Queries,
  lineIds: readonly number[],
  month: string,
  clocks: Clocks,
): Promise<Map<number, Cents>> {
  const days = daysOf(month, clocks.asOf);
  if (days === null || lineIds.length === 0) return new Map();
  const known = knownUntil(clocks);
  const rows =
    days.to === endOfMonth(month)
      ? await read
          .selectFrom('actual_month')
          .where('line_id', 'in', lineIds)
          .where('month', '=', month)
          .where('recorded_seq', '<=', known)
          .groupBy('line_id')
          .select((eb) => ['line_id as id', sumOfCents(eb.ref('cents')).as('cents')])
          .execute()
      : await read
          .selectFrom('actual_day')
          .where('line_id', 'in', lineIds)
          .where('day', '>=', days.from)
          .where('day', '<=', days.to)
          .where('recorded_seq', '<=', known)
          .groupBy('line_id')
          .select((eb) => ['line_id as id', sumOfCents(eb.ref('cents')).as('cents')])
          .execute();
  return new Map(rows.map((row) => [row.id, row.cents]));
}
