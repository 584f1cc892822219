import type { Ledger } from '#shared/budget/terms.ts';
import { monthOf } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { releaseOrders, resettlePostings } from './release-orders.sql.ts';
import type { Tx } from '../db/transact.ts';
import { keepAssignedTotals, SapSums } from '../periods/sap-totals.sql.ts';

export interface TestInvoice {
  order: string;
  lineId: number;
  ledger: Ledger;
  year: number;
  on: IsoDate;
  cents: Cents;
}

const NO_CENTS = toCents(0);

/** Brings invoices as an import does: rows, stored totals, releases. Returns the ids of the postings. */
export async function importInvoices(tx: Tx, invoices: readonly TestInvoice[]): Promise<number[]> {
  const key = `invoices-${tx.seq}`;
  const base = { origin: 'invented' as const, recorded_seq: tx.seq };
  const { id: importId } = await tx.query
    .insertInto('import')
    .values({
      ...base,
      ...{ kind: 'actuals', profile: 'test', profile_json: '{}', file_name: 't.csv' },
      ...{ file_sha256: key, content_sha256: key, rows_read: 0, added: 0, same: 0, left_out: 0 },
      ...{ sum_cents: NO_CENTS, left_out_cents: NO_CENTS, added_cents: NO_CENTS, unassigned_cents: NO_CENTS },
      ...{ control_total_cents: null, control_origin: 'none', posted_until: null },
      ...{ applied_at: tx.at, applied_by: null },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const ids: number[] = [];
  const sapSums = new SapSums();
  for (const [index, invoice] of invoices.entries()) {
    const { id } = await tx.query
      .insertInto('posting')
      .values({
        ...base,
        ...{ import_id: importId, row_number: index + 1, source: 'test', row_key: `${key}-${index}` },
        ...{ occurrence: 1, content_sha256: key, company_code: null, fiscal_year: invoice.year },
        ...{ document_number: `51${tx.seq}${index}`, line_item: '001', posted_on: invoice.on },
        ...{ document_on: null, period: invoice.on.slice(5, 7), account: '44290000', cost_object: '0105' },
        ...{ text: 'Rechnung', vendor: null, order_number: invoice.order, ledger: invoice.ledger },
        ...{ line_id: invoice.lineId, cents: invoice.cents, reverses_id: null },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.push(id);
    sapSums.add(
      {
        ...{ fiscal_year: invoice.year, period: invoice.on.slice(5, 7), ledger: invoice.ledger },
        ...{ account: '44290000', source: 'test', line_id: invoice.lineId, cents: invoice.cents },
      },
      tx.seq,
    );
    await addToMonth(tx, invoice, invoice.cents, 1);
  }
  await sapSums.write(tx);
  await releaseOrders(tx, importId, 'invented');
  return ids;
}

async function addToMonth(tx: Tx, invoice: TestInvoice, cents: number, postings: number): Promise<void> {
  await tx.query
    .insertInto('actual_month')
    .values({
      ...{ line_id: invoice.lineId, ledger: invoice.ledger, fiscal_year: invoice.year },
      ...{ month: monthOf(invoice.on), recorded_seq: tx.seq, cents: toCents(cents), postings },
    })
    .onConflict((conflict) =>
      conflict.columns(['line_id', 'month', 'ledger', 'fiscal_year', 'recorded_seq']).doUpdateSet((eb) => ({
        cents: eb('actual_month.cents', '+', eb.ref('excluded.cents')),
        postings: eb('actual_month.postings', '+', eb.ref('excluded.postings')),
      })),
    )
    .execute();
}

/** Leaves a posting out as not ours, and settles its order. */
export async function excludeInvoice(tx: Tx, postingId: number, invoice: TestInvoice): Promise<void> {
  const part = {
    ...{ posting_id: postingId, effective_on: invoice.on, ledger: invoice.ledger, fiscal_year: invoice.year },
    ...{ method: 'exclude' as const, rule_id: null, milestone_id: null, reason: 'nicht unser' },
    ...{ origin: 'invented' as const, recorded_seq: tx.seq },
  };
  const { lineId, cents } = invoice;
  await tx.query
    .insertInto('assignment')
    .values([
      { ...part, target: 'line', line_id: lineId, cents: toCents(0 - cents), postings: -1 },
      { ...part, target: 'excluded', line_id: null, cents, postings: 1 },
    ])
    .execute();
  await keepAssignedTotals(tx);
  await addToMonth(tx, invoice, -cents, -1);
  await tx.query
    .insertInto('actual_month')
    .values({
      ...{ line_id: -1, ledger: invoice.ledger, fiscal_year: invoice.year, month: monthOf(invoice.on) },
      ...{ recorded_seq: tx.seq, cents, postings: 1 },
    })
    .execute();
  await resettlePostings(tx, [postingId], 'invented');
}
