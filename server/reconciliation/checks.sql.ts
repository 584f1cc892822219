import { sql } from 'kysely';
import type { Cents } from '#shared/money.ts';
import { formatEuro } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { countRows, sumOfCents } from '../db/sums.ts';

const MOST_NAMED = 20;

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

async function usesOff(read: Queries): Promise<{ faults: number; rows: number }> {
  const { rows } = await sql<{ faults: number; rows: number }>`
    with both_sides as (
      select n.vendor, l.ledger, l.number, n.postings from (
        select vendor, line_id, count(*) as postings from posting
        where vendor is not null and line_id is not null group by vendor, line_id
      ) as n join budget_line l on l.id = n.line_id
      union all
      select p.vendor, l.ledger, l.number, a.postings
      from assignment a join posting p on p.id = a.posting_id join budget_line l on l.id = a.line_id
      where p.vendor is not null
      union all
      select vendor, ledger, number, -postings from vendor_use
    ), sums as (select sum(postings) as postings from both_sides group by vendor, ledger, number)
    select cast(count(*) as bigint) as rows,
      cast(coalesce(sum(case when postings <> 0 then 1 else 0 end), 0) as bigint) as faults from sums`.execute(
    read,
  );
  return rows[0] ?? { faults: 0, rows: 0 };
}

async function recordsOff(read: Queries): Promise<{ faults: number; rows: number }> {
  const { rows } = await sql<{ faults: number; rows: number }>`
    with both_sides as (
      select a.rule_id, 1 as taken, case when exists (select 1 from assignment l where l.posting_id = a.posting_id
        and l.recorded_seq > a.recorded_seq) then 1 else 0 end as corrected
      from assignment a where a.rule_id is not null and a.postings = 1
      union all
      select p.rule_id, 1, case when exists (select 1 from assignment l where l.posting_id = p.id) then 1 else 0 end
      from posting p where p.rule_id is not null and p.line_id is not null
      union all
      select rule_id, -taken, -corrected from rule_record
    ), sums as (select sum(taken) as taken, sum(corrected) as corrected from both_sides group by rule_id)
    select cast(count(*) as bigint) as rows,
      cast(coalesce(sum(case when taken <> 0 or corrected <> 0 then 1 else 0 end), 0) as bigint) as faults from sums`.execute(
    read,
  );
  return rows[0] ?? { faults: 0, rows: 0 };
}

/** The stored counts equal what postings and assignments say when counted anew. */
export async function placedMatch(read: Queries): Promise<Finding> {
  const [uses, records] = [await usesOff(read), await recordsOff(read)];
  const off = [
    ...(uses.faults === 0 ? [] : [`${uses.faults} Zählungen je Kreditor weichen ab`]),
    ...(records.faults === 0 ? [] : [`die Bilanz von ${records.faults} Regelfassungen weicht ab`]),
  ];
  return { faults: off, scope: `${uses.rows + records.rows} Zählungen` };
}
