import { sql } from 'kysely';
import { formatEuro, toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { missingCarries } from '#shared/planning/releases.ts';
import { orderFacts } from './order-facts.sql.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { countRows } from '../db/sums.ts';

/** A posting that an order of its ledger knows: cost accounting is outside the budget and releases nothing. */
const OF_AN_ORDER = sql`p.order_number is not null and p.ledger <> 'costing' and exists (
  select 1 from commitment c left join budget_line l on l.id = c.line_id
  where c.order_number = p.order_number and (c.line_id is null or l.ledger = p.ledger))`;

/**
 * Order and invoice are never both counted (domain.md section 3): every invoice of an order has released exactly
 * what counts of it, a credit note has taken back no more than it says, and both together what the year came to.
 * Faults in words, and how much was checked.
 */
export async function ordersSettled(read: Queries): Promise<Finding> {
  const { rows } = await sql<{ faults: number; postings: number; years: number }>`
    with own as (
      select p.id as posting_id, p.order_number, p.ledger, p.cents,
        coalesce(taken.fiscal_year, p.fiscal_year) as fiscal_year
      from posting p left join posting taken on taken.id = p.reverses_id where ${OF_AN_ORDER}
    ), both_sides as (
      select posting_id, cents as counts, 0 as released from own
      union all
      select a.posting_id, -a.cents, 0 from assignment a join own on own.posting_id = a.posting_id
      where a.target = 'excluded'
      union all
      select posting_id, 0, cents from commitment_entry where kind = 'released' and posting_id is not null
    ), sums as (
      select posting_id, sum(counts) as counts, sum(released) as released from both_sides group by posting_id
    ), of_year as (
      select own.order_number, own.fiscal_year, sum(counts) as counts, sum(released) as released
      from sums join own on own.posting_id = sums.posting_id
      group by own.order_number, own.fiscal_year having min(own.ledger) = max(own.ledger)
    )
    select
      (select cast(count(*) as bigint) from sums) as postings,
      (select cast(count(*) as bigint) from sums where case when counts >= 0 then released <> counts
        else released > 0 or released < counts end) as faults,
      (select cast(count(*) as bigint) from of_year
        where released <> case when counts > 0 then counts else 0 end) as years`.execute(read);
  const { faults, postings, years } = rows[0] ?? { faults: 0, postings: 0, years: 0 };
  return finding(
    [
      ...(faults === 0 ? [] : [`${faults} Rechnungen geben ihre Bestellung nicht richtig frei`]),
      ...(years === 0 ? [] : [`${years} Bestellungen sind in einem Jahr nicht richtig freigegeben`]),
    ],
    `${postings} Rechnungen`,
  );
}

/** Orders named in one fault; the rest is counted. */
const MOST_NAMED = 20;

/**
 * Orders follow the money they are carried over with (0030): no line is short in the old year because of an order that
 * was known when all its money went into the next. Each with what of it the money should have taken along.
 */
export async function ordersFollowed(read: Queries): Promise<Finding> {
  const left = await ordersLeftBehind(read);
  const faults = left
    .slice(0, MOST_NAMED)
    .map(
      (order) =>
        `Bestellung ${order.orderNumber} blieb mit ${formatEuro(order.cents)} € auf Zeile ${order.line}, ${order.year}, obwohl ihr Geld nach ${order.year + 1} übertragen ist („Aufträge nachziehen“)`,
    );
  const more = left.length - faults.length;
  const carried = await read
    .selectFrom('commitment_carry')
    .where('reverses_id', 'is', null)
    .select(countRows().as('n'))
    .executeTakeFirstOrThrow();
  return finding(
    [...faults, ...(more > 0 ? [`und ${more} weitere Bestellungen`] : [])],
    `${carried.n} mitgenommene Bestellungen`,
  );
}

/** What was carried out of a line less what orders it took along, and since when; V < 0 is what is short. */
const SHORT_LINES = sql`
  select l.id, l.number, l.year, m.seq, -m.cents as carried, coalesce(a.cents, 0) as along, coalesce(f.cents, 0)
    - coalesce(o.cents, 0) - coalesce(i.cents, 0) as available
  from (select line_id, cast(sum(mm.cents) as bigint) as cents, max(mm.recorded_seq) as seq from movement mm
      join budget_line own on own.id = mm.line_id join budget_line c on c.id = mm.counter_line_id
      where mm.kind = 'E' and c.year > own.year group by line_id) m
  join budget_line l on l.id = m.line_id
  left join (select line_id, cast(sum(case when kind = 'S' then -cents else cents end) as bigint) as cents
      from movement group by line_id) f on f.line_id = l.id
  left join (select line_id, cast(sum(cents) as bigint) as cents from actual_month group by line_id) i on i.line_id = l.id
  left join (select c.line_id, cast(sum(case when r.rest > 0 then r.rest else 0 end) as bigint) as cents
      from commitment c join budget_line cl on cl.id = c.line_id and c.due_year <= cl.year
      join (select commitment_id, sum(case when kind = 'ordered' then cents else -cents end) as rest
        from commitment_entry group by commitment_id) r on r.commitment_id = c.id
      group by c.line_id) o on o.line_id = l.id
  left join (select c.line_id, cast(sum(case when e.kind = 'cancelled' then e.cents else 0 end) as bigint) as cents
      from commitment_entry e join commitment c on c.id = e.commitment_id where e.carry_id is not null
      group by c.line_id) a on a.line_id = l.id
  where m.cents < 0`;

interface LeftBehind {
  orderNumber: string;
  line: string;
  year: number;
  cents: Cents;
}

/** Orders that were known at the last carry-over of their line, are open at the end of its year and never went along. */
async function ordersLeftBehind(read: Queries): Promise<LeftBehind[]> {
  const { rows } = await sql<LeftBehind & { lineId: number; reach: number }>`
    select l.id as "lineId", l.number as line, l.year, c.order_number as "orderNumber",
      cast(r.rest as bigint) as cents,
      cast(case when -l.available < l.carried - l.along then -l.available else l.carried - l.along end as bigint) as reach
    from (${SHORT_LINES}) l
    join commitment c on c.line_id = l.id and c.due_year <= l.year
    join (select commitment_id, sum(case when kind = 'ordered' then cents else -cents end) as rest
      from commitment_entry group by commitment_id) r on r.commitment_id = c.id
    where l.available < 0 and l.carried > l.along and r.rest > 0 and c.recorded_seq <= l.seq
      and (select sum(case when kind = 'ordered' then cents else -cents end) from commitment_entry
        where commitment_id = c.id and recorded_seq <= l.seq) > 0
      and not exists (select 1 from commitment_carry y where y.from_id = c.id)
    order by l.year, l.number, c.ordered_on, c.order_number`.execute(read);
  const left = new Map<number, number>();
  return rows.flatMap(({ lineId, reach, ...order }) => {
    const rest = left.get(lineId) ?? reach;
    const cents = Math.min(rest, order.cents);
    left.set(lineId, rest - cents);
    return cents > 0 ? [{ ...order, cents: toCents(cents) }] : [];
  });
}

const ORDERS_AT_ONCE = 500;

/** What is written about orders that went along is what their invoices and limits say when gone through anew, in both halves. */
export async function carriesTaken(read: Queries): Promise<Finding> {
  const halves = await sql<{ orderNumber: string }>`
    select c.order_number as "orderNumber" from commitment_entry e
    join commitment_carry y on y.id = e.carry_id join commitment c on c.id = y.from_id
    group by y.id, c.order_number, y.from_id, y.to_id
    having sum(case when e.kind = 'ordered' then e.cents else -e.cents end) <> 0
      or sum(case when e.commitment_id = case e.kind when 'ordered' then y.to_id else y.from_id end then 0 else 1 end) > 0
    order by c.order_number`.execute(read);
  const faults = halves.rows.map(
    ({ orderNumber }) => `Bestellung ${orderNumber}: beide Hälften sind verschieden`,
  );
  const orders = await read
    .selectFrom('commitment_carry as y')
    .innerJoin('commitment as c', 'c.id', 'y.from_id')
    .orderBy('c.order_number')
    .select('c.order_number as orderNumber')
    .distinct()
    .execute();
  for (let at = 0; at < orders.length; at += ORDERS_AT_ONCE) {
    const numbers = orders.slice(at, at + ORDERS_AT_ONCE).map((order) => order.orderNumber);
    for (const [number, order] of await orderFacts(read, numbers))
      for (const { cents } of missingCarries(order, order.carriedSoFar))
        faults.push(`Bestellung ${number}: mitgenommen ist um ${formatEuro(cents)} € zu wenig`);
  }
  return finding(faults, `${orders.length} Bestellungen`);
}
