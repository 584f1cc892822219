import * as z from 'zod';
import { ASSIGNMENT_METHODS, ASSIGNMENT_TARGETS } from './terms.ts';
import { CONFIDENCES, PASSES } from './suggestion.ts';
import { PERIOD_STATES } from '../periods/terms.ts';
import {
  asOfField,
  centsField,
  dateField,
  entryCentsField,
  idField,
  instantField,
  ledgerField,
  longText,
  yearField,
} from '../fields.ts';

/** Rows of a basket page. */
export const MOST_POSTINGS = 500;

export const BasketQuery = z.strictObject({
  year: z.coerce.number().pipe(yearField).optional(),
  ledger: ledgerField.optional(),
  page: z.coerce.number().pipe(z.int().min(1).max(100_000)).default(1),
  size: z.coerce.number().pipe(z.int().min(1).max(MOST_POSTINGS)).default(200),
});
export type BasketQuery = z.infer<typeof BasketQuery>;

/** A line as it is named on the page. */
export const LineName = z.strictObject({ id: idField, number: z.string(), name: z.string() });
export type LineName = z.infer<typeof LineName>;

const ruleName = z.strictObject({ code: z.string(), version: z.int() });

/** Where it probably belongs; without a line it is not ours. */
export const SuggestionView = z.strictObject({
  pass: z.enum(PASSES),
  confidence: z.enum(CONFIDENCES),
  explanation: z.string(),
  line: LineName.nullable(),
  excludeReason: z.string().nullable(),
  rule: ruleName.nullable(),
});
export type SuggestionView = z.infer<typeof SuggestionView>;

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
  suggestion: SuggestionView.nullable(),
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

export const reasonField = longText().min(3, 'Ein Grund wird gebraucht.').max(500);
const lineIdField = idField;

/** Where a posting shall be put. What is open of it moves; of a posting that is nowhere open, all of it. */
export const Put = z.discriminatedUnion('kind', [
  /** Where the suggestion says; refused when the suggestion has become another one. */
  z.strictObject({ kind: z.literal('suggestion'), pass: z.enum(PASSES), lineId: lineIdField.nullable() }),
  z.strictObject({ kind: z.literal('line'), lineId: lineIdField, milestoneId: idField.nullish() }),
  z.strictObject({
    kind: z.literal('split'),
    parts: z
      .array(z.strictObject({ lineId: lineIdField.nullable(), cents: entryCentsField }))
      .min(2)
      .max(50),
  }),
  /** Shares in hundredths of a percent, 10000 in all; the cents that are left go to the largest remainders. */
  z.strictObject({
    kind: z.literal('shares'),
    parts: z
      .array(z.strictObject({ lineId: lineIdField.nullable(), share: z.int().min(1).max(10_000) }))
      .min(2)
      .max(50),
  }),
  z.strictObject({ kind: z.literal('exclude'), reason: reasonField }),
  z.strictObject({ kind: z.literal('open'), reason: reasonField }),
]);
export type Put = z.infer<typeof Put>;

export const AssignPostings = z.strictObject({
  items: z
    .array(z.strictObject({ postingId: idField, expectedSeq: z.int().nullable(), put: Put }))
    .min(1)
    .max(MOST_POSTINGS),
});
export type AssignPostings = z.infer<typeof AssignPostings>;

export const ChangeResult = z.strictObject({ seq: z.int(), postings: z.int() });
export type ChangeResult = z.infer<typeof ChangeResult>;

export const UndoChange = z.strictObject({ seq: z.int().positive() });

/** A place in words: a line, the basket, or left out. */
export const PlaceView = z.strictObject({
  target: z.enum(ASSIGNMENT_TARGETS),
  line: LineName.nullable(),
});
export type PlaceView = z.infer<typeof PlaceView>;

export const ConditionView = z.strictObject({ text: z.string(), actual: z.string(), met: z.boolean() });

/** A rule seen from one posting. */
export const RuleSeen = z.strictObject({
  code: z.string(),
  version: z.int(),
  since: instantField,
  author: z.string(),
  priority: z.int(),
  conditions: z.string(),
  target: z.string(),
  outcomes: z.array(ConditionView),
  taken: z.int(),
  corrected: z.int(),
  /** Why it decides nothing here, e.g. its line is missing in the year; empty = it could. */
  hindrance: z.string(),
});
export type RuleSeen = z.infer<typeof RuleSeen>;

export const ChainStep = z.strictObject({
  seq: z.int(),
  at: instantField,
  by: z.string(),
  /** `import` or how it was moved since. */
  method: z.enum(['import', ...ASSIGNMENT_METHODS]),
  words: z.string(),
  reason: z.string(),
  effectiveOn: dateField,
  /** It counts later than the posting's own day, because its period was closed. */
  late: z.boolean(),
  rule: RuleSeen.nullable(),
  milestone: z.string().nullable(),
  parts: z.array(PlaceView.extend({ cents: centsField })),
});
export type ChainStep = z.infer<typeof ChainStep>;

/** What the line and the basket would say after the suggestion; asOf = the Stichtag the figures are of. */
export const EffectView = z.strictObject({
  asOf: dateField,
  line: LineName,
  actual: z.strictObject({ now: centsField, then: centsField }),
  available: z.strictObject({ now: centsField, then: centsField }),
  open: z.strictObject({ month: z.string(), now: centsField, then: centsField }),
});

export const AssignmentQuery = z.strictObject({ asOf: asOfField.optional() });
export const PostingAssignment = z.strictObject({
  /** The business date of the figures in `effect`. */
  asOf: dateField,
  posting: BasketPosting.omit({ suggestion: true }).extend({
    source: z.string(),
    subBudget: z.string().nullable(),
  }),
  places: z.array(PlaceView.extend({ cents: centsField })),
  chain: z.array(ChainStep),
  suggestion: SuggestionView.nullable(),
  /** The rule behind the suggestion. */
  rule: RuleSeen.nullable(),
  /** Rules that match too, but come later or lead nowhere. */
  alternatives: z.array(RuleSeen),
  effect: EffectView.nullable(),
});
export type PostingAssignment = z.infer<typeof PostingAssignment>;

export const LinesQuery = z.strictObject({
  year: z.coerce.number().pipe(yearField),
  ledger: ledgerField.optional(),
});
export const LineChoices = z.strictObject({
  lines: z.array(LineName.extend({ ledger: ledgerField, project: z.string().nullable() })),
});
export type LineChoices = z.infer<typeof LineChoices>;
