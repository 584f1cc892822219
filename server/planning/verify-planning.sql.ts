import { sql } from 'kysely';
import type { Queries } from '../db/database.ts';

/** A posting that an order of its ledger knows: cost accounting is outside the budget and releases nothing. */
const OF_AN_ORDER = sql`p.order_number is not null and p.ledger <> 'costing' and exists (
  select 1 from commitment c left join budget_line l on l.id = c.line_id
  where c.order_number = p.order_number and (c.line_id is null or l.ledger = p.ledger))`;

/**
 * Order and invoice are never both counted (domain.md section 3): every invoice of an order has released exactly
 * what counts of it, a credit note has taken back no more than it says, and both together what the year came to.
 * Faults in words, and how much was checked.
 */
export async function ordersSettled(read: Queries): Promise<[faults: string[], scope: string]> {
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
  return [
    [
      ...(faults === 0 ? [] : [`${faults} Rechnungen geben ihre Bestellung nicht richtig frei`]),
      ...(years === 0 ? [] : [`${years} Bestellungen sind in einem Jahr nicht richtig freigegeben`]),
    ],
    `${postings} Rechnungen`,
  ];
}
