import * as z from 'zod';
import { PaperRef } from '../budget/budget.ts';
import { centsField, dateField, fteField, idField, originField, yearField } from '../fields.ts';
import { POSITION_STATES } from './terms.ts';

export const PositionRow = z.strictObject({
  id: idField,
  version: z.int().min(1),
  number: z.string(),
  title: z.string(),
  grade: z.string(),
  fte: fteField,
  /** The whole post while it is authorised, 0 while only requested and once dropped. */
  authorisedFte: fteField,
  filledFte: fteField,
  state: z.enum(POSITION_STATES),
  stateSince: dateField,
  office: z.string(),
  officeName: z.string(),
  field: z.string(),
  stage: z.string(),
  project: z.strictObject({ id: idField, number: z.string(), name: z.string() }).nullable(),
  paper: PaperRef.nullable(),
  plannedStart: dateField,
  kwOn: dateField.nullable(),
  origin: originField,
  /** FTE × rate × months/12 of the as-of year; null without the right to see cost. */
  plannedCostCents: centsField.nullable(),
});
export type PositionRow = z.infer<typeof PositionRow>;

const FteSplit = z.strictObject({
  code: z.string(),
  name: z.string(),
  posts: z.int(),
  authorised: fteField,
  filled: fteField,
  /** null when fewer than 5 posts (privacy) or without the right to see cost. */
  plannedCostCents: centsField.nullable(),
});

/** GET /api/positions?asOf= */
export const PositionPage = z.strictObject({
  asOf: dateField,
  positions: z.array(PositionRow),
  authorised: fteField,
  filled: fteField,
  plannedFilled: fteField,
  /** vacancy rate = 1 − filled / authorised: numerator and denominator in ten-thousandths. */
  vacant: fteField,
  byState: z.array(z.strictObject({ state: z.enum(POSITION_STATES), posts: z.int(), fte: fteField })),
  byOffice: z.array(FteSplit),
  byGrade: z.array(FteSplit),
  byField: z.array(FteSplit),
  /** Personnel of the as-of year by rates; null without the right to see cost. Never inside the 18 Mio. €. */
  cost: z
    .strictObject({
      year: yearField,
      plannedCents: centsField,
      /** Overhead (Gemeinkosten), always apart. */
      overheadCents: centsField,
      /** The same with what is filled, month by month; after asOf unchanged. */
      filledCents: centsField,
      /** Posts without a rate for their grade: not in the sums. */
      postsWithoutRate: z.int(),
    })
    .nullable(),
  /** End of each month: authorised, planned to be filled, filled (null after asOf). */
  curve: z.array(
    z.strictObject({
      month: z.string(),
      authorised: fteField,
      planned: fteField,
      filled: fteField.nullable(),
    }),
  ),
});
export type PositionPage = z.infer<typeof PositionPage>;
