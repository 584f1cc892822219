import type { LineBrief } from '#shared/imports/assignment.ts';
import type { PlannedEntry } from '#shared/imports/plan.ts';
import type { SourceRow } from '#shared/imports/source-row.ts';
import type { Rule } from '#shared/reconciliation/rule.ts';

/** What a booking says, in the order of its columns; without the fields that only some profiles fill. */
export const FIELDS = [
  ...(['line', 'documentOn', 'object', 'account', 'subBudget', 'name', 'text', 'companyCode'] as const),
  ...(['documentNumber', 'lineItem', 'vendor', 'orderNumber', 'fiscalYear', 'postedOn', 'period'] as const),
  ...(['ledger', 'kind', 'rawAmount', 'cents'] as const),
] as const satisfies (keyof SourceRow)[];
export const RARE = ['subBudgetName', 'reversedDocument'] as const satisfies (keyof SourceRow)[];

const NUMBERS = new Set<string>(['line', 'fiscalYear', 'cents']);
const columnOf = (name: string): string => `${name} ${NUMBERS.has(name) ? 'integer' : 'text'}`;

export const ROW = ['seq', 'key', 'content', ...FIELDS, ...RARE].map((name) => `r.${name}`).join(', ');
export const COUNTED = ['occurrence', 'place', 'existingId', 'existingCents', 'lineId', 'ruleId', 'late'];
export const TOLD = ['outcome', 'lineNumber', 'countsOn', 'changes', 'month', 'sapMonth'];
export const ENTRY = [...COUNTED, ...TOLD].map((name) => `p.${name}`).join(', ');

/** A posting as the staged rows hold it, by its columns; what is the same in all of an import is added when written. */
export const POSTING = {
  seq: 'bigint',
  row_number: 'bigint',
  row_key: 'text',
  occurrence: 'bigint',
  content_sha256: 'text',
  company_code: 'text',
  fiscal_year: 'bigint',
  document_number: 'text',
  line_item: 'text',
  posted_on: 'text',
  sap_posted_on: 'text',
  document_on: 'text',
  period: 'text',
  account: 'text',
  cost_object: 'text',
  text: 'text',
  vendor: 'text',
  order_number: 'text',
  sub_budget: 'text',
  ledger: 'text',
  line_id: 'bigint',
  rule_id: 'bigint',
  cents: 'bigint',
  reversed_id: 'bigint',
  reversed_key: 'text',
  reversed_occurrence: 'bigint',
} as const;

/** Name of the staged postings inside the transaction that writes them. */
export const STAGED_POSTING = 'staged_posting';
/** The columns of a posting that the staged ones say. */
export const POSTING_COLUMNS = Object.keys(POSTING).filter(
  (name) => name !== 'seq' && !name.startsWith('reversed_'),
);

export const TABLES = `
  create table row (seq integer primary key, key text not null, content text not null, whole text not null,
    reversed text, ${[...FIELDS, ...RARE].map(columnOf).join(', ')}) strict;
  create table planned (seq integer primary key, ${COUNTED.map((name) => `${name} integer`).join(', ')},
    ${TOLD.map((name) => `${name} text`).join(', ')}) strict;
  create table reversal (seq integer primary key, id integer, key text not null, occurrence integer not null) strict;
  create table kept (state blob not null) strict;
  create view ${STAGED_POSTING} as select r.seq, r.line as row_number, r.key as row_key, p.occurrence,
    r.content as content_sha256, nullif(r.companyCode, '') as company_code, r.fiscalYear as fiscal_year,
    nullif(r.documentNumber, '') as document_number, nullif(r.lineItem, '') as line_item, p.countsOn as posted_on,
    case when p.late then r.postedOn end as sap_posted_on, r.documentOn as document_on, r.period, r.account,
    r.object as cost_object, case when r.text = '' then r.name else r.text end as text,
    nullif(r.vendor, '') as vendor, nullif(r.orderNumber, '') as order_number,
    nullif(r.subBudget, '') as sub_budget, r.ledger, p.lineId as line_id, p.ruleId as rule_id, r.cents,
    v.id as reversed_id, v.key as reversed_key, v.occurrence as reversed_occurrence
    from planned p join row r on r.seq = p.seq left join reversal v on v.seq = p.seq where p.outcome = 'add';`;

/** Rows per write, per window of a plan and per batch of what is written: some hundred kilobytes. */
export const ROWS_AT_ONCE = 1_000;

const places = (count: number): string => Array.from({ length: count }, () => '?').join(', ');
export const INSERT_ROW = `insert into row values (${places(5 + FIELDS.length + RARE.length)})`;
export const INSERT_PLANNED = `insert into planned values (${places(1 + COUNTED.length + TOLD.length)})`;

export type Outcome = PlannedEntry['outcome'];

/** What new postings of one place and month amount to. */
export interface MonthSum {
  lineId: number;
  ledger: SourceRow['ledger'];
  fiscalYear: number;
  month: string;
  cents: number;
  postings: number;
}

/** What new postings of one place of SAP amount to; `assigned` 1 = on a line, `late` 1 = counted after their own day. */
export interface PlaceSum {
  fiscalYear: number;
  period: string;
  ledger: SourceRow['ledger'];
  account: string;
  subBudget: string;
  assigned: 0 | 1;
  late: 0 | 1;
  cents: number;
  postings: number;
}

/** What the new postings amount to, known before they are written. */
export interface StagedSums {
  months: MonthSum[];
  places: PlaceSum[];
  /** How many of them reverse another. */
  reversals: number;
}

/** What is known of planned rows beside them. */
export interface Noted {
  lines: Map<number, LineBrief>;
  rules: Map<number, Rule>;
  hasReversals: boolean;
}

/** The row that stands in the columns from `at` on, as it was read. */
export function rowAt(values: readonly unknown[], at: number): SourceRow {
  const [line, documentOn, object, account, subBudget, name, text, companyCode] = values.slice(at);
  const [documentNumber, lineItem, vendor, orderNumber, fiscalYear, postedOn, period] = values.slice(at + 8);
  const [ledger, kind, rawAmount, cents, subBudgetName, reversedDocument] = values.slice(at + 15);
  return {
    ...{ line, fiscalYear, postedOn, documentOn, period, object, account, subBudget },
    ...(subBudgetName === null ? {} : { subBudgetName }),
    ...{ name, text, companyCode, documentNumber, lineItem, vendor, orderNumber },
    ...(reversedDocument === null ? {} : { reversedDocument }),
    ...{ ledger, kind, rawAmount, cents },
    // Kept from a row of this type, field by field.
  } as SourceRow;
}
