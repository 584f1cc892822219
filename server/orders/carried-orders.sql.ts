import { sql } from 'kysely';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import { pushAll } from '#shared/largest.ts';
import { sumCents, toCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { ordersTaken } from '#shared/planning/carried-orders.ts';
import type { OpenOrder, TakenOrder } from '#shared/planning/carried-orders.ts';
import { batches } from '../db/batches.ts';
import { knownUntil } from '../clocks/selection.ts';
import { settleOrders } from './release-orders.sql.ts';
import type { Queries } from '../db/database.ts';
import type { Tx } from '../db/transact.ts';
import type { Insertable } from 'kysely';
import type { CommitmentCarryTable } from '../db/tables-money.ts';

interface At {
  asOf: IsoDate;
  knownSeq?: number | undefined;
}

/** The fiscal year of an entry's invoice; of a reversal that of what it takes back. */
const INVOICE_YEAR = sql`coalesce(taken.fiscal_year, p.fiscal_year)`;

/** Ordered less cancelled less what invoices of the line's year or before released: open at the end of that year. */
const AT_YEAR_END = sql<Cents>`cast(coalesce(sum(case when e.kind = 'ordered' then e.cents when e.kind = 'cancelled'
  then -e.cents when p.id is null or ${INVOICE_YEAR} <= l.year then -e.cents else 0 end), 0) as bigint)`;
const WENT_ALONG = sql<Cents>`cast(coalesce(sum(case when e.kind = 'cancelled' and e.carry_id is not null
  then e.cents else 0 end), 0) as bigint)`;

/** The parts of orders that bind lines of a year, with what is open of them at its end. */
function partsAtYearEnd(read: Queries, year: FiscalYear, at: At) {
  return read
    .selectFrom('commitment as c')
    .innerJoin('budget_line as l', 'l.id', 'c.line_id')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .leftJoin('posting as p', 'p.id', 'e.posting_id')
    .leftJoin('posting as taken', 'taken.id', 'p.reverses_id')
    .where('l.year', '=', year)
    .whereRef('c.due_year', '<=', 'l.year')
    .where('e.effective_on', '<=', at.asOf)
    .where('e.recorded_seq', '<=', knownUntil(at))
    .groupBy(['c.id', 'c.line_id'])
    .select(['c.line_id as lineId', AT_YEAR_END.as('open'), WENT_ALONG.as('along')]);
}

/** Of a line: what was ordered and unpaid at the end of its year, and what of that went along into the next. In cents. */
export interface BoundOrders {
  boundCents: Cents;
  alongCents: Cents;
}
export const NO_ORDERS: BoundOrders = { boundCents: ZERO_CENTS, alongCents: ZERO_CENTS };

/** Bound orders of every line of a year that has some, in one statement. */
export async function boundByLine(
  read: Queries,
  year: FiscalYear,
  at: At,
): Promise<Map<number, BoundOrders>> {
  const rows = await partsAtYearEnd(read, year, at).execute();
  const sums = new Map<number, BoundOrders>();
  for (const { lineId, open, along } of rows) {
    if (lineId === null) continue;
    const { boundCents, alongCents } = sums.get(lineId) ?? NO_ORDERS;
    sums.set(lineId, {
      boundCents: toCents(boundCents + Math.max(0, open + along)),
      alongCents: toCents(alongCents + along),
    });
  }
  return sums;
}

/** The orders of lines that are open at the end of their year, by line: everything that is known counts. */
export async function openOrders(
  read: Queries,
  year: FiscalYear,
  lineIds: readonly number[],
): Promise<Map<number, OpenOrder[]>> {
  const found: (OpenOrder & { lineId: number | null })[] = [];
  for (const some of batches(lineIds)) {
    const rows = await partsAtYearEnd(read, year, { asOf: '9999-12-31' as IsoDate })
      .where('c.line_id', 'in', some)
      .groupBy(['c.order_number', 'c.text', 'c.ordered_on'])
      .select(['c.id as partId', 'c.order_number as orderNumber', 'c.text', 'c.ordered_on as orderedOn'])
      .execute();
    pushAll(
      found,
      rows.map(({ open, along: _, ...row }) => ({ ...row, cents: open })),
    );
  }
  const open = found.filter((order) => order.cents > 0);
  return Map.groupBy(open, (order) => order.lineId ?? 0);
}

/** Money that leaves a line for one of the next year, and how much of it still may take orders along. */
export interface OrderRoute {
  lineId: number;
  targetLineId: number;
  cents: Cents;
}

export interface RoutedOrder extends TakenOrder, Pick<OrderRoute, 'lineId' | 'targetLineId'> {}

/** Which orders go along with which money (0030); a line's orders are offered to its routes one after another. */
export async function routedOrders(
  read: Queries,
  year: FiscalYear,
  routes: readonly OrderRoute[],
): Promise<RoutedOrder[]> {
  const open = await openOrders(read, year, [...new Set(routes.map((route) => route.lineId))]);
  return routes.flatMap(({ lineId, targetLineId, cents }) => {
    const taken = ordersTaken(open.get(lineId) ?? [], cents);
    const gone = new Set(taken.map((order) => order.partId));
    open.set(
      lineId,
      (open.get(lineId) ?? []).filter((order) => !gone.has(order.partId)),
    );
    return taken.map((order) => ({ ...order, lineId, targetLineId }));
  });
}

export const takenSum = (orders: readonly TakenOrder[]): Cents =>
  sumCents(orders.map((order) => order.takenCents));

const placeOf = (order: { orderNumber: string; lineId: number | null }): string =>
  `${order.lineId ?? ''}|${order.orderNumber}`;

/** Parts of orders on the lines they go to: what a file or a form put there, else what an earlier carry-over made. */
async function partsThere(tx: Tx, year: FiscalYear, orders: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query
    .selectFrom('commitment as c')
    .innerJoin('budget_line as l', 'l.id', 'c.line_id')
    .where('c.order_number', 'in', orders)
    .where('l.year', '=', year)
    .where((eb) => eb.or([eb('c.carried', '=', 1), eb('c.due_year', '=', year)]))
    .orderBy('c.carried', 'desc')
    .select(['c.id', 'c.order_number as orderNumber', 'c.line_id as lineId'])
    .execute();
  return new Map(rows.map((row) => [placeOf(row), row.id]));
}

async function makeParts(
  tx: Tx,
  year: FiscalYear,
  orders: readonly RoutedOrder[],
  origin: Origin,
): Promise<Map<string, number>> {
  const numbers = [...new Set(orders.map((order) => order.orderNumber))];
  const there = await partsThere(tx, year, numbers);
  const fresh = new Map(
    orders
      .map((order) => [placeOf({ ...order, lineId: order.targetLineId }), order] as const)
      .filter(([place]) => !there.has(place)),
  );
  const rows = [...fresh.values()].map((order) => ({
    order_number: order.orderNumber,
    line_id: order.targetLineId,
    text: order.text,
    ordered_on: order.orderedOn,
    due_year: year,
    carried: 1 as const,
    origin,
    recorded_seq: tx.seq,
  }));
  if (rows.length === 0) return there;
  await tx.query.insertInto('commitment').values(rows).execute();
  return partsThere(tx, year, numbers);
}

/**
 * Takes orders along into the lines of the next year: writes what is taken along, then what that comes to now, and has
 * the invoices of the new year release there. In the transaction of the approval. Returns the number of orders.
 */
export async function carryOrders(
  tx: Tx,
  given: { year: FiscalYear; orders: readonly RoutedOrder[]; on: IsoDate; requestId: number; origin: Origin },
): Promise<number> {
  const { year, orders, on, requestId, origin } = given;
  for (const batch of batches(orders)) {
    const parts = await makeParts(tx, year + 1, batch, origin);
    const rows = batch.map((order) => {
      const to_id = parts.get(placeOf({ ...order, lineId: order.targetLineId }));
      if (to_id === undefined)
        throw new Error(`Part of a carried order was not written: ${order.orderNumber}`);
      return {
        from_id: order.partId,
        to_id,
        cents: order.limitCents,
        effective_on: on,
        request_id: requestId,
        reverses_id: null,
        origin,
        recorded_seq: tx.seq,
      };
    });
    await addCarries(tx, rows);
  }
  await settleOrders(
    tx,
    orders.map((order) => order.orderNumber),
    origin,
  );
  return orders.length;
}

/** Writes down which part of which order goes along into which year, or comes back. */
export async function addCarries(tx: Tx, rows: readonly Insertable<CommitmentCarryTable>[]): Promise<void> {
  for (const some of batches(rows)) await tx.query.insertInto('commitment_carry').values(some).execute();
}
