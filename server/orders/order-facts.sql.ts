import { sql } from 'kysely';
import { toCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type {
  Carried,
  Invoice,
  OrderCarry,
  OrderFacts,
  OrderPart,
  Released,
} from '#shared/planning/releases.ts';
import type { Queries } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';

interface Ordered {
  orderNumber: string;
}

/** A part with the line it is on; `binds` = it counts in O of that line, not as what later years owe. */
export interface SettledPart extends OrderPart {
  lineId: number | null;
  binds: boolean;
}

/** The parts of orders with the ledger of their line and what was ordered less what was cancelled, before any carry-over. */
async function partsOf(read: Queries, orders: readonly string[]): Promise<(SettledPart & Ordered)[]> {
  const rows = await read
    .selectFrom('commitment as c')
    .leftJoin('budget_line as l', 'l.id', 'c.line_id')
    .where('c.order_number', 'in', orders)
    .select(['c.id', 'c.order_number as orderNumber', 'c.due_year as dueYear', 'c.carried'])
    .select(['l.ledger', 'l.id as lineId', 'l.year as lineYear'])
    .select((eb) =>
      eb
        .selectFrom('commitment_entry as e')
        .whereRef('e.commitment_id', '=', 'c.id')
        .where('e.carry_id', 'is', null)
        .where('e.kind', '<>', 'released')
        .select(
          sumOfCents(sql<Cents>`case when e.kind = 'ordered' then e.cents else -e.cents end`).as('cents'),
        )
        .as('cents'),
    )
    .execute();
  return rows.map(({ lineYear, ...row }) => ({
    ...row,
    cents: row.cents ?? toCents(0),
    carried: row.carried === 1,
    binds: lineYear !== null && row.dueYear <= lineYear,
  }));
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

/** What was taken along into later years and still stands, and what of it is written so far. */
async function carriesOf(
  read: Queries,
  orders: readonly string[],
): Promise<{ carries: (OrderCarry & Ordered)[]; carried: (Carried & Ordered)[] }> {
  const carries = await read
    .selectFrom('commitment_carry as y')
    .innerJoin('commitment as c', 'c.id', 'y.from_id')
    .innerJoin('budget_line as l', 'l.id', 'c.line_id')
    .leftJoin('commitment_carry as back', 'back.reverses_id', 'y.id')
    .where('c.order_number', 'in', orders)
    .where('y.reverses_id', 'is', null)
    .orderBy('y.id')
    .select(['y.id', 'y.from_id as fromId', 'y.to_id as toId', 'y.effective_on as on', 'l.year'])
    .select(['c.order_number as orderNumber', 'y.cents'])
    .select(['back.id as backId', 'back.effective_on as backOn'])
    .execute();
  if (carries.length === 0) return { carries: [], carried: [] };
  const carried = await read
    .selectFrom('commitment_entry as e')
    .innerJoin('commitment_carry as y', 'y.id', 'e.carry_id')
    .innerJoin('commitment as c', 'c.id', 'y.from_id')
    .where('c.order_number', 'in', orders)
    .where('e.kind', '=', 'cancelled')
    .groupBy(['y.id', 'c.order_number'])
    .select((eb) => [
      'y.id as carryId',
      'c.order_number as orderNumber',
      sumOfCents(eb.ref('e.cents')).as('cents'),
    ])
    .execute();
  return {
    carries: carries.map(({ backId, backOn, ...row }) =>
      backId === null ? row : { ...row, cents: ZERO_CENTS, on: backOn ?? row.on },
    ),
    carried,
  };
}

/** An order as the rules see it, with what was written about it so far. */
export interface SettledOrder extends OrderFacts {
  parts: readonly SettledPart[];
  released: readonly Released[];
  carriedSoFar: readonly Carried[];
}

/** Orders by their number, in five statements. At most some hundred numbers a call. */
export async function orderFacts(
  read: Queries,
  orders: readonly string[],
): Promise<Map<string, SettledOrder>> {
  const byOrder = (one: Ordered): string => one.orderNumber;
  const parts = Map.groupBy(await partsOf(read, orders), byOrder);
  const invoices = Map.groupBy(await invoicesOf(read, orders), byOrder);
  const released = Map.groupBy(await releasedOf(read, orders), byOrder);
  const { carries, carried } = await carriesOf(read, orders);
  const [carriesBy, carriedBy] = [Map.groupBy(carries, byOrder), Map.groupBy(carried, byOrder)];
  return new Map(
    [...new Set([...parts.keys(), ...invoices.keys()])].map((order) => [
      order,
      {
        parts: parts.get(order) ?? [],
        invoices: invoices.get(order) ?? [],
        carries: carriesBy.get(order) ?? [],
        released: released.get(order) ?? [],
        carriedSoFar: carriedBy.get(order) ?? [],
      },
    ]),
  );
}
