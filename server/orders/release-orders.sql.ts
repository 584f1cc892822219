import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Origin } from '#shared/fields.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { Cents } from '#shared/money.ts';
import { pushAll } from '#shared/largest.ts';
import { countingDay } from '#shared/periods/periods.ts';
import type { PeriodStates } from '#shared/periods/periods.ts';
import { missingCarries, missingReleases } from '#shared/planning/releases.ts';
import type { OrderCarry, Release } from '#shared/planning/releases.ts';
import { batches } from '../db/batches.ts';
import type { Queries } from '../db/database.ts';
import type { Tx } from '../db/transact.ts';
import { periodStates } from '../periods/periods.sql.ts';
import { orderFacts } from './order-facts.sql.ts';
import type { SettledOrder } from './order-facts.sql.ts';

/** Order numbers looked at together. */
const ORDERS_AT_ONCE = 500;

async function insertReleases(tx: Tx, releases: readonly Release[], origin: Origin): Promise<void> {
  for (const some of batches(releases)) {
    const rows = some.map((release) => ({
      commitment_id: release.partId,
      kind: 'released' as const,
      cents: release.cents,
      effective_on: release.on,
      posting_id: release.postingId,
      origin,
      recorded_seq: tx.seq,
    }));
    await tx.query.insertInto('commitment_entry').values(rows).execute();
    // Other requests are served between the batches.
    await nextTurn();
  }
}

/** Both halves of what a carry takes along more or less than before: out of the old part, into the new one. */
async function insertCarried(tx: Tx, missing: readonly MissingCarry[], origin: Origin): Promise<void> {
  const rows = missing.flatMap(({ carry, cents, on }) => {
    const shared = {
      cents,
      effective_on: on,
      posting_id: null,
      carry_id: carry.id,
      origin,
      recorded_seq: tx.seq,
    };
    return [
      { ...shared, commitment_id: carry.fromId, kind: 'cancelled' as const },
      { ...shared, commitment_id: carry.toId, kind: 'ordered' as const },
    ];
  });
  for (const some of batches(rows)) await tx.query.insertInto('commitment_entry').values(some).execute();
}

interface MissingCarry {
  carry: OrderCarry;
  cents: Cents;
  on: IsoDate;
}

/** The newest day this change dates anything of a part on: what follows from it counts no earlier. */
async function changedDays(tx: Tx, partIds: readonly number[]): Promise<Map<number, IsoDate>> {
  const days = new Map<number, IsoDate>();
  for (const some of batches(partIds)) {
    const rows = await tx.query
      .selectFrom('commitment_entry')
      .where('commitment_id', 'in', some)
      .where('recorded_seq', '=', tx.seq)
      .where('kind', '<>', 'released')
      .groupBy('commitment_id')
      .select((eb) => ['commitment_id as id', eb.fn.max('effective_on').as('on')])
      .execute();
    for (const row of rows) days.set(row.id, row.on);
  }
  return days;
}

async function carriesMissing(
  tx: Tx,
  orders: readonly SettledOrder[],
  states: PeriodStates,
): Promise<MissingCarry[]> {
  const missing = orders.flatMap((order) => {
    const byId = new Map(order.carries.map((carry) => [carry.id, carry]));
    return missingCarries(order, order.carriedSoFar).flatMap(({ carryId, cents }) => {
      const carry = byId.get(carryId);
      return carry ? [{ carry, cents }] : [];
    });
  });
  const changed = await changedDays(
    tx,
    missing.map(({ carry }) => carry.fromId),
  );
  return missing.map(({ carry, cents }) => {
    const since = changed.get(carry.fromId);
    const on = since !== undefined && since > carry.on ? since : carry.on;
    return { carry, cents, on: countingDay(states, on) };
  });
}

/**
 * Makes the releases of orders what their invoices say now (domain.md section 3: an order and its invoice are never
 * both counted), and what a carry-over took along of them what is open of them at the end of its year. May be called at
 * any time and any number of times: it writes the difference only. To be called in the transaction that brings orders,
 * invoices, reversals, exclusions or carry-overs. Returns the number of entries written.
 */
export async function settleOrders(tx: Tx, orderNumbers: Iterable<string>, origin: Origin): Promise<number> {
  const orders = [...new Set(orderNumbers)].filter((number) => number !== '').sort();
  if (orders.length === 0) return 0;
  const states = await periodStates(tx.query);
  let written = 0;
  for (const some of batches(orders, ORDERS_AT_ONCE)) {
    const facts = [...(await orderFacts(tx.query, some)).values()];
    const releases = facts.flatMap((order) => missingReleases(order, order.released));
    const counted = releases.map((release) => ({ ...release, on: countingDay(states, release.on) }));
    await insertReleases(tx, counted, origin);
    const carried = await carriesMissing(tx, facts, states);
    await insertCarried(tx, carried, origin);
    written += counted.length + 2 * carried.length;
    await nextTurn();
  }
  return written;
}

/** The known orders that invoices of a selection name. */
async function ordersNamed(
  read: Queries,
  where: { importId: number } | { postingIds: readonly number[] },
): Promise<string[]> {
  let query = read
    .selectFrom('posting as p')
    .innerJoin('commitment as c', 'c.order_number', 'p.order_number')
    .select('c.order_number as orderNumber')
    .distinct();
  query =
    'importId' in where
      ? query.where('p.import_id', '=', where.importId)
      : query.where('p.id', 'in', where.postingIds);
  return (await query.execute()).map((row) => row.orderNumber);
}

/** After an import of postings: its invoices release their orders. Returns the number of entries. */
export async function releaseOrders(tx: Tx, importId: number, origin: Origin): Promise<number> {
  return settleOrders(tx, await ordersNamed(tx.query, { importId }), origin);
}

/**
 * After postings were excluded, taken back or reversed by hand: their orders follow. At most some thousand ids a
 * call; a reversal posting needs none, its import does it. Returns the number of entries.
 */
export async function resettlePostings(
  tx: Tx,
  postingIds: readonly number[],
  origin: Origin,
): Promise<number> {
  const orders: string[] = [];
  for (const some of batches(postingIds, ORDERS_AT_ONCE)) {
    pushAll(orders, await ordersNamed(tx.query, { postingIds: some }));
  }
  return settleOrders(tx, orders, origin);
}
