import * as z from 'zod';
import { PERIOD_STATES } from '../periods/terms.ts';
import { centsField, dateField, idField, instantField, ledgerField, yearField } from '../fields.ts';

/** Rows of a basket page. */
export const MOST_POSTINGS = 500;

export const BasketQuery = z.strictObject({
  year: z.coerce.number().pipe(yearField).optional(),
  ledger: ledgerField.optional(),
  page: z.coerce.number().pipe(z.int().min(1).max(100_000)).default(1),
  size: z.coerce.number().pipe(z.int().min(1).max(MOST_POSTINGS)).default(200),
});
export type BasketQuery = z.infer<typeof BasketQuery>;

/** A posting of which something belongs nowhere yet. */
export const BasketPosting = z.strictObject({
  id: idField,
  documentNumber: z.string().nullable(),
  lineItem: z.string().nullable(),
  postedOn: dateField,
  /** SAP's own date where it counts later, because its period was closed. */
  sapPostedOn: dateField.nullable(),
  period: z.string(),
  periodState: z.enum(PERIOD_STATES),
  account: z.string(),
  costObject: z.string(),
  text: z.string(),
  vendor: z.string().nullable(),
  orderNumber: z.string().nullable(),
  ledger: ledgerField,
  fiscalYear: yearField,
  /** What of it is open; `totalCents` is the SAP row. */
  cents: centsField,
  totalCents: centsField,
  /** Number of the change that put it here, null = its import: sent back as `expectedSeq`. */
  changedSeq: z.int().nullable(),
});
export type BasketPosting = z.infer<typeof BasketPosting>;

/** The last thing the person did here, if it can still be taken back. */
export const LastChange = z.strictObject({
  seq: z.int(),
  at: instantField,
  postings: z.int(),
});
export type LastChange = z.infer<typeof LastChange>;

export const BasketPage = z.strictObject({
  year: yearField,
  years: z.array(yearField),
  totals: z.array(z.strictObject({ ledger: ledgerField, postings: z.int(), cents: centsField })),
  /** Of all years: the badge of the navigation. */
  openPostings: z.int(),
  page: z.int(),
  pages: z.int(),
  postings: z.array(BasketPosting),
  lastChange: LastChange.nullable(),
});
export type BasketPage = z.infer<typeof BasketPage>;
