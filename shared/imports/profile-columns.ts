import * as z from 'zod';
import { LEDGERS, LINE_KINDS } from '../budget/terms.ts';
import { dateField, yearField } from '../fields.ts';
import { columnName } from './row-test.ts';

/** Our names for what a file can carry; each is read from one column. */
export const TEXT_FIELDS = [
  'account',
  'subBudget',
  'subBudgetName',
  'name',
  'text',
  'companyCode',
  'documentNumber',
  'lineItem',
  'vendor',
  'orderNumber',
  'reversedDocument',
  'kind',
  'ledger',
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** Fields of which a part of the cell can be meant. */
export const PART_FIELDS = [
  'object',
  'fiscalYear',
  'period',
  'postedOn',
  'documentOn',
  ...TEXT_FIELDS,
] as const;
export type PartField = (typeof PART_FIELDS)[number];

/** Fields whose words a profile can explain. */
export const WORD_FIELDS = ['amount', ...PART_FIELDS] as const;
export type WordField = (typeof WORD_FIELDS)[number];

const COLUMN_EXPECTED = 'Bitte eine Spalte nennen: ihre Überschrift.';
/** One column, or several of which the first counts that is filled. */
const columns = z.union([columnName, z.array(columnName).min(1, COLUMN_EXPECTED)], COLUMN_EXPECTED);

export const Columns = z.strictObject({
  /** The only amount of a row; a profile with several names them in `amounts` instead. */
  amount: columnName.optional(),
  /** A second column whose amount is subtracted from it (Soll and Haben side by side). */
  less: columnName.optional(),
  /** Cost object; with several columns the first one that is filled counts, or all of them (`objectJoin`). */
  object: z.array(columnName).min(1, COLUMN_EXPECTED),
  account: columns.optional(),
  subBudget: columns.optional(),
  /** What a sub-budget is called that the file brings first. */
  subBudgetName: columns.optional(),
  name: columns.optional(),
  text: columns.optional(),
  fiscalYear: columns.optional(),
  postedOn: columns.optional(),
  documentOn: columns.optional(),
  period: columns.optional(),
  companyCode: columns.optional(),
  documentNumber: columns.optional(),
  lineItem: columns.optional(),
  vendor: columns.optional(),
  orderNumber: columns.optional(),
  /** Stornobeleg: the document a row reverses, of the same company code, year and line item. */
  reversedDocument: columns.optional(),
  /** Art and Haushalt of the row, where the file says them instead of the account map; `words` gives ours. */
  kind: columns.optional(),
  ledger: columns.optional(),
});
export type Columns = z.infer<typeof Columns>;
export type ColumnField = keyof Columns;

/** The columns a field is read from, the one that counts first in front. */
export function columnsOf(columns: Columns, field: ColumnField): readonly string[] {
  const named = columns[field];
  return named === undefined ? [] : typeof named === 'string' ? [named] : named;
}

/** What the file does not say and the profile states for all its rows; also where a column is empty. */
export const Constants = z.strictObject({
  fiscalYear: yearField.optional(),
  postedOn: dateField.optional(),
  subBudget: z.string().min(1).optional(),
  account: z.string().min(1).optional(),
  ledger: z.enum(LEDGERS).optional(),
  kind: z.enum(LINE_KINDS).optional(),
});
