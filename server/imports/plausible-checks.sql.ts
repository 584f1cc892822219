import { sql } from 'kysely';
import { businessDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { differencesOf, severityOf } from '#shared/imports/plausibility.ts';
import type { DatedRow } from '#shared/imports/differences.ts';
import type { Plausibility } from '#shared/imports/plausibility.ts';
import { UNDO_SOURCE } from '#shared/imports/terms.ts';
import type { MoneyKind } from '#shared/imports/terms.ts';
import { formatEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { monthWords } from '#shared/periods/periods.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import type { PostingPass } from '../ledger/posting-pass.sql.ts';

const MOST_NAMED = 20;
const ROWS_AT_ONCE = 5_000;

interface Candidate extends DatedRow {
  id: number;
  importId: number | null;
  document: string;
  cents: Cents;
}

/** What the profile of each import said about contradicting rows; imports without a word of their own are strict. */
async function rulesOf(read: Queries): Promise<Map<number, Plausibility>> {
  const rows = await read
    .selectFrom('import')
    .where('profile_json', 'like', '%"plausibility"%')
    .select(['id', 'profile_json as profile'])
    .execute();
  return new Map(
    rows.flatMap(({ id, profile }) => {
      const rule = (JSON.parse(profile) as { plausibility?: Plausibility }).plausibility;
      return rule ? [[id, rule] as const] : [];
    }),
  );
}

/** The last day the data itself knows of: what is dated after it was dated into the future. */
async function lastKnownDay(read: Queries): Promise<IsoDate | null> {
  const last = await read
    .selectFrom('history')
    .select('at')
    // Not the newest row: a clock that was set back must not make the past a future.
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? businessDate(last.at) : null;
}

const SAP_DAY = sql<IsoDate>`coalesce(p.sap_posted_on, p.posted_on)`;
const YEAR = sql<string>`cast(p.fiscal_year as text)`;

/** Postings that may contradict themselves, page by page: a rough question in SQL, the rule itself decides. */
function suspiciousPostings(
  read: Queries,
  after: number,
  { today, onlyLate }: { today: IsoDate; onlyLate: boolean },
): Promise<Candidate[]> {
  const postings = read.selectFrom('posting as p');
  return (onlyLate ? postings.where('p.sap_posted_on', 'is not', null) : postings)
    .leftJoin('taken_back as t', 't.posting_id', 'p.id')
    .where('p.id', '>', after)
    .where('p.source', '<>', UNDO_SOURCE)
    .where('t.posting_id', 'is', null)
    .where((eb) =>
      eb.or([
        eb(sql`substr(${SAP_DAY}, 1, 4)`, '<>', YEAR),
        eb.and([eb('p.period', '<=', '12'), eb(sql`substr(${SAP_DAY}, 6, 2)`, '<>', eb.ref('p.period'))]),
        eb.and([eb('p.period', '>', '12'), eb(sql`substr(${SAP_DAY}, 6, 2)`, '<>', '12')]),
        eb(SAP_DAY, '>', today),
      ]),
    )
    .orderBy('p.id')
    .limit(ROWS_AT_ONCE)
    .select([
      'p.id',
      'p.import_id as importId',
      sql<string>`'Beleg ' || coalesce(p.document_number || '/' || coalesce(p.line_item, ''), p.cost_object || ' ' || p.account)`.as(
        'document',
      ),
      'p.cents',
      'p.fiscal_year as fiscalYear',
      'p.period',
      SAP_DAY.as('postedOn'),
      sql<null>`null`.as('documentOn'),
    ])
    .execute();
}

/** Orders that are due before they were made, or made after the last day the data knows; taken back ones are 0,00. */
function suspiciousOrders(read: Queries, after: number, { today }: { today: IsoDate }): Promise<Candidate[]> {
  const made = sql<number>`cast(substr(c.ordered_on, 1, 4) as bigint)`;
  const ordered = sql<Cents>`(select cast(coalesce(sum(case when e.kind = 'ordered' then e.cents else 0 end), 0) as bigint)
    from commitment_entry e where e.commitment_id = c.id)`;
  return read
    .selectFrom('commitment as c')
    .where('c.id', '>', after)
    .where((eb) =>
      eb.or([
        eb('c.due_year', '<', made),
        eb('c.due_year', '>', sql<number>`${made} + 30`),
        eb('c.ordered_on', '>', today),
      ]),
    )
    .where(ordered, '<>', 0 as Cents)
    .orderBy('c.id')
    .limit(ROWS_AT_ONCE)
    .select([
      'c.id',
      'c.import_id as importId',
      sql<string>`'Bestellung ' || c.order_number`.as('document'),
      ordered.as('cents'),
      'c.due_year as fiscalYear',
      sql<string>`substr(c.ordered_on, 6, 2)`.as('period'),
      'c.ordered_on as postedOn',
      sql<null>`null`.as('documentOn'),
    ])
    .execute();
}

/**
 * No posting and no order contradicts itself in year, period and day beyond what the profile it was read with lets
 * pass (decision 0026). What was taken back is settled: that is how such a row is mended.
 */
export async function rowsPlausible(read: Queries, { odd, lastDay }: PostingPass): Promise<Finding> {
  const today = await lastKnownDay(read);
  if (today === null) return finding([], 'nichts eingelesen');
  // The day SAP itself says is looked up only for rows that count later, where no other row stands out.
  const onlyLate = odd === 0 && (lastDay === null || lastDay <= today);
  const rules = await rulesOf(read);
  const named: string[] = [];
  let [found, looked] = [0, 0];
  const judge = (kind: MoneyKind, row: Candidate): void => {
    const rule = row.importId === null ? undefined : rules.get(row.importId);
    const faults = differencesOf(row, kind, today, rule).filter(
      (one) => severityOf(rule, one.difference) === 'refused',
    );
    const [fault] = faults;
    if (!fault) return;
    found += 1;
    const from = row.importId === null ? '' : `, Einlesung ${row.importId}`;
    if (named.length < MOST_NAMED)
      named.push(`${row.document} (${formatEuro(row.cents)} €${from}): ${fault.message}`);
  };
  for (const [kind, page] of [
    ['actuals', suspiciousPostings],
    ['commitments', suspiciousOrders],
  ] as const)
    for (let after = 0; ;) {
      const rows = await page(read, after, { today, onlyLate });
      for (const row of rows) judge(kind, row);
      looked += rows.length;
      const last = rows.at(-1);
      if (!last || rows.length < ROWS_AT_ONCE) break;
      after = last.id;
    }
  const more = found > named.length ? [`und ${found - named.length} weitere`] : [];
  return finding([...named, ...more], `${looked} Zeilen mit besonderem Datum, alle erklärt`);
}

/**
 * Into an SAP period that was closed came nothing after its closing but rows marked as late (promises.md I8). Names the
 * documents; taking back their import settles it.
 */
export async function closedSapPeriodsUntouched(read: Queries): Promise<Finding> {
  const month = sql<string>`s.fiscal_year || '-' || case when s.period > '12' then '12' else s.period end`;
  const moved = await sql<{ year: number; period: string; seq: number }>`
    select distinct s.fiscal_year as year, s.period as period, s.recorded_seq as seq from sap_total s
      join period p on p.state = 'closed' and p.month >= ${month} and s.recorded_seq > p.recorded_seq
    where s.part = 'posting' and s.source <> ${UNDO_SOURCE} and s.postings <> s.late_postings
    order by s.recorded_seq`.execute(read);
  const faults: string[] = [];
  for (const { year, period, seq } of moved.rows) {
    if (faults.length >= MOST_NAMED) break;
    const rows = await read
      .selectFrom('posting as p')
      .leftJoin('taken_back as t', 't.posting_id', 'p.id')
      .where('p.recorded_seq', '=', seq)
      .where('p.fiscal_year', '=', year)
      .where('p.period', '=', period)
      .where('p.sap_posted_on', 'is', null)
      .where('p.source', '<>', UNDO_SOURCE)
      .where('t.posting_id', 'is', null)
      .orderBy('p.id')
      .limit(MOST_NAMED)
      .select(['p.import_id as importId', 'p.document_number as number', 'p.line_item as item', 'p.cents'])
      .execute();
    for (const row of rows)
      faults.push(
        `${monthWords(`${year}-${period}`)}: nach dem Schließen Beleg ${row.number ?? 'ohne Nummer'}/${row.item ?? ''} (${formatEuro(row.cents)} €, Einlesung ${row.importId})`,
      );
  }
  const closed = await read.selectFrom('period').where('state', '=', 'closed').select('month').execute();
  return finding(faults.slice(0, MOST_NAMED), `${closed.length} Perioden`);
}
