import { sql } from 'kysely';
import { monthWords } from '#shared/periods/periods.ts';
import type { Queries } from '../db/database.ts';
import type { Finding } from '../history/verify-checks.sql.ts';

/** The stored SAP totals equal what the postings and their assignments say when added anew (0014). */
export async function sapTotalsMatch(read: Queries): Promise<Finding> {
  const key = sql`fiscal_year, period, ledger, sub_budget, account, source, part, recorded_seq`;
  const rows = await sql<{ faults: number; rows: number }>`
    with both_sides as (
      select fiscal_year, period, ledger, coalesce(sub_budget, '') as sub_budget, account, source,
        'posting' as part, recorded_seq, cents, 1 as postings,
        case when line_id is null then 0 else cents end as assigned,
        case when line_id is null then cents else 0 end as open_part, 0 as left_out,
        case when sap_posted_on is null then 0 else cents end as late,
        case when sap_posted_on is null then 0 else 1 end as late_rows
      from posting
      union all
      select p.fiscal_year, p.period, p.ledger, coalesce(p.sub_budget, ''), p.account, p.source, 'assignment',
        a.recorded_seq, 0, 0, case when a.target = 'line' then a.cents else 0 end,
        case when a.target = 'open' then a.cents else 0 end,
        case when a.target = 'excluded' then a.cents else 0 end, 0, 0
      from assignment a join posting p on p.id = a.posting_id
      union all
      select ${key}, -cents, -postings, -assigned_cents, -open_cents, -excluded_cents, -late_cents, -late_postings
      from sap_total
    ), sums as (
      select sum(cents) as cents, sum(postings) as postings, sum(assigned) as assigned, sum(open_part) as open_part,
        sum(left_out) as left_out, sum(late) as late, sum(late_rows) as late_rows
      from both_sides group by ${key}
    )
    select cast(count(*) as bigint) as rows, cast(coalesce(sum(case when cents <> 0 or postings <> 0 or assigned <> 0
      or open_part <> 0 or left_out <> 0 or late <> 0 or late_rows <> 0 then 1 else 0 end), 0) as bigint) as faults
    from sums`.execute(read);
  const { faults, rows: total } = rows.rows[0] ?? { faults: 0, rows: 0 };
  return { faults: faults === 0 ? [] : [`${faults} SAP-Summen weichen ab`], scope: `${total} Summen` };
}

/** Nothing that counts up to the end of a closed month was recorded after its closing (promises.md I8). */
export async function closedMonthsUntouched(read: Queries): Promise<Finding> {
  // Few months per table, so that each is looked at once before it meets the periods.
  const newest = (table: string, day: string) => sql`
    select substr(${sql.raw(day)}, 1, 7) as month, max(recorded_seq) as seq from ${sql.raw(table)} group by 1`;
  const rows = await sql<{ month: string }>`
    with facts as (
      ${newest('posting', 'posted_on')} union all ${newest('assignment', 'effective_on')}
      union all ${newest('movement', 'effective_on')} union all ${newest('commitment_entry', 'effective_on')}
    )
    select f.month as month from facts f
      join period p on p.state = 'closed' and f.month <= p.month and f.seq > p.recorded_seq
    group by f.month order by f.month`.execute(read);
  const closed = await read.selectFrom('period').where('state', '=', 'closed').select('month').execute();
  return {
    faults: rows.rows.map((row) => `${monthWords(row.month)}: nach dem Schließen verändert`),
    scope: `${closed.length} Perioden`,
  };
}
