import * as z from 'zod';
import { centsField, dateField, idField, instantField } from '../fields.ts';

export const EXPLAIN_UNITS = ['cents', 'fte', 'count'] as const;
export type ExplainUnit = (typeof EXPLAIN_UNITS)[number];

/** Where a part stands recorded. */
export const SOURCE_KINDS = ['movement', 'posting', 'order', 'paper', 'import', 'request', 'line'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const ExplainSource = z.strictObject({
  kind: z.enum(SOURCE_KINDS),
  id: idField,
  /** `GRDrs 316/2021`, `5100000412/001`, `Einlesung 31: ist-2021-06.csv`, … */
  label: z.string(),
  /** What the label does not say: a title, who approved it and when. */
  detail: z.string().nullable(),
});
export type ExplainSource = z.infer<typeof ExplainSource>;

export const ExplainPart = z.strictObject({
  /** The letter of the formula this part is; null for a part of a list. */
  letter: z.string().nullable(),
  sign: z.union([z.literal(1), z.literal(-1)]),
  label: z.string(),
  value: z.int(),
  /** The business date it counts on. */
  on: dateField.nullable(),
  /** One thing more a reader must know: SAP's date of a late posting, how it came to its place. */
  note: z.string().nullable(),
  sources: z.array(ExplainSource),
  /** The address of the deeper node; null where it ends in its sources. */
  explain: z.string().nullable(),
});
export type ExplainPart = z.infer<typeof ExplainPart>;

/**
 * GET /api/explain?figure=&asOf=[&knownOn=][&page=]: where a figure comes from. On every page
 * `carried + Σ sign × value + remaining = value`, in the smallest unit (cents, ten-thousandths of a post, pieces).
 */
export const Explanation = z.strictObject({
  figure: z.string(),
  label: z.string(),
  unit: z.enum(EXPLAIN_UNITS),
  value: z.int(),
  asOf: dateField,
  /** As known at the end of this day; null = all that is known. */
  knownOn: dateField.nullable(),
  formula: z.strictObject({ letters: z.string(), words: z.string() }),
  parts: z.array(ExplainPart),
  page: z.int().min(1),
  /** Σ of the pages before, and of those after. */
  carried: z.int(),
  remaining: z.int(),
  hasNext: z.boolean(),
  note: z.string().nullable(),
});
export type Explanation = z.infer<typeof Explanation>;

/** What one later change did to a figure. */
export const ChangeEntry = z.strictObject({
  recordedAt: instantField,
  /** Who recorded it. */
  actor: z.string(),
  label: z.string(),
  /** What it adds to the figure; negative when it lessens it. */
  cents: centsField,
  on: dateField.nullable(),
  note: z.string().nullable(),
  sources: z.array(ExplainSource),
  explain: z.string().nullable(),
});
export type ChangeEntry = z.infer<typeof ChangeEntry>;

const Known = z.strictObject({ knownOn: dateField, value: centsField });

/**
 * GET /api/explain/changes?figure=&asOf=&from=&to=[&page=]: what was recorded between two days about a figure at one
 * business date: `carried + Σ cents + remaining = to.value − from.value`.
 */
export const ExplainChanges = z.strictObject({
  figure: z.string(),
  label: z.string(),
  asOf: dateField,
  from: Known,
  to: Known,
  difference: centsField,
  entries: z.array(ChangeEntry),
  page: z.int().min(1),
  carried: centsField,
  remaining: centsField,
  hasNext: z.boolean(),
});
export type ExplainChanges = z.infer<typeof ExplainChanges>;
