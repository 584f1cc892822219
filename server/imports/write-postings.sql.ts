import type { Insertable } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { monthOf } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { PlannedEntry } from '#shared/imports/plan.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import type { NewRow, Reversal } from '#shared/imports/reversals.ts';
import type { KeyedRow } from '#shared/imports/row-key.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { UNASSIGNED_LINE } from '#shared/reconciliation/terms.ts';
import type { ActualMonthTable, PostingTable } from '../db/tables-money.ts';
import type { Tx } from '../db/transact.ts';
import { SapSums } from '../periods/sap-totals.sql.ts';
import { plannedReversals, writtenOriginals } from './reversals.sql.ts';
import type { StagedRows } from './staged-rows.ts';

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

/** Rows per statement: 27 values each stay below the bind limits of both engines, and no statement holds others up. */
export const ROWS_AT_ONCE = 200;

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

/** Stored totals and the basket move in the same transaction as the postings (promises.md I12). */
async function addToMonths(tx: Tx, sums: readonly ActualMonthTable[]): Promise<void> {
  for (let at = 0; at < sums.length; at += ROWS_AT_ONCE) {
    await tx.insertMany('actual_month', sums.slice(at, at + ROWS_AT_ONCE));
    await nextTurn();
  }
}

async function addToBasket(tx: Tx, importId: number): Promise<void> {
  await tx.query
    .insertInto('open_posting')
    .columns(['posting_id', 'ledger', 'fiscal_year', 'posted_on', 'cents'])
    .expression((eb) =>
      eb
        .selectFrom('posting')
        .where('import_id', '=', importId)
        .where('line_id', 'is', null)
        .select(['id', 'ledger', 'fiscal_year', 'posted_on', 'cents']),
    )
    .execute();
}

/**
 * Writes an import's postings in batches, with their monthly totals, SAP's sums and the basket; `afterwards` are rows
 * that point to the others. Returns their sum in cents.
 */
export async function addPostings(
  tx: Tx,
  importId: number,
  rows: Iterable<PostingRow>,
  afterwards: () => Promise<Iterable<PostingRow>> = () => Promise.resolve([]),
): Promise<Cents> {
  const sums = new Map<string, ActualMonthTable>();
  const sapSums = new SapSums();
  let written = 0;
  let batch: PostingRow[] = [];
  const flush = async (): Promise<void> => {
    await tx.insertMany('posting', batch);
    batch = [];
    // Other requests are served between the batches.
    await nextTurn();
  };
  const add = async (some: Iterable<PostingRow>): Promise<void> => {
    for (const row of some) {
      batch.push(row);
      addToSums(sums, row);
      sapSums.add(row, tx.seq);
      written += row.cents;
      if (batch.length === ROWS_AT_ONCE) await flush();
    }
    await flush();
  };
  await add(rows);
  await add(await afterwards());
  await addToMonths(tx, [...sums.values()]);
  await sapSums.write(tx);
  await addToBasket(tx, importId);
  return toCents(written);
}

function rowOf(tx: Tx, target: ImportTarget, entry: PlannedEntry): PostingRow {
  const { keyed, occurrence, line, countsOn, late, rule } = entry;
  const from = { importId: target.importId, source: target.profile.source, origin: target.origin };
  return {
    ...postingRow(tx, from, keyed),
    occurrence,
    line_id: line?.id ?? null,
    rule_id: rule?.id ?? null,
    posted_on: countsOn,
    sap_posted_on: late ? keyed.row.postedOn : null,
  };
}

const nameOf = ({ keyed, occurrence }: NewRow): string => `${keyed.key}|${occurrence}`;

/** Rows that reverse others, pointing to them. */
async function reversingRows(
  tx: Tx,
  target: ImportTarget,
  entries: readonly PlannedEntry[],
  links: ReadonlyMap<string, Reversal>,
): Promise<PostingRow[]> {
  const written = await writtenOriginals(tx.query, target.profile.source, [...links.values()]);
  return entries.map((entry) => {
    const row = rowOf(tx, target, entry);
    const original = links.get(nameOf(entry))?.original;
    if (!original) return row;
    return {
      ...row,
      reverses_id: original.id ?? written.get(`${original.key}|${original.occurrence}`) ?? null,
    };
  });
}

/** Writes the new postings of a plan, reversals that SAP booked last; returns the sum written, in cents. */
export async function writePostings(tx: Tx, target: ImportTarget, rows: StagedRows): Promise<Cents> {
  const reversible = rows.reversible();
  const found = await plannedReversals(tx.query, target.profile, reversible);
  const links = new Map(found.map((link) => [nameOf(link.row), link]));
  const reversing = reversible.filter((entry) => links.has(nameOf(entry)));
  function* others(): Generator<PostingRow> {
    for (const entries of rows.planned('add'))
      for (const entry of entries) if (!links.has(nameOf(entry))) yield rowOf(tx, target, entry);
  }
  return addPostings(tx, target.importId, others(), () =>
    reversing.length === 0 ? Promise.resolve([]) : reversingRows(tx, target, reversing, links),
  );
}
