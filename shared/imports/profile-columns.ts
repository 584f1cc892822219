import * as z from 'zod';
import { dateField, yearField } from '../fields.ts';
import { columnName } from './row-test.ts';

/** Our names for what a file can carry; each is read from one column. */
export const TEXT_FIELDS = [
  'account',
  'subBudget',
  'name',
  'text',
  'companyCode',
  'documentNumber',
  'lineItem',
  'vendor',
  'orderNumber',
  'reversedDocument',
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

export const Columns = z.strictObject({
  /** The only amount of a row; a profile with several names them in `amounts` instead. */
  amount: columnName.optional(),
  /** Cost object; with several columns the first one that is filled counts, or all of them (`objectJoin`). */
  object: z.array(columnName).min(1),
  account: columnName.optional(),
  subBudget: columnName.optional(),
  name: columnName.optional(),
  text: columnName.optional(),
  fiscalYear: columnName.optional(),
  postedOn: columnName.optional(),
  documentOn: columnName.optional(),
  period: columnName.optional(),
  companyCode: columnName.optional(),
  documentNumber: columnName.optional(),
  lineItem: columnName.optional(),
  vendor: columnName.optional(),
  orderNumber: columnName.optional(),
  /** Stornobeleg: the document a row reverses, of the same company code, year and line item. */
  reversedDocument: columnName.optional(),
});
export type Columns = z.infer<typeof Columns>;
export type ColumnField = keyof Columns;

/** What the file does not say and the profile states for all its rows. */
export const Constants = z.strictObject({
  fiscalYear: yearField.optional(),
  postedOn: dateField.optional(),
  subBudget: z.string().min(1).optional(),
});
