import type { FiscalYear } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import { routedOrders } from '../orders/carried-orders.sql.ts';
import type { OrderRoute, RoutedOrder } from '../orders/carried-orders.sql.ts';

/** What was carried from each line of a year to which line of the next, net of what was taken back; cents positive. */
async function moneyRoutes(read: Queries, year: FiscalYear): Promise<OrderRoute[]> {
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .innerJoin('budget_line as c', 'c.id', 'm.counter_line_id')
    .where('l.year', '=', year)
    .whereRef('c.year', '>', 'l.year')
    .where('m.kind', '=', 'E')
    .groupBy(['m.line_id', 'm.counter_line_id'])
    .orderBy('m.line_id')
    .orderBy('m.counter_line_id')
    .select((eb) => [
      'm.line_id as lineId',
      'm.counter_line_id as targetLineId',
      sumOfCents(eb.ref('m.cents')).as('cents'),
    ])
    .execute();
  return rows.flatMap(({ lineId, targetLineId, cents }) =>
    targetLineId !== null && cents < 0 ? [{ lineId, targetLineId, cents: toCents(-cents) }] : [],
  );
}

/** The orders money was carried over without, and the line each would go to: what went along has used up its part. */
export async function ordersToFollow(
  read: Queries,
  year: FiscalYear,
  lines: ReadonlyMap<number, { alongCents: Cents }>,
): Promise<RoutedOrder[]> {
  const used = new Map<number, number>([...lines].map(([id, line]) => [id, line.alongCents]));
  const free = (await moneyRoutes(read, year)).map(({ cents, ...route }): OrderRoute => {
    const less = Math.min(cents, Math.max(0, used.get(route.lineId) ?? 0));
    used.set(route.lineId, (used.get(route.lineId) ?? 0) - less);
    return { ...route, cents: toCents(cents - less) };
  });
  return routedOrders(read, year, free);
}
