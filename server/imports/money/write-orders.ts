import { businessDate } from '#shared/calendar.ts';
import { orderChangeDay } from '#shared/imports/order-change.ts';
import { orderKey } from '#shared/imports/order-key.ts';
import type { KnownOrders } from '#shared/imports/order-key.ts';
import type { PlannedEntry } from '#shared/imports/plan.ts';
import { minusCents, sumCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Tx } from '../../db/transact.ts';
import { recordOrders } from '../../orders/write-orders.sql.ts';
import { knownOrders } from './orders.sql.ts';
import type { StagedRows } from './staged-rows.ts';
import type { ImportTarget } from './write-postings.sql.ts';

/** The text of an order: what was ordered, and of whom where the file says it. */
function textOf({ keyed: { row } }: PlannedEntry): string {
  const words = [row.name, row.text, row.vendor].filter((word) => word !== '');
  return words.length > 0 ? words.join(' · ') : `Bestellung ${row.orderNumber}`;
}

/**
 * Writes the orders of a file: new ones whole on the day they were ordered, changed ones by their difference on the
 * day the change counts (order-change.ts). Returns the sum by which the orders really grew, in cents.
 */
export async function writeOrders(tx: Tx, target: ImportTarget, rows: StagedRows): Promise<Cents> {
  let grown = ZERO_CENTS;
  for (const entries of rows.planned('add', 'change'))
    grown = sumCents([grown, await writeSome(tx, target, entries)]);
  return grown;
}

async function writeSome(tx: Tx, target: ImportTarget, entries: readonly PlannedEntry[]): Promise<Cents> {
  const rows = entries.map((entry) => entry.keyed.row);
  const before = await knownOrders(tx.query, rows);
  const today = businessDate(tx.at);
  const written = entries.map((entry) => {
    const { row } = entry.keyed;
    const order = before.get(orderKey(row));
    const known = order?.counts ? order.cents : undefined;
    return {
      orderNumber: row.orderNumber,
      lineId: entry.line?.id ?? null,
      text: textOf(entry),
      orderedOn: row.postedOn,
      dueYear: row.fiscalYear,
      kind: 'ordered' as const,
      cents: minusCents(row.cents, order?.cents ?? ZERO_CENTS),
      on: known === undefined ? row.postedOn : orderChangeDay(row, today),
      note: known === undefined ? '' : `Geänderter Bestellwert laut Datei, Zeile ${row.line}`,
    };
  });
  await recordOrders(tx, written, { origin: target.origin, importId: target.importId });
  const total = (orders: KnownOrders): Cents => sumCents([...orders.values()].map((order) => order.cents));
  return minusCents(total(await knownOrders(tx.query, rows)), total(before));
}
