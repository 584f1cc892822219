import * as z from 'zod';
import {
  centsField,
  codeText,
  dateField,
  idField,
  instantField,
  ledgerField,
  lineText,
  originField,
  yearField,
} from '../fields.ts';
import { PlaceView, reasonField } from './reconciliation.ts';
import { RULE_FIELDS, RULE_TESTS } from './rule.ts';

export const RuleConditionView = z.strictObject({
  field: z.enum(RULE_FIELDS),
  test: z.enum(RULE_TESTS),
  value: lineText().max(100),
});
const milestoneField = idField.nullable().default(null);
export const RuleTargetView = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('line'),
    number: codeText('own').min(1).max(60),
    milestoneId: milestoneField,
  }),
  z.strictObject({
    kind: z.literal('project'),
    number: codeText('own').min(1).max(60),
    milestoneId: milestoneField,
  }),
  z.strictObject({ kind: z.literal('exclude'), reason: reasonField }),
]);
/** A rule as it is written down; its faults in words come from `faultsOfRule`. */
export const RuleWording = z.strictObject({
  priority: z.int().min(1).max(999),
  conditions: z.array(RuleConditionView).max(20),
  target: RuleTargetView,
});
export type RuleWording = z.infer<typeof RuleWording>;

const ruleCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/u, 'Buchstaben, Ziffern und Striche, höchstens 20.');
export const CreateRule = RuleWording.extend({ code: ruleCode, reason: reasonField });
export type CreateRule = z.infer<typeof CreateRule>;
export const ChangeRule = RuleWording.extend({ active: z.boolean(), reason: reasonField });
export type ChangeRule = z.infer<typeof ChangeRule>;
export const RuleParams = z.strictObject({ code: ruleCode });

export const RuleView = RuleWording.extend({
  code: z.string(),
  version: z.int(),
  active: z.boolean(),
  reason: z.string(),
  author: z.string(),
  at: instantField,
  origin: originField,
  taken: z.int(),
  corrected: z.int(),
});
export type RuleView = z.infer<typeof RuleView>;
export const RuleList = z.strictObject({ rules: z.array(RuleView) });
export type RuleList = z.infer<typeof RuleList>;

/** A rule to try out: null = as it is written now; `active: false` = without it. */
export const SimulateRule = z.strictObject({
  code: ruleCode.nullable(),
  wording: RuleWording.nullable(),
  active: z.boolean().default(true),
});
export type SimulateRule = z.infer<typeof SimulateRule>;

export const SimulatedMove = z.strictObject({
  postingId: idField,
  documentNumber: z.string().nullable(),
  lineItem: z.string().nullable(),
  postedOn: dateField,
  text: z.string(),
  cents: centsField,
  from: PlaceView,
  to: PlaceView,
});
export const LockedPosting = SimulatedMove.extend({ why: z.string() });

export const Simulation = z.strictObject({
  /** Names exactly these moves; the apply call repeats it (409 when they have changed). */
  sha256: z.string(),
  moves: z.int(),
  movedCents: centsField,
  locked: z.int(),
  lockedCents: centsField,
  /** Match, but are where they are by an exact key, or by a rule that comes first. */
  unchanged: z.int(),
  sums: z.array(
    PlaceView.extend({ year: yearField, ledger: ledgerField, before: centsField, after: centsField }),
  ),
  /** The first of them; the counts speak of all. */
  moveList: z.array(SimulatedMove),
  lockedList: z.array(LockedPosting),
});
export type Simulation = z.infer<typeof Simulation>;

export const ApplyRule = z.strictObject({ sha256: z.string().length(64) });
