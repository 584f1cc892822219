import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Cents } from '#shared/money.ts';
import { formatEuro } from '#shared/money.ts';
import { inNaturalOrder } from '#shared/order.ts';
import { ALL_LINES, EXCLUDED_LINE, UNASSIGNED_LINE } from '#shared/reconciliation/terms.ts';
import type { Queries } from '../db/database.ts';
import { countRows, sumOfCents } from '../db/sums.ts';
import { firstBrokenLink } from './history.sql.ts';

const MOST_NAMED = 20;

/** What a check found: faults in words, or how much it went through without one. */
export interface Finding {
  faults: string[];
  scope: string;
}

export function finding(faults: string[], scope: string): Finding {
  return { faults, scope };
}

/** Every history row follows from the one before (0005). */
export async function historyChain(read: Queries): Promise<Finding> {
  const { seq, rows } = await firstBrokenLink(read);
  return finding(seq === null ? [] : [`Eintrag ${seq} passt nicht zu dem davor`], `${rows} Einträge`);
}

/** ΣU = 0 per year and ledger (domain.md section 3). */
export async function transfersBalance(read: Queries): Promise<Finding> {
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .where('m.kind', '=', 'U')
    .groupBy(['l.year', 'l.ledger'])
    .select((eb) => ['l.year', 'l.ledger', sumOfCents(eb.ref('m.cents')).as('cents')])
    .execute();
  const faults = rows
    .filter((row) => row.cents !== 0)
    .map((row) => `${row.year} ${row.ledger}: ${formatEuro(row.cents)} €`);
  return finding(faults, `${rows.length} Jahre und Haushalte`);
}

/** Carry-over out of y = into y+1: every pair sums to zero and goes one year forward. */
export async function carryOversBalance(read: Queries): Promise<Finding> {
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .where('m.kind', '=', 'E')
    .groupBy(['m.pair_key', 'l.ledger'])
    .select((eb) => [
      'm.pair_key as pair',
      sumOfCents(eb.ref('m.cents')).as('cents'),
      sql<number>`cast(max(l.year) - min(l.year) as bigint)`.as('years'),
    ])
    .execute();
  const faults = rows
    .filter((row) => row.pair !== null && (row.cents !== 0 || row.years !== 1))
    .map((row) => `${row.pair ?? ''}: ${formatEuro(row.cents)} €`);
  return finding(faults, `${rows.length} Paare`);
}

/** Every project has a state: without one it would be on no page at any date. */
export async function projectStates(read: Queries): Promise<Finding> {
  const rows = await read
    .selectFrom('project as p')
    .leftJoin('project_state as st', 'st.project_id', 'p.id')
    .groupBy('p.number')
    .select((eb) => ['p.number', eb.fn.min('st.id').as('first')])
    .execute();
  const faults = inNaturalOrder(rows, (row) => row.number)
    .filter((row) => row.first === null)
    .map((row) => `${row.number}: kein Stand`);
  return finding(faults, `${rows.length} Projekte`);
}

/** Where every part of every posting is: where the import put it, and what was decided later. */
const PARTS = sql`
  select id as posting_id, coalesce(line_id, ${sql.lit(UNASSIGNED_LINE)}) as line_id, ledger, fiscal_year,
    posted_on as day, recorded_seq, cents, 1 as postings from posting
  union all
  select posting_id, case target when 'line' then line_id when 'open' then ${sql.lit(UNASSIGNED_LINE)}
    else ${sql.lit(EXCLUDED_LINE)} end, ledger, fiscal_year, effective_on, recorded_seq, cents, postings
  from assignment`;

/** The stored days equal what the postings and their assignments say when added anew (0020). */
export async function storedDays(read: Queries): Promise<Finding> {
  const rows = await sql<{ faults: number; rows: number }>`
    with both_sides as (
      select line_id, ledger, fiscal_year, day, recorded_seq, cents, postings, 1 as parts from (${PARTS}) as part
      union all
      select line_id, ledger, fiscal_year, day, recorded_seq, -cents, -postings, -parts from actual_day
      where line_id <> ${sql.lit(ALL_LINES)}
    ), sums as (
      select sum(cents) as cents, sum(postings) as postings, sum(parts) as parts from both_sides
      group by line_id, day, ledger, fiscal_year, recorded_seq
    )
    select cast(count(*) as bigint) as rows,
      cast(coalesce(sum(case when cents <> 0 or postings <> 0 or parts <> 0 then 1 else 0 end), 0) as bigint) as faults from sums`.execute(
    read,
  );
  const { faults, rows: total } = rows.rows[0] ?? { faults: 0, rows: 0 };
  return finding(faults === 0 ? [] : [`${faults} Tagessummen weichen ab`], `${total} Summen`);
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

/** Every change of an assignment moves what is there: Σ per posting and change = 0. */
export async function assignmentsBalance(read: Queries): Promise<Finding> {
  const rows = await read
    .selectFrom('assignment')
    .groupBy(['posting_id', 'recorded_seq'])
    .select((eb) => ['posting_id as postingId', sumOfCents(eb.ref('cents')).as('cents')])
    .having((eb) => eb(sumOfCents(eb.ref('cents')), '<>', 0 as Cents))
    .limit(MOST_NAMED)
    .execute();
  const { count } = await read
    .selectFrom('assignment')
    .select(countRows().as('count'))
    .executeTakeFirstOrThrow();
  const faults = rows.map((row) => `Buchung ${row.postingId}: ${formatEuro(row.cents)} €`);
  return finding(faults, `${count} Zuordnungen`);
}

/** The basket holds what of each posting belongs nowhere, no more and no less. */
export async function basketMatches(read: Queries): Promise<Finding> {
  const rows = await sql<{ faults: number; rows: number }>`
    with fresh as (
      select posting_id, cents from (
        select id as posting_id, cents from posting where line_id is null
        union all
        select posting_id, cents from assignment where target = 'open'
      ) as parts
    ), sums as (
      select posting_id, sum(cents) as cents from (
        select posting_id, cents from fresh union all select posting_id, -cents from open_posting
      ) as both_sides group by posting_id
    )
    select cast(count(*) as bigint) as rows,
      cast(coalesce(sum(case when cents <> 0 then 1 else 0 end), 0) as bigint) as faults from sums`.execute(
    read,
  );
  const { faults, rows: total } = rows.rows[0] ?? { faults: 0, rows: 0 };
  return finding(faults === 0 ? [] : [`${faults} Buchungen weichen ab`], `${total} Buchungen`);
}

/** An issued report still has the hash it was issued with (0009). */
export async function issuedReports(read: Queries): Promise<Finding> {
  const rows = await read.selectFrom('issued_report').select(['id', 'content', 'sha256']).execute();
  const faults = rows
    .filter((row) => createHash('sha256').update(row.content).digest('hex') !== row.sha256)
    .map((row) => `Bericht ${row.id} wurde verändert`);
  return finding(faults, `${rows.length} Berichte`);
}
