import { monthOf, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { MovementKind } from '#shared/budget/terms.ts';
import { toCents } from '#shared/money.ts';
import type { ActualMonthTable } from '../db/tables-money.ts';
import type { Tx } from '../db/transact.ts';

/** mulberry32: a small generator whose numbers follow from its seed alone. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Something the books know: what it is, where it stands, how much, from which day on, and since which day it is known. */
export interface Fact {
  kind: MovementKind | 'I' | 'ordered' | 'released' | 'cancelled';
  /** Line id; 0 = basket, -1 = left out. */
  place: number;
  order: number | null;
  cents: number;
  on: IsoDate;
  known: IsoDate;
}

/** A posting to be written; `place` 0 = basket. */
export interface PostedRow {
  place: number;
  cents: number;
  on: IsoDate;
  late: boolean;
  reverses: number | null;
}

export const base = (tx: Tx) => ({ origin: 'invented' as const, recorded_seq: tx.seq });

export async function importRow(tx: Tx, key: number, count: number): Promise<number> {
  const zero = toCents(0);
  const { id } = await tx.query
    .insertInto('import')
    .values({
      ...base(tx),
      ...{ kind: 'actuals', profile: 'test', profile_json: '{}', file_name: `ist ${key}.csv` },
      ...{ file_sha256: `f${key}`, content_sha256: `c${key}`, rows_read: count, added: count, same: 0 },
      ...{ left_out: 0, sum_cents: zero, left_out_cents: zero, added_cents: zero, unassigned_cents: zero },
      ...{ control_total_cents: null, control_origin: 'none', posted_until: null, applied_at: tx.at },
      applied_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export function postingRow(tx: Tx, given: { importId: number; index: number; key: string }, row: PostedRow) {
  const { importId, index, key } = given;
  return {
    ...base(tx),
    ...{ import_id: importId, row_number: index + 1, source: 'test', row_key: key, occurrence: 1 },
    ...{ content_sha256: key, company_code: null, fiscal_year: 2021, document_number: `00${key}` },
    ...{ line_item: '001', posted_on: row.on, document_on: null, period: row.on.slice(5, 7) },
    ...{ account: '0442', cost_object: '0105', text: `Text; ${key} (a)  =b`, vendor: null },
    ...{ order_number: null, ledger: 'result' as const, line_id: row.place === 0 ? null : row.place },
    ...{ cents: toCents(row.cents), reverses_id: row.reverses },
    sap_posted_on: row.late ? toIsoDate('2020-12-31') : null,
  };
}

export async function writeMonths(
  tx: Tx,
  rows: readonly { place: number; cents: number; on: IsoDate }[],
): Promise<void> {
  const sums = new Map<string, ActualMonthTable>();
  for (const { place, cents, on } of rows) {
    const month = monthOf(on);
    const before = sums.get(`${place}/${month}`);
    sums.set(`${place}/${month}`, {
      ...{ line_id: place, ledger: 'result', fiscal_year: 2021, month, recorded_seq: tx.seq },
      cents: toCents((before?.cents ?? 0) + cents),
      postings: (before?.postings ?? 0) + 1,
    });
  }
  if (sums.size > 0)
    await tx.query
      .insertInto('actual_month')
      .values([...sums.values()])
      .execute();
}

/** A forecast somebody gave for a line. */
export async function writeForecast(
  tx: Tx,
  given: { line: number; cents: number; on: IsoDate; note: string },
): Promise<void> {
  const { id } = await tx.query.selectFrom('app_user').select('id').limit(1).executeTakeFirstOrThrow();
  await tx.query
    .insertInto('line_forecast')
    .values({
      ...base(tx),
      ...{ line_id: given.line, forecast_on: given.on, cents: toCents(given.cents) },
      ...{ note: given.note, author_id: id },
    })
    .execute();
}

/** Lines of one ledger and year; returns their ids. */
export async function writeLines(tx: Tx, lines: number): Promise<number[]> {
  const ids: number[] = [];
  const since = { ...base(tx), valid_from: toIsoDate('2020-01-01'), valid_to: null };
  const sub = await tx.query
    .insertInto('sub_budget')
    .values({ ...since, code: '100', name: 'THH 100', office_id: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  const nowhere = { office_id: null, stage_id: null, field_id: null, project_id: null, import_id: null };
  for (let at = 0; at < lines; at += 1) {
    const number = String(101 + at).padStart(4, '0');
    const { id } = await tx.query
      .insertInto('budget_line')
      .values({
        ...base(tx),
        ...nowhere,
        ...{ number, name: `Zeile; ${number}  "x"`, year: 2021, kind: 'material', funding: 'package' },
        ...{ ledger: 'result', account: '0440', cost_object: `00${number}`, sub_budget_id: sub.id },
        cover_group_id: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.push(id);
  }
  return ids;
}
