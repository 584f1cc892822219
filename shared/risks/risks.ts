import * as z from 'zod';
import { PaperRef, ProjectRef } from '../budget/budget.ts';
import { dateField, idField, lineText, longText, originField } from '../fields.ts';
import { unnamed } from '../text/unnamed.ts';
import { RISK_KINDS, RISK_STATES } from './terms.ts';

const scaleField = z.int('Bitte 1 bis 5 angeben.').min(1, 'Mindestens 1.').max(5, 'Höchstens 5.');

/** What is said of an entry on a day. */
const said = {
  title: unnamed(lineText().min(3, 'Bitte in ein paar Worten benennen.').max(200)),
  /** 1 to 5; null for an issue and a decision needed. */
  probability: scaleField.nullable(),
  impact: scaleField.nullable(),
  /** Cause and measure; of a decision what it is about. */
  measure: unnamed(longText().min(3, 'Bitte Ursache oder Maßnahme nennen.').max(2000)),
  /** Who answers for the measure, solves the issue or decides: a function or a unit. */
  owner: unnamed(lineText().min(2, 'Bitte eine Funktion oder Einheit nennen.').max(120)),
  /** Until when the measure is to be done, the issue solved, the decision taken. */
  dueOn: dateField.nullable(),
  /** `316/2021`; '' = none. */
  paper: z.string().trim().max(40),
};

/** POST /api/risks: a new entry of a project's register, open from `openedOn` on. */
export const RiskInput = z.strictObject({
  projectId: idField,
  kind: z.enum(RISK_KINDS),
  openedOn: dateField,
  ...said,
});
export type RiskInput = z.infer<typeof RiskInput>;

/** POST /api/risks/:id/assessments with If-Match: what counts from a day on; what was said before stays. */
export const RiskAssessmentInput = z.strictObject({
  effectiveOn: dateField,
  ...said,
  state: z.enum(RISK_STATES),
  reason: unnamed(lineText().min(3, 'Bitte kurz begründen.').max(500)),
});
export type RiskAssessmentInput = z.infer<typeof RiskAssessmentInput>;

/** An entry of the register as it stands at the Stichtag. */
export const RiskRow = z.strictObject({
  id: idField,
  version: z.int().min(1),
  project: ProjectRef,
  leadUserId: idField.nullable(),
  /** Code of the office of the project. */
  office: z.string(),
  kind: z.enum(RISK_KINDS),
  title: z.string(),
  probability: z.int().nullable(),
  impact: z.int().nullable(),
  measure: z.string(),
  owner: z.string(),
  openedOn: dateField,
  dueOn: dateField.nullable(),
  state: z.enum(RISK_STATES),
  /** Day of the assessment that counts at the Stichtag. */
  assessedOn: dateField,
  reason: z.string().nullable(),
  paper: PaperRef.nullable(),
  origin: originField,
});
export type RiskRow = z.infer<typeof RiskRow>;

/** GET /api/risks?asOf= : every entry known at the Stichtag, of `project` alone where it is named. */
export const RiskPage = z.strictObject({
  asOf: dateField,
  /** From how many points on a risk is medium and high: the limits of the computed light. */
  limits: z.strictObject({ medium: z.int(), high: z.int() }),
  risks: z.array(RiskRow),
});
export type RiskPage = z.infer<typeof RiskPage>;

/** One assessment among all of an entry. */
export const RiskAssessment = z.strictObject({
  effectiveOn: dateField,
  title: z.string(),
  probability: z.int().nullable(),
  impact: z.int().nullable(),
  measure: z.string(),
  owner: z.string(),
  dueOn: dateField.nullable(),
  state: z.enum(RISK_STATES),
  reason: z.string().nullable(),
  paper: PaperRef.nullable(),
});
export type RiskAssessment = z.infer<typeof RiskAssessment>;

/** GET /api/risks/:id (ETag = version): an entry at the Stichtag with everything that was ever said of it. */
export const RiskDetail = z.strictObject({
  asOf: dateField,
  risk: RiskRow,
  /** The newest first, whatever the Stichtag. */
  assessments: z.array(RiskAssessment),
});
export type RiskDetail = z.infer<typeof RiskDetail>;
