import * as z from 'zod';
import { FiguresView } from '../budget/budget.ts';
import { centsField, ledgerField, yearField } from '../fields.ts';

/** Figures now and as they would be after the approval; both at the same business date. */
const BeforeAfter = { before: FiguresView, after: FiguresView };

/**
 * What approving a request would do, computed on the data of this moment by the code that will do it: on the lines
 * it touches, on their cover groups (§ 20 GemHVO: there availability is tested) and on the envelopes they are in.
 */
export const RequestEffect = z.strictObject({
  lines: z.array(z.strictObject({ number: z.string(), name: z.string(), year: yearField, ...BeforeAfter })),
  groups: z.array(
    z.strictObject({ code: z.string().nullable(), year: yearField, ledger: ledgerField, ...BeforeAfter }),
  ),
  /** Envelopes overlap and are never added. Free = ceiling − S − O − I. */
  envelopes: z.array(
    z.strictObject({
      name: z.string(),
      ceilingCents: centsField,
      beforeFreeCents: centsField,
      afterFreeCents: centsField,
    }),
  ),
  /** What changes and is no line: dates, weights, figures of the earned value, as they are read. */
  values: z.array(z.strictObject({ name: z.string(), before: z.string(), after: z.string() })).optional(),
  /** What a reader must know beside the figures: what cannot be undone and why, what counts later, what is closed. */
  notes: z.array(z.string()),
});
export type RequestEffect = z.infer<typeof RequestEffect>;
