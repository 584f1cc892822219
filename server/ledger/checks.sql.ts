import { sql } from 'kysely';
import { ALL_LINES } from '#shared/reconciliation/terms.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import type { PostingPass } from './posting-pass.sql.ts';

/** The stored days equal what the postings and their assignments say when added anew (0020). */
export function storedDays({ days: { rows, faults } }: PostingPass): Finding {
  return finding(faults === 0 ? [] : [`${faults} Tagessummen weichen ab`], `${rows} Summen`);
}

/** The stored months, and what all lines have together, equal the stored days, which equal the postings (0006, 0020). */
export async function storedTotals(read: Queries): Promise<Finding> {
  const rows = await sql<{ faults: number; rows: number }>`
    with both_sides as (
      select line_id, ledger, fiscal_year, substr(day, 1, 7) as month, recorded_seq, cents, postings from actual_day
      where line_id <> ${sql.lit(ALL_LINES)}
      union all
      select line_id, ledger, fiscal_year, month, recorded_seq, -cents, -postings from actual_month
      union all
      select ${sql.lit(ALL_LINES)}, ledger, fiscal_year, day, recorded_seq, cents, postings from actual_day where line_id > 0
      union all
      select line_id, ledger, fiscal_year, day, recorded_seq, -cents, -postings from actual_day
      where line_id = ${sql.lit(ALL_LINES)}
    ), sums as (
      select sum(cents) as cents, sum(postings) as postings from both_sides
      group by line_id, ledger, fiscal_year, month, recorded_seq
    )
    select cast(count(*) as bigint) as rows,
      cast(coalesce(sum(case when cents <> 0 or postings <> 0 then 1 else 0 end), 0) as bigint) as faults from sums`.execute(
    read,
  );
  const { faults, rows: total } = rows.rows[0] ?? { faults: 0, rows: 0 };
  return finding(faults === 0 ? [] : [`${faults} Summen weichen ab`], `${total} Summen`);
}
