import * as z from 'zod';
import { centsField, dateField, instantField } from '../fields.ts';

/** GET /api/data-state?asOf= : the strip under the toolbar. Without asOf the newest sensible date is chosen. */
export const DataState = z.strictObject({
  asOf: dateField,
  demo: z.boolean(),
  /** Newest posting date and the day it was read in; null when nothing was imported yet. */
  postedUntil: dateField.nullable(),
  importedAt: instantField.nullable(),
  /** Postings up to asOf that belong to no line. */
  unassigned: z.strictObject({
    postings: z.int(),
    resultCents: centsField,
    cashCents: centsField,
    /** Cost accounting, outside the budget; only where there is something. */
    costingCents: centsField.optional(),
  }),
  /** Projects that owe a status report for the last reporting date up to asOf. */
  reportsOverdue: z.int(),
  projects: z.int(),
  /** Reporting dates that have reports, newest first: what the date picker offers. */
  reportingDates: z.array(dateField),
});
export type DataState = z.infer<typeof DataState>;
