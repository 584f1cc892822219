import { formatDate } from '#shared/calendar.ts';
import type { FiscalYear } from '#shared/calendar.ts';
import { formatEuro, minusCents, toCents } from '#shared/money.ts';
import { openParts } from '#shared/planning/releases.ts';
import type { OrderCarry } from '#shared/planning/releases.ts';
import { orderFacts } from '../orders/order-facts.sql.ts';
import type { SettledOrder, SettledPart } from '../orders/order-facts.sql.ts';
import type { HypotheticalChange } from '../movements/effect.ts';
import type { Queries } from '../db/database.ts';
import { takenSum } from '../orders/carried-orders.sql.ts';
import type { RoutedOrder } from '../orders/carried-orders.sql.ts';

const ORDERS_AT_ONCE = 500;
/** Orders named in a note; the rest is counted. */
const NAMED = 3;

/**
 * The order as it would be: a part on each line it goes to, and what is taken along. Ids are larger than every stored
 * one, as those of the parts and carries would be that were written now.
 */
function withCarries(order: SettledOrder, routed: readonly RoutedOrder[], year: FiscalYear): SettledOrder {
  const first = Number.MAX_SAFE_INTEGER - routed.length;
  const parts = new Map<number, SettledPart>(order.parts.map((part) => [part.id, part]));
  const carries: OrderCarry[] = [...order.carries];
  routed.forEach(({ partId, targetLineId, limitCents, orderedOn }, index) => {
    const from = parts.get(partId);
    if (!from) return;
    const id = first + index;
    const arrives = { id, lineId: targetLineId, dueYear: year + 1, cents: toCents(0), carried: true };
    parts.set(id, { ...from, ...arrives });
    carries.push({ id, fromId: from.id, toId: id, year, cents: limitCents, on: orderedOn });
  });
  return { ...order, parts: [...parts.values()], carries };
}

function boundOf(order: SettledOrder): Map<number, number> {
  const open = openParts(order);
  const sums = new Map<number, number>();
  for (const { id, lineId, binds } of order.parts)
    if (binds && lineId !== null) sums.set(lineId, (sums.get(lineId) ?? 0) + (open.get(id) ?? 0));
  return sums;
}

/** What O of every line changes by when orders become what `after` makes of them. */
async function boundChanges(
  read: Queries,
  numbers: readonly string[],
  after: (orderNumber: string, order: SettledOrder) => SettledOrder,
): Promise<HypotheticalChange[]> {
  const changes = new Map<number, number>();
  const add = (sums: ReadonlyMap<number, number>, sign: number): void => {
    for (const [lineId, cents] of sums) changes.set(lineId, (changes.get(lineId) ?? 0) + sign * cents);
  };
  for (let at = 0; at < numbers.length; at += ORDERS_AT_ONCE) {
    const facts = await orderFacts(read, numbers.slice(at, at + ORDERS_AT_ONCE));
    for (const [number, order] of facts) {
      add(boundOf(order), -1);
      add(boundOf(after(number, order)), 1);
    }
  }
  return [...changes]
    .filter(([, cents]) => cents !== 0)
    .map(([lineId, cents]) => ({ lineId, part: 'O' as const, cents: toCents(cents) }));
}

/** What taking orders along does to O of every line: invoices of the new year release where the order went. */
export async function orderChanges(
  read: Queries,
  year: FiscalYear,
  orders: readonly RoutedOrder[],
): Promise<HypotheticalChange[]> {
  const byOrder = Map.groupBy(orders, (order) => order.orderNumber);
  return boundChanges(read, [...byOrder.keys()], (number, order) =>
    withCarries(order, byOrder.get(number) ?? [], year),
  );
}

/** What bringing orders back does to O of every line; `carryIds` end. */
export async function bringBackChanges(
  read: Queries,
  orderNumbers: readonly string[],
  carryIds: ReadonlySet<number>,
): Promise<HypotheticalChange[]> {
  const ended = (carry: OrderCarry): OrderCarry =>
    carryIds.has(carry.id) ? { ...carry, cents: toCents(0) } : carry;
  return boundChanges(read, orderNumbers, (_, order) => ({ ...order, carries: order.carries.map(ended) }));
}

/** Per line: which orders go along, and what of the last one stays where the money ends. */
export function orderNotes(
  orders: readonly RoutedOrder[],
  lines: ReadonlyMap<number, { number: string }>,
): string[] {
  return [...Map.groupBy(orders, (order) => order.lineId)].map(([lineId, own]) => {
    const names = own
      .slice(0, NAMED)
      .map((order) => `${order.orderNumber} vom ${formatDate(order.orderedOn)}`)
      .join(', ');
    const more = own.length > NAMED ? ` und ${own.length - NAMED} weitere` : '';
    const cut = own.find((order) => order.limitCents !== null);
    const stays = cut
      ? ` Von ${cut.orderNumber} bleiben ${formatEuro(minusCents(cut.cents, cut.takenCents))} € im alten Jahr: weiter reicht das Geld nicht.`
      : '';
    const what = own.length === 1 ? 'Eine offene Bestellung geht' : `${own.length} offene Bestellungen gehen`;
    return `Zeile ${lines.get(lineId)?.number ?? ''}: ${what} mit, zusammen ${formatEuro(takenSum(own))} € (${names}${more}).${stays}`;
  });
}
