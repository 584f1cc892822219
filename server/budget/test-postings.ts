import { monthOf, toIsoDate } from '#shared/calendar.ts';
import { sumCents, toCents } from '#shared/money.ts';
import type { ActualMonthTable } from '../db/tables-money.ts';
import type { Tx } from '../db/transact.ts';
import { SapSums } from '../periods/sap-totals.sql.ts';
import { euro } from './test-budget-data.ts';
import type { PostingSeed } from './test-budget-data.ts';

const on = toIsoDate;
const base = (tx: Tx) => ({ origin: 'invented' as const, recorded_seq: tx.seq });

async function addImport(tx: Tx, key: number, postings: readonly PostingSeed[]): Promise<number> {
  const zero = euro(0);
  const sumOf = (rows: readonly PostingSeed[]) => sumCents(rows.map(([, , , , amount]) => euro(amount)));
  const sum = sumOf(postings);
  const { id } = await tx.query
    .insertInto('import')
    .values({
      ...base(tx),
      ...{
        kind: 'actuals',
        profile: 'test',
        profile_json: '{}',
        file_name: 't.csv',
        file_sha256: `f${key}`,
        content_sha256: `c${key}`,
      },
      ...{
        rows_read: postings.length,
        added: postings.length,
        same: 0,
        left_out: 0,
        sum_cents: sum,
        left_out_cents: zero,
        added_cents: sum,
        unassigned_cents: sumOf(postings.filter(([line]) => line === null)),
      },
      ...{
        control_total_cents: sum,
        control_origin: 'entered',
        posted_until: null,
        applied_at: tx.at,
        applied_by: null,
      },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Adds postings as an import does: each row, and the stored totals of its month. */
export async function addPostings(
  tx: Tx,
  ids: ReadonlyMap<string, number>,
  postings: readonly PostingSeed[],
  from = 0,
): Promise<void> {
  const importId = await addImport(tx, from, postings);
  const sapSums = new SapSums();
  const months = new Map<string, ActualMonthTable>();
  for (const [index, [line, year, ledger, posted, amount]] of postings.entries()) {
    const lineId = line === null ? null : (ids.get(`${line}/${year}`) ?? null);
    const key = String(from + index);
    const { id } = await tx.query
      .insertInto('posting')
      .values({
        ...base(tx),
        ...{
          import_id: importId,
          row_number: index + 1,
          source: 'test',
          row_key: key,
          occurrence: 1,
          content_sha256: key,
        },
        ...{
          company_code: null,
          fiscal_year: year,
          document_number: `51${key.padStart(8, '0')}`,
          line_item: '001',
        },
        ...{
          posted_on: on(posted),
          document_on: null,
          period: posted.slice(5, 7),
          account: '44290000',
          cost_object: '0105',
        },
        ...{
          text: `Buchung ${key}`,
          vendor: null,
          order_number: lineId === null ? '4500012790' : null,
          ledger,
          line_id: lineId,
          cents: euro(amount),
          reverses_id: null,
        },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    sapSums.add(
      {
        fiscal_year: year,
        period: posted.slice(5, 7),
        ledger,
        account: '44290000',
        source: 'test',
        line_id: lineId,
        cents: euro(amount),
      },
      tx.seq,
    );
    if (lineId === null)
      await tx.query
        .insertInto('open_posting')
        .values({ posting_id: id, ledger, fiscal_year: year, posted_on: on(posted), cents: euro(amount) })
        .execute();
    const month = monthOf(on(posted));
    const at = `${lineId ?? 0}/${ledger}/${year}/${month}`;
    const before = months.get(at);
    months.set(at, {
      line_id: lineId ?? 0,
      ledger,
      fiscal_year: year,
      month,
      recorded_seq: tx.seq,
      cents: toCents((before?.cents ?? 0) + euro(amount)),
      postings: (before?.postings ?? 0) + 1,
    });
  }
  await sapSums.write(tx);
  await tx.query
    .insertInto('actual_month')
    .values([...months.values()])
    .execute();
}
