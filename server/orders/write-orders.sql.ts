import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { Cents } from '#shared/money.ts';
import { countingDay } from '#shared/periods/periods.ts';
import { batches } from '../db/batches.ts';
import { settleOrders } from './release-orders.sql.ts';
import type { Tx } from '../db/transact.ts';
import { periodStates } from '../periods/periods.sql.ts';
import type { Insertable } from 'kysely';
import type { Queries } from '../db/database.ts';
import type { CommitmentEntryTable } from '../db/tables-money.ts';

/** What is ordered, or cancelled, in one due year of an order. */
export interface OrderEntryInput {
  orderNumber: string;
  /** Where the order belongs; null = to no line yet. Only looked at when the part is new. */
  lineId: number | null;
  text: string;
  orderedOn: IsoDate;
  dueYear: FiscalYear;
  kind: 'ordered' | 'cancelled';
  /** Signed: a file may say that less was ordered than before. */
  cents: Cents;
  /** The day it counts on; in a closed period the first day of the next open one. */
  on: IsoDate;
  note?: string | undefined;
}

export interface OrderTarget {
  origin: Origin;
  importId: number | null;
}

const keyOf = (order: { orderNumber: string; dueYear: FiscalYear }): string =>
  `${order.dueYear}|${order.orderNumber}`;

/** Ids of the parts that exist, by due year and order number; one that a carry-over made only where there is no other. */
async function partIds(tx: Tx, orders: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query
    .selectFrom('commitment')
    .where('order_number', 'in', orders)
    .orderBy('carried', 'desc')
    .orderBy('id', 'desc')
    .select(['id', 'order_number as orderNumber', 'due_year as dueYear'])
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row.id]));
}

async function insertParts(tx: Tx, entries: readonly OrderEntryInput[], target: OrderTarget): Promise<void> {
  const fresh = new Map(entries.map((entry) => [keyOf(entry), entry]));
  if (fresh.size === 0) return;
  const rows = [...fresh.values()].map((entry) => ({
    order_number: entry.orderNumber,
    line_id: entry.lineId,
    text: entry.text,
    ordered_on: entry.orderedOn,
    due_year: entry.dueYear,
    import_id: target.importId,
    origin: target.origin,
    recorded_seq: tx.seq,
  }));
  await tx.query.insertInto('commitment').values(rows).execute();
}

async function insertBatch(tx: Tx, entries: readonly OrderEntryInput[], target: OrderTarget): Promise<void> {
  const orders = [...new Set(entries.map((entry) => entry.orderNumber))];
  const known = await partIds(tx, orders);
  await insertParts(
    tx,
    entries.filter((entry) => !known.has(keyOf(entry))),
    target,
  );
  const ids = await partIds(tx, orders);
  const states = await periodStates(tx.query);
  const rows = entries.map((entry) => {
    const id = ids.get(keyOf(entry));
    if (id === undefined) throw new Error(`Part of an order was not written: ${keyOf(entry)}`);
    return {
      commitment_id: id,
      kind: entry.kind,
      cents: entry.cents,
      effective_on: countingDay(states, entry.on),
      posting_id: null,
      import_id: target.importId,
      note: entry.note ?? '',
      origin: target.origin,
      recorded_seq: tx.seq,
    };
  });
  await addEntries(tx, rows);
}

/**
 * Writes orders, from a form or a file: parts that do not exist yet, one entry per row, and what invoices that are
 * here already release of them. Entries are added to what an order has: a file that states totals hands in the
 * difference. Rules are the caller's (order-rules.ts). Returns the number of entries written.
 */
export async function recordOrders(
  tx: Tx,
  entries: readonly OrderEntryInput[],
  target: OrderTarget,
): Promise<number> {
  for (const some of batches(entries)) {
    await insertBatch(tx, some, target);
    // Other requests are served between the batches.
    await nextTurn();
  }
  await settleOrders(
    tx,
    entries.map((entry) => entry.orderNumber),
    target.origin,
  );
  return entries.length;
}

/** Adds entries to parts of orders; what invoices release of them is the caller's to settle (release-orders.sql.ts). */
export async function addEntries(tx: Tx, rows: readonly Insertable<CommitmentEntryTable>[]): Promise<void> {
  await tx.query.insertInto('commitment_entry').values(rows).execute();
}

/** The id of an order's first part. */
export async function firstPartOf(read: Queries, orderNumber: string): Promise<number> {
  const { id } = await read
    .selectFrom('commitment')
    .where('order_number', '=', orderNumber)
    .orderBy('due_year')
    .select('id')
    .executeTakeFirstOrThrow();
  return id;
}
