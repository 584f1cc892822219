import { sql } from 'kysely';
import type { Insertable, RawBuilder } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { monthOf } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import type { KeyedRow } from '#shared/imports/row-key.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { UNASSIGNED_LINE } from '#shared/reconciliation/terms.ts';
import { ROWS_AT_ONCE } from '../../db/batches.ts';
import type { ActualMonthTable, PostingTable } from '../../db/tables-money.ts';
import type { Tx } from '../../db/transact.ts';
import { SapSums } from '../../periods/sap-totals.sql.ts';
import { sumOfCents } from '../../db/sums.ts';
import { POSTING_COLUMNS, STAGED_POSTING } from './staged-columns.ts';
import type { StagedSums } from './staged-columns.ts';
import { PlacedCounts } from '../../reconciliation/placed.sql.ts';
import { addToMonths } from '../../ledger/write-ledger.sql.ts';
import { addImportToBasket } from '../../reconciliation/write-basket.sql.ts';

/** The import that rows are written for. */
export interface ImportTarget {
  importId: number;
  profile: ImportProfile;
  origin: Origin;
}

/** Where a posting comes from. */
export interface PostingTarget {
  importId: number;
  source: string;
  origin: Origin;
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** A row as the posting it becomes: its first, on no line yet. */
export function postingRow(tx: Tx, target: PostingTarget, keyed: KeyedRow): PostingRow {
  const { row, key, content } = keyed;
  return {
    import_id: target.importId,
    row_number: row.line,
    source: target.source,
    row_key: key,
    occurrence: 1,
    content_sha256: content,
    company_code: orNull(row.companyCode),
    fiscal_year: row.fiscalYear,
    document_number: orNull(row.documentNumber),
    line_item: orNull(row.lineItem),
    posted_on: row.postedOn,
    sap_posted_on: null,
    document_on: row.documentOn,
    period: row.period,
    account: row.account,
    cost_object: row.object,
    text: row.text === '' ? row.name : row.text,
    vendor: orNull(row.vendor),
    order_number: orNull(row.orderNumber),
    sub_budget: orNull(row.subBudget),
    ledger: row.ledger,
    line_id: null,
    cents: row.cents,
    reverses_id: null,
    origin: target.origin,
    recorded_seq: tx.seq,
  };
}

/** A posting as it is written. */
export type PostingRow = Insertable<PostingTable>;

/** Adds a posting to the monthly sums, with the change that brings it. */
function addToSums(sums: Map<string, ActualMonthTable>, row: PostingRow): void {
  const { ledger, fiscal_year, cents, recorded_seq } = row;
  const [month, line_id] = [monthOf(row.posted_on), row.line_id ?? UNASSIGNED_LINE];
  const place = `${line_id}|${ledger}|${fiscal_year}|${month}`;
  const before = sums.get(place);
  if (before) {
    before.cents = toCents(before.cents + cents);
    before.postings += 1;
  } else sums.set(place, { line_id, ledger, fiscal_year, month, recorded_seq, cents, postings: 1 });
}

/**
 * Writes generated postings in batches, with their monthly totals, SAP's sums and the basket. Returns their sum in
 * cents.
 */
export async function addPostings(tx: Tx, importId: number, rows: Iterable<PostingRow>): Promise<Cents> {
  const sums = new Map<string, ActualMonthTable>();
  const sapSums = new SapSums();
  const placed = new PlacedCounts();
  let written = 0;
  let batch: PostingRow[] = [];
  const flush = async (): Promise<void> => {
    await tx.insertMany('posting', batch);
    batch = [];
    // Other requests are served between the batches.
    await nextTurn();
  };
  for (const row of rows) {
    batch.push(row);
    addToSums(sums, row);
    sapSums.add(row, tx.seq);
    placed.addNew(row);
    written += row.cents;
    if (batch.length === ROWS_AT_ONCE) await flush();
  }
  await flush();
  await addToMonths(tx, [...sums.values()]);
  await sapSums.write(tx);
  await placed.write(tx);
  await addImportToBasket(tx, importId);
  return toCents(written);
}

/** What is the same in every posting of an import. */
function common(tx: Tx, { importId, profile, origin }: ImportTarget): RawBuilder<unknown> {
  return sql`cast(${importId} as bigint), cast(${profile.source} as text), cast(${origin} as text),
    cast(${tx.seq} as bigint)`;
}

/** Columns of a posting that stand in the staged rows, then those of its import and what it reverses. */
const COLUMNS = sql.raw(
  [...POSTING_COLUMNS, 'import_id, source, origin, recorded_seq, reverses_id'].join(', '),
);
const STAGED = sql.raw(POSTING_COLUMNS.map((name) => `s.${name}`).join(', '));

/** Rows that reverse others come last: they point to them, also to those of the same file. */
async function insertStaged(tx: Tx, target: ImportTarget, { reversals }: StagedSums): Promise<void> {
  const from = sql.table(STAGED_POSTING);
  await sql`insert into posting (${COLUMNS}) select ${STAGED}, ${common(tx, target)}, cast(null as bigint)
    from ${from} as s where s.reversed_key is null order by s.seq`.execute(tx.query);
  if (reversals === 0) return;
  await sql`insert into posting (${COLUMNS}) select ${STAGED}, ${common(tx, target)},
    coalesce(s.reversed_id, (select p.id from posting p where p.source = ${target.profile.source}
      and p.row_key = s.reversed_key and p.occurrence = s.reversed_occurrence))
    from ${from} as s where s.reversed_key is not null order by s.seq`.execute(tx.query);
}

/** Where the staged postings stand, by vendor and rule: a row per line and vendor, not one per posting. */
async function countPlaced(tx: Tx): Promise<void> {
  const { rows } = await sql<{
    vendor: string | null;
    line_id: number;
    rule_id: number | null;
    postings: number;
  }>`
    select vendor, line_id, rule_id, cast(count(*) as bigint) as postings from ${sql.table(STAGED_POSTING)}
    where line_id is not null group by vendor, line_id, rule_id`.execute(tx.query);
  const placed = new PlacedCounts();
  for (const { postings, ...row } of rows) placed.addNew(row, postings);
  await placed.write(tx);
}

/** What the database holds of an import now, counted anew. */
async function writtenOf(tx: Tx, importId: number): Promise<Cents> {
  const { cents } = await tx.query
    .selectFrom('posting')
    .where('import_id', '=', importId)
    .select((eb) => sumOfCents(eb.ref('cents')).as('cents'))
    .executeTakeFirstOrThrow();
  return cents;
}

/**
 * Writes the new postings of a plan, which lie ready for this transaction (`StagedRows.postings`), with their monthly
 * totals, SAP's sums and the basket. Returns the sum written, in cents.
 */
export async function writePostings(tx: Tx, target: ImportTarget, staged: StagedSums): Promise<Cents> {
  await insertStaged(tx, target, staged);
  const months = staged.months.map(({ lineId, fiscalYear, ledger, month, cents, postings }) => ({
    ...{ line_id: lineId, ledger, fiscal_year: fiscalYear, month, recorded_seq: tx.seq },
    ...{ cents: toCents(cents), postings },
  }));
  await addToMonths(tx, months);
  const sapSums = new SapSums();
  for (const { fiscalYear, subBudget, assigned, late, ...place } of staged.places) {
    const row = {
      ...place,
      ...{ fiscal_year: fiscalYear, sub_budget: subBudget, source: target.profile.source },
      cents: toCents(place.cents),
    };
    sapSums.addSum(row, { postings: place.postings, isOpen: assigned === 0, isLate: late === 1 }, tx.seq);
  }
  await sapSums.write(tx);
  await countPlaced(tx);
  if (staged.months.some((sum) => sum.lineId === UNASSIGNED_LINE))
    await addImportToBasket(tx, target.importId);
  return writtenOf(tx, target.importId);
}
