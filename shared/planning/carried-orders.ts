import type { IsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import type { Cents } from '../money.ts';

/** A part of an order on a line whose year ends, and what of it no invoice of that year has released. */
export interface OpenOrder {
  partId: number;
  orderNumber: string;
  text: string;
  orderedOn: IsoDate;
  cents: Cents;
}

/** What of an order goes along; `limitCents` null = all of it, whatever it comes to later. */
export interface TakenOrder extends OpenOrder {
  takenCents: Cents;
  limitCents: Cents | null;
}

/**
 * The orders that go along with money carried over (0030): what is ordered goes before what is free, the oldest order
 * first, each as far as the money reaches. The last one is cut where the money ends. `cents` is what was carried and
 * binds nothing yet.
 */
export function ordersTaken(orders: readonly OpenOrder[], cents: Cents): TakenOrder[] {
  const taken: TakenOrder[] = [];
  let left = Math.max(0, cents);
  for (const order of orders.toSorted(byDate)) {
    if (left === 0) break;
    if (order.cents <= 0) continue;
    const part = Math.min(left, order.cents);
    const whole = part === order.cents;
    taken.push({ ...order, takenCents: toCents(part), limitCents: whole ? null : toCents(part) });
    left -= part;
  }
  return taken;
}

function byDate(a: OpenOrder, b: OpenOrder): number {
  if (a.orderedOn !== b.orderedOn) return a.orderedOn < b.orderedOn ? -1 : 1;
  if (a.orderNumber !== b.orderNumber) return a.orderNumber < b.orderNumber ? -1 : 1;
  return a.partId - b.partId;
}
