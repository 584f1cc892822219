import type { IsoDate } from '#shared/calendar.ts';
import { monthOf, toIsoDate } from '#shared/calendar.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import type { Cents } from '#shared/money.ts';
import { toCents } from '#shared/money.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Tx } from '../db/transact.ts';
import { LINES, MOVEMENTS, ORDERS, PAPERS, POSTINGS, euro } from './test-budget-data.ts';
import type { PostingSeed } from './test-budget-data.ts';

const on = toIsoDate;

class Ids extends Map<string, number> {
  find(key: string): number {
    const id = this.get(key);
    if (id === undefined) throw new Error(`unknown in the test budget: ${key}`);
    return id;
  }
}

const base = (tx: Tx) => ({ origin: 'invented' as const, recorded_seq: tx.seq });

async function addStructure(tx: Tx): Promise<Ids> {
  const ids = new Ids();
  const since = { ...base(tx), valid_from: on('2020-01-01'), valid_to: null };
  for (const code of ['100', '630']) {
    const values = { ...since, code, name: `THH ${code}`, office_id: null };
    const { id } = await tx.query
      .insertInto('sub_budget')
      .values(values)
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.set(`sub ${code}`, id);
  }
  for (const code of ['100-A', '630-A', '100-T']) {
    const values = { ...base(tx), code, name: `Kreis ${code}` };
    const { id } = await tx.query
      .insertInto('cover_group')
      .values(values)
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.set(`group ${code}`, id);
  }
  for (const [number, year, title] of PAPERS) {
    const values = {
      ...base(tx),
      number,
      year,
      title,
      kind: 'budget' as const,
      body: 'Gemeinderat',
      session_on: on('2019-12-20'),
    };
    const { id } = await tx.query
      .insertInto('council_paper')
      .values(values)
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.set(`paper ${number}/${year}`, id);
  }
  await tx.query
    .insertInto('cover_edge')
    .values({
      from_group_id: ids.find('group 100-A'),
      to_group_id: ids.find('group 630-A'),
      valid_from: on('2021-01-01'),
      valid_to: on('2021-12-31'),
      recorded_seq: tx.seq,
    })
    .execute();
  return ids;
}

async function addLines(tx: Tx, ids: Ids): Promise<void> {
  for (const [number, year, ledger, kind, sub, group] of LINES) {
    const { id } = await tx.query
      .insertInto('budget_line')
      .values({
        ...base(tx),
        ...{
          number,
          year,
          ledger,
          kind,
          name: `Zeile ${number}`,
          funding: 'package',
          account: '440',
          cost_object: `0${number}`,
        },
        sub_budget_id: ids.find(`sub ${sub}`),
        cover_group_id: group === null ? null : ids.find(`group ${group}`),
        office_id: null,
        stage_id: null,
        field_id: null,
        project_id: null,
        import_id: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.set(`${number}/${year}`, id);
  }
}

async function addMovements(tx: Tx, ids: Ids): Promise<void> {
  for (const [line, year, kind, amount, effective, paper, counter, pair] of MOVEMENTS) {
    const counterYear = kind === 'E' ? (amount < 0 ? year + 1 : year - 1) : year;
    await tx.query
      .insertInto('movement')
      .values({
        ...base(tx),
        line_id: ids.find(`${line}/${year}`),
        kind,
        cents: euro(amount),
        effective_on: on(effective),
        reason: `${kind} ${line}`,
        council_paper_id: paper === undefined ? null : ids.find(`paper ${paper}`),
        counter_line_id: counter === undefined ? null : ids.find(`${counter}/${counterYear}`),
        pair_key: pair ?? null,
        import_id: null,
        row_key: null,
        occurrence: null,
        reverses_id: null,
      })
      .execute();
  }
}

async function addOrders(tx: Tx, ids: Ids): Promise<void> {
  for (const [line, year, order, due, ...entries] of ORDERS) {
    const values = {
      ...base(tx),
      order_number: order,
      line_id: ids.find(`${line}/${year}`),
      text: `Bestellung ${order}`,
      ordered_on: on('2021-01-10'),
      due_year: due,
    };
    const { id } = await tx.query
      .insertInto('commitment')
      .values(values)
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const [kind, amount, effective] of entries) {
      await tx.query
        .insertInto('commitment_entry')
        .values({
          ...base(tx),
          commitment_id: id,
          kind,
          cents: euro(amount),
          effective_on: on(effective),
          posting_id: null,
        })
        .execute();
    }
  }
}

async function addImport(tx: Tx, key: number): Promise<number> {
  const zero = euro(0);
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
        rows_read: 9,
        added: 9,
        same: 0,
        left_out: 0,
        sum_cents: zero,
        added_cents: zero,
        unassigned_cents: zero,
      },
      ...{
        control_total_cents: null,
        control_origin: 'none',
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
  const importId = await addImport(tx, from);
  const months = new Map<
    string,
    { line_id: number; ledger: Ledger; fiscal_year: number; month: string; cents: Cents; postings: number }
  >();
  for (const [index, [line, year, ledger, posted, amount]] of postings.entries()) {
    const lineId = line === null ? null : (ids.get(`${line}/${year}`) ?? null);
    const key = String(from + index);
    await tx.query
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
          order_number: '4500012790',
          ledger,
          line_id: lineId,
          cents: euro(amount),
          reverses_id: null,
        },
      })
      .execute();
    const month = monthOf(on(posted));
    const at = `${lineId ?? 0}/${ledger}/${year}/${month}`;
    const before = months.get(at);
    months.set(at, {
      line_id: lineId ?? 0,
      ledger,
      fiscal_year: year,
      month,
      cents: toCents((before?.cents ?? 0) + euro(amount)),
      postings: (before?.postings ?? 0) + 1,
    });
  }
  await tx.query
    .insertInto('actual_month')
    .values([...months.values()])
    .execute();
}

/**
 * A small budget of two years: line 105 is that of the sample page, line 103 is overdrawn inside its group,
 * two postings belong to no line. Ids by `NUMBER/YEAR`. As of 2021-06-30 every sum is in the specs.
 */
export async function addTestBudget(db: Database): Promise<ReadonlyMap<string, number>> {
  return transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => {
    const ids = await addStructure(tx);
    await addLines(tx, ids);
    await addMovements(tx, ids);
    await addOrders(tx, ids);
    await addPostings(tx, ids, POSTINGS);
    return { result: ids, change: { action: 'test.budget', entity: 'budget', entityId: 'test' } };
  });
}

export const HALF_YEAR: IsoDate = on('2021-06-30');
