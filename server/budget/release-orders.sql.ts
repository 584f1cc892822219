import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Origin } from '#shared/fields.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { countingDay } from '#shared/periods/periods.ts';
import { missingReleases } from '#shared/planning/releases.ts';
import type { Invoice, Release, Released } from '#shared/planning/releases.ts';
import type { Queries } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import type { Tx } from '../db/transact.ts';
import { periodStates } from '../periods/periods.sql.ts';
import { entrySum } from './parts.sql.ts';
import { pushAll } from '#shared/largest.ts';

/** Rows per statement: 7 values each stay far below the bind limits of both engines. */
const ROWS_AT_ONCE = 500;
/** Order numbers looked at together. */
const ORDERS_AT_ONCE = 500;

interface Ordered {
  orderNumber: string;
}

/** The parts of orders with the ledger of their line and what was ordered less what was cancelled. */
async function partsOf(read: Queries, orders: readonly string[]) {
  const rows = await read
    .selectFrom('commitment as c')
    .leftJoin('budget_line as l', 'l.id', 'c.line_id')
    .where('c.order_number', 'in', orders)
    .select(['c.id', 'c.order_number as orderNumber', 'c.due_year as dueYear', 'l.ledger'])
    .select((eb) =>
      eb
        .selectFrom('commitment_entry as e')
        .whereRef('e.commitment_id', '=', 'c.id')
        .select(sql<Cents>`${entrySum('ordered')} - ${entrySum('cancelled')}`.as('cents'))
        .as('cents'),
    )
    .execute();
  return rows.map((row) => ({ ...row, cents: row.cents ?? toCents(0) }));
}

/** The invoices of orders: their own amount less what was excluded as not ours; a reversal counts in the year of what it takes back. */
async function invoicesOf(read: Queries, orders: readonly string[]): Promise<(Invoice & Ordered)[]> {
  const postings = await read
    .selectFrom('posting as p')
    .leftJoin('posting as taken', 'taken.id', 'p.reverses_id')
    .where('p.order_number', 'in', orders)
    .orderBy('p.id')
    .select([
      'p.id as postingId',
      'p.order_number as orderNumber',
      'p.ledger',
      'p.cents',
      'p.posted_on as on',
    ])
    .select((eb) => eb.fn.coalesce('taken.fiscal_year', 'p.fiscal_year').as('fiscalYear'))
    .execute();
  const excluded = await read
    .selectFrom('assignment as a')
    .innerJoin('posting as p', 'p.id', 'a.posting_id')
    .where('p.order_number', 'in', orders)
    .where('a.target', '=', 'excluded')
    .groupBy('a.posting_id')
    .select((eb) => [
      'a.posting_id as postingId',
      sumOfCents(eb.ref('a.cents')).as('cents'),
      eb.fn.max('a.effective_on').as('on'),
    ])
    .execute();
  const out = new Map(excluded.map((row) => [row.postingId, row]));
  return postings.map((row) => {
    const less = out.get(row.postingId);
    const later = less && less.on > row.on ? less.on : row.on;
    const cents = toCents(row.cents - (less?.cents ?? 0));
    return { ...row, orderNumber: row.orderNumber ?? '', cents, on: later };
  });
}

async function releasedOf(read: Queries, orders: readonly string[]): Promise<(Released & Ordered)[]> {
  const rows = await read
    .selectFrom('commitment_entry as e')
    .innerJoin('commitment as c', 'c.id', 'e.commitment_id')
    .where('c.order_number', 'in', orders)
    .where('e.kind', '=', 'released')
    .where('e.posting_id', 'is not', null)
    .groupBy(['e.posting_id', 'e.commitment_id', 'c.order_number'])
    .select(['e.posting_id as postingId', 'e.commitment_id as partId', 'c.order_number as orderNumber'])
    .select((eb) => sumOfCents(eb.ref('e.cents')).as('cents'))
    .execute();
  return rows.map((row) => ({ ...row, postingId: row.postingId ?? 0 }));
}

async function insertReleases(tx: Tx, releases: readonly Release[], origin: Origin): Promise<void> {
  for (let at = 0; at < releases.length; at += ROWS_AT_ONCE) {
    const rows = releases.slice(at, at + ROWS_AT_ONCE).map((release) => ({
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

async function missingOf(read: Queries, orders: readonly string[]): Promise<Release[]> {
  const byOrder = (one: Ordered): string => one.orderNumber;
  const parts = Map.groupBy(await partsOf(read, orders), byOrder);
  const invoices = Map.groupBy(await invoicesOf(read, orders), byOrder);
  const released = Map.groupBy(await releasedOf(read, orders), byOrder);
  return [...invoices].flatMap(([order, own]) =>
    missingReleases(parts.get(order) ?? [], own, released.get(order) ?? []),
  );
}

/**
 * Makes the releases of orders what their invoices say now (domain.md section 3: an order and its invoice are never
 * both counted). May be called at any time and any number of times: it writes the difference only. To be called in
 * the transaction that brings orders, invoices, reversals or exclusions. Returns the number of entries written.
 */
export async function settleOrders(tx: Tx, orderNumbers: Iterable<string>, origin: Origin): Promise<number> {
  const orders = [...new Set(orderNumbers)].filter((number) => number !== '').sort();
  if (orders.length === 0) return 0;
  const states = await periodStates(tx.query);
  let written = 0;
  for (let at = 0; at < orders.length; at += ORDERS_AT_ONCE) {
    const releases = await missingOf(tx.query, orders.slice(at, at + ORDERS_AT_ONCE));
    const counted = releases.map((release) => ({ ...release, on: countingDay(states, release.on) }));
    await insertReleases(tx, counted, origin);
    written += counted.length;
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
  for (let at = 0; at < postingIds.length; at += ORDERS_AT_ONCE) {
    const some = postingIds.slice(at, at + ORDERS_AT_ONCE);
    pushAll(orders, await ordersNamed(tx.query, { postingIds: some }));
  }
  return settleOrders(tx, orders, origin);
}
