import { sql } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import { UNDO_SOURCE } from '#shared/imports/terms.ts';
import type { Cents } from '#shared/money.ts';
import { ALL_LINES, EXCLUDED_LINE, UNASSIGNED_LINE } from '#shared/reconciliation/terms.ts';
import type { Engine, Queries } from '../db/database.ts';
import { isLost } from '../db/lost-signs.sql.ts';

/** How many stored sums were looked at, and how many differ from what the postings say. */
export interface Compared {
  rows: number;
  faults: number;
}

/** What several checks ask of all postings, from one look at each. */
export interface PostingPass {
  /** Stored days against postings and assignments (0020). */
  days: Compared;
  /** Stored sums of SAP's periods against postings and assignments (0014). */
  sapSums: Compared;
  /** What each import booked, without what took it back. */
  imports: Map<number, { cents: Cents; rows: number }>;
  /** The newest change that booked into each month. */
  months: Map<string, number>;
  /** Groups of postings whose day lies outside their year or period, and the last day of all. */
  odd: number;
  /** Groups whose account or object holds what no file can. */
  lostCodes: number;
  lastDay: IsoDate | null;
}

interface PassRow {
  part: 'days' | 'sap' | 'import' | 'month' | 'odd' | 'lost';
  id: number;
  text: string | null;
  rows: number;
  value: number;
}

const line = sql.lit(UNASSIGNED_LINE);
const SAP_KEY = sql`fiscal_year, period, ledger, sub_budget, account, source, part, recorded_seq`;

/** Postings that no check needs apart, added up: a million of them are some hundred thousand sums. */
const GROUPS = sql`
  select coalesce(line_id, ${line}) as line_id, posted_on as day, ledger, fiscal_year, recorded_seq, period,
    coalesce(sub_budget, '') as sub_budget, account, cost_object, source, import_id,
    case when sap_posted_on is null then 0 else 1 end as late, sum(cents) as cents, count(*) as n
  from posting group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`;

const DAYS = sql`
  select sum(cents) as cents, sum(postings) as postings, sum(parts) as parts from (
    select line_id, day, ledger, fiscal_year, recorded_seq, cents, n as postings, n as parts from p
    union all
    select case target when 'line' then line_id when 'open' then ${line} else ${sql.lit(EXCLUDED_LINE)} end,
      effective_on, ledger, fiscal_year, recorded_seq, cents, postings, 1 from assignment
    union all
    select line_id, day, ledger, fiscal_year, recorded_seq, -cents, -postings, -parts from actual_day
    where line_id <> ${sql.lit(ALL_LINES)}
  ) as both_sides group by line_id, day, ledger, fiscal_year, recorded_seq`;

const SAP_SUMS = sql`
  select sum(cents) as cents, sum(postings) as postings, sum(assigned) as assigned, sum(open_part) as open_part,
    sum(left_out) as left_out, sum(late) as late, sum(late_rows) as late_rows from (
    select fiscal_year, period, ledger, sub_budget, account, source, 'posting' as part, recorded_seq, cents,
      n as postings, case when line_id = ${line} then 0 else cents end as assigned,
      case when line_id = ${line} then cents else 0 end as open_part, 0 as left_out, late * cents as late,
      late * n as late_rows from p
    union all
    select p.fiscal_year, p.period, p.ledger, coalesce(p.sub_budget, ''), p.account, p.source, 'assignment',
      a.recorded_seq, 0, 0, case when a.target = 'line' then a.cents else 0 end,
      case when a.target = 'open' then a.cents else 0 end,
      case when a.target = 'excluded' then a.cents else 0 end, 0, 0
    from assignment a join posting p on p.id = a.posting_id
    union all
    select ${SAP_KEY}, -cents, -postings, -assigned_cents, -open_cents, -excluded_cents, -late_cents,
      -late_postings from sap_total
  ) as both_sides group by ${SAP_KEY}`;

/** A day outside its year, or in another month than SAP's period; what was taken over late has its own check. */
const IS_ODD = sql`late = 0 and source <> ${sql.lit(UNDO_SOURCE)} and (
  substr(day, 1, 4) <> cast(fiscal_year as text)
  or substr(day, 6, 2) <> case when period > '12' then '12' else period end)`;

const big = (text: ReturnType<typeof sql>) => sql`cast(coalesce(${text}, 0) as bigint)`;

/**
 * One look at every posting for all checks that ask about the same snapshot: sorting a million rows is most of what each
 * of them would do.
 */
export async function postingPass(read: Queries, engine: Engine): Promise<PostingPass> {
  const { rows } = await sql<PassRow>`
    with p as materialized (${GROUPS}), days as (${DAYS}), saps as (${SAP_SUMS})
    select 'days' as part, ${big(sql`0`)} as id, cast(null as text) as text, ${big(sql`count(*)`)} as rows,
      ${big(sql`sum(case when cents <> 0 or postings <> 0 or parts <> 0 then 1 else 0 end)`)} as value from days
    union all
    select 'sap', 0, null, count(*), ${big(sql`sum(case when cents <> 0 or postings <> 0 or assigned <> 0
      or open_part <> 0 or left_out <> 0 or late <> 0 or late_rows <> 0 then 1 else 0 end)`)} from saps
    union all
    select 'import', import_id, null, ${big(sql`sum(n)`)}, ${big(sql`sum(cents)`)} from p
    where source <> ${sql.lit(UNDO_SOURCE)} group by import_id
    union all
    select 'month', ${big(sql`max(recorded_seq)`)}, substr(day, 1, 7), 0, 0 from p group by substr(day, 1, 7)
    union all
    select 'odd', 0, max(day), ${big(sql`sum(case when ${IS_ODD} then 1 else 0 end)`)}, 0 from p
    union all
    select 'lost', 0, null, count(*), 0 from p
    where ${isLost(engine, sql.ref('account'))} or ${isLost(engine, sql.ref('cost_object'))}`.execute(read);
  const of = (part: PassRow['part']): PassRow[] => rows.filter((row) => row.part === part);
  const [days] = of('days');
  const [saps] = of('sap');
  const [odd] = of('odd');
  return {
    days: { rows: days?.rows ?? 0, faults: days?.value ?? 0 },
    sapSums: { rows: saps?.rows ?? 0, faults: saps?.value ?? 0 },
    // Their columns are those of the types.
    imports: new Map(of('import').map(({ id, rows: n, value }) => [id, { rows: n, cents: value as Cents }])),
    months: new Map(of('month').map(({ id, text }) => [text ?? '', id])),
    odd: odd?.rows ?? 0,
    lostCodes: of('lost')[0]?.rows ?? 0,
    lastDay: (odd?.text ?? null) as IsoDate | null,
  };
}
