import { setImmediate as nextTurn } from 'node:timers/promises';
import { monthOf } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { PlannedEntry } from '#shared/imports/plan.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { UNASSIGNED_LINE } from '#shared/reconciliation/terms.ts';
import type { ActualMonthTable } from '../db/tables-money.ts';
import type { Tx } from '../db/transact.ts';

/** The import that rows are written for. */
export interface ImportTarget {
  importId: number;
  profile: ImportProfile;
  origin: Origin;
}

/** Rows per statement: 24 values each stay below the bind limits of both engines, and no statement holds others up. */
export const ROWS_AT_ONCE = 200;

const orNull = (text: string): string | null => (text === '' ? null : text);

function postingRow(tx: Tx, target: ImportTarget, entry: PlannedEntry) {
  const { row, key, content } = entry.keyed;
  return {
    import_id: target.importId,
    row_number: row.line,
    source: target.profile.source,
    row_key: key,
    occurrence: entry.occurrence,
    content_sha256: content,
    company_code: orNull(row.companyCode),
    fiscal_year: row.fiscalYear,
    document_number: orNull(row.documentNumber),
    line_item: orNull(row.lineItem),
    posted_on: row.postedOn,
    document_on: row.documentOn,
    period: row.period,
    account: row.account,
    cost_object: row.object,
    text: row.text === '' ? row.name : row.text,
    vendor: orNull(row.vendor),
    order_number: orNull(row.orderNumber),
    sub_budget: orNull(row.subBudget),
    ledger: row.ledger,
    line_id: entry.line?.id ?? null,
    cents: row.cents,
    reverses_id: null,
    origin: target.origin,
    recorded_seq: tx.seq,
  };
}

/** Monthly sums of the new postings, with the change that brings them. */
function monthSums(entries: readonly PlannedEntry[], seq: number): ActualMonthTable[] {
  const sums = new Map<string, ActualMonthTable>();
  for (const { keyed, line } of entries) {
    const { ledger, fiscalYear, postedOn, cents } = keyed.row;
    const month = monthOf(postedOn);
    const lineId = line?.id ?? UNASSIGNED_LINE;
    const place = `${lineId}|${ledger}|${fiscalYear}|${month}`;
    const before = sums.get(place);
    if (before) {
      before.cents = toCents(before.cents + cents);
      before.postings += 1;
    } else {
      const key = { line_id: lineId, ledger, fiscal_year: fiscalYear, month, recorded_seq: seq };
      sums.set(place, { ...key, cents, postings: 1 });
    }
  }
  return [...sums.values()];
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

/** Writes new postings in batches, with their monthly totals; returns the sum written, in cents. */
export async function writePostings(
  tx: Tx,
  target: ImportTarget,
  entries: readonly PlannedEntry[],
): Promise<Cents> {
  let written = 0;
  for (let at = 0; at < entries.length; at += ROWS_AT_ONCE) {
    const rows = entries.slice(at, at + ROWS_AT_ONCE).map((entry) => postingRow(tx, target, entry));
    await tx.insertMany('posting', rows);
    written += rows.reduce((sum, row) => sum + row.cents, 0);
    // Other requests are served between the batches.
    await nextTurn();
  }
  await addToMonths(tx, monthSums(entries, tx.seq));
  await addToBasket(tx, target.importId);
  return toCents(written);
}
