import { sql } from 'kysely';
import type { Queries } from '../db/database.ts';

/** A posting that an order of its ledger knows: cost accounting is outside the budget and releases nothing. */
const OF_AN_ORDER = sql`p.order_number is not null and p.ledger <> 'costing' and exists (
  select 1 from commitment c left join budget_line l on l.id = c.line_id
  where c.order_number = p.order_number and (c.line_id is null or l.ledger = p.ledger))`;

/**
 * Every invoice of an order has released exactly what counts of it, once: order and invoice are never both counted
 * (domain.md section 3). Faults in words, and how much was checked.
 */
export async function ordersSettled(read: Queries): Promise<[faults: string[], scope: string]> {
  const { rows } = await sql<{ faults: number; postings: number }>`
    with both_sides as (
      select p.id as posting_id, p.cents from posting p where ${OF_AN_ORDER}
      union all
      select a.posting_id, -a.cents from assignment a join posting p on p.id = a.posting_id
      where a.target = 'excluded' and ${OF_AN_ORDER}
      union all
      select posting_id, -cents from commitment_entry where kind = 'released' and posting_id is not null
    ), sums as (
      select posting_id, sum(cents) as cents from both_sides group by posting_id
    )
    select cast(count(*) as bigint) as postings,
      cast(coalesce(sum(case when cents <> 0 then 1 else 0 end), 0) as bigint) as faults from sums`.execute(
    read,
  );
  const { faults, postings } = rows[0] ?? { faults: 0, postings: 0 };
  return [
    faults === 0 ? [] : [`${faults} Rechnungen geben ihre Bestellung nicht richtig frei`],
    `${postings} Rechnungen`,
  ];
}
