import { codeKey } from '../codes.ts';
import type { Cents } from '../money.ts';

/** What an order has in one due year: ordered so far, and the line it was put on. */
export interface KnownOrder {
  cents: Cents;
  lineId: number | null;
  lineNumber: string | null;
  /** False once everything ordered was taken back: then a file orders it anew. */
  counts: boolean;
}

/** Orders by row key (`orderKey`). */
export type KnownOrders = ReadonlyMap<string, KnownOrder>;

/** An order counts once per due year. */
export function orderKey(order: { orderNumber: string; fiscalYear: number }): string {
  return `${codeKey(order.orderNumber)}|${order.fiscalYear}`;
}

/** What an order says about money: what is ordered in all. */
export function orderContent(cents: number): string {
  return JSON.stringify([cents]);
}
