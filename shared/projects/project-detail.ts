import * as z from 'zod';
import { FiguresView, MovementRow, PaperRef } from '../budget/budget.ts';
import {
  centsField,
  dateField,
  declaredLightField,
  fteField,
  idField,
  instantField,
  ledgerField,
  trendField,
} from '../fields.ts';
import { POSITION_STATES } from '../positions/terms.ts';
import { ForecastPoint } from '../milestones/milestones.ts';
import { RISK_KINDS, RISK_STATES } from '../risks/terms.ts';
import { ProjectRow, Thresholds } from './projects.ts';

export const StatusReportView = z.strictObject({
  id: idField,
  reportingDate: dateField,
  lights: z.strictObject({
    overall: declaredLightField,
    time: declaredLightField,
    cost: declaredLightField,
    scope: declaredLightField,
  }),
  trends: z.strictObject({ overall: trendField, time: trendField, cost: trendField, scope: trendField }),
  sentence: z.string(),
  /** Why the declared light differs from the computed one; required when it does. */
  divergenceReason: z.string().nullable(),
  sinceLast: z.string(),
  untilNext: z.string(),
  decisionNeeded: z.string().nullable(),
  forecastCents: centsField.nullable(),
  author: z.string(),
  recordedAt: instantField,
});
export type StatusReportView = z.infer<typeof StatusReportView>;

export const ProjectMilestone = z.strictObject({
  id: idField,
  name: z.string(),
  baselineOn: dateField,
  forecastOn: dateField.nullable(),
  reachedOn: dateField.nullable(),
  evidence: z.string().nullable(),
  slipDays: z.int().nullable(),
  weightCents: centsField,
  /** Every forecast given so far, one per reporting date. */
  forecasts: z.array(ForecastPoint),
});
export type ProjectMilestone = z.infer<typeof ProjectMilestone>;

export const RiskView = z.strictObject({
  id: idField,
  kind: z.enum(RISK_KINDS),
  title: z.string(),
  /** null where nothing is uncertain: of an issue and of a decision needed. */
  probability: z.int().min(1).max(5).nullable(),
  impact: z.int().min(1).max(5).nullable(),
  measure: z.string(),
  openedOn: dateField,
  state: z.enum(RISK_STATES),
});

export const ProjectLine = z.strictObject({
  id: idField,
  number: z.string(),
  name: z.string(),
  year: z.int(),
  ledger: ledgerField,
  figures: FiguresView,
});

/** One change as the history shows it. */
export const ChangeView = z.strictObject({
  seq: z.int(),
  at: instantField,
  actor: z.string(),
  action: z.string(),
  summary: z.string(),
  reason: z.string().nullable(),
});
export type ChangeView = z.infer<typeof ChangeView>;

/** Earned value by weighted milestones, cents; null = undefined, `reasons` says why (domain.md section 5). */
export const EarnedValueView = z.strictObject({
  bacCents: centsField,
  pvCents: centsField,
  evCents: centsField,
  acCents: centsField,
  cvCents: centsField,
  svCents: centsField,
  /** Ratios in thousandths. */
  cpiThousandths: z.int().nullable(),
  spiThousandths: z.int().nullable(),
  tcpiThousandths: z.int().nullable(),
  eacTypicalCents: centsField.nullable(),
  eacAtypicalCents: centsField,
  etcCents: centsField.nullable(),
  vacCents: centsField.nullable(),
  /** What AC is made of: paid, booked, or booked and committed. */
  basis: z.string(),
  /** Why a figure is null or must be read with care. */
  reasons: z.array(
    z.strictObject({ figure: z.enum(['BAC', 'CPI', 'SPI', 'EAC', 'TCPI']), text: z.string() }),
  ),
});
export type EarnedValueView = z.infer<typeof EarnedValueView>;

/** From a day on a project counts with another stage: its budget of the years of both, as at the date. */
export const StageMove = z.strictObject({
  on: dateField,
  from: z.string(),
  to: z.string(),
  /** Counted with the project before, and no more. */
  leavesCents: centsField,
  /** Counted with it since. */
  entersCents: centsField,
});
export type StageMove = z.infer<typeof StageMove>;

/**
 * GET /api/projects/:id?asOf= (ETag = version). Lines, movements, posts and changes are empty for those who may
 * not read them.
 */
export const ProjectDetail = z.strictObject({
  asOf: dateField,
  reportingDate: dateField,
  project: ProjectRow,
  description: z.string(),
  startsOn: dateField,
  endsOn: dateField,
  lead: z.string().nullable(),
  mayReportStatus: z.boolean(),
  mayEdit: z.boolean(),
  thresholds: Thresholds,
  reports: z.array(StatusReportView),
  milestones: z.array(ProjectMilestone),
  lines: z.array(ProjectLine),
  movements: z.array(MovementRow),
  positions: z.array(
    z.strictObject({
      id: idField,
      number: z.string(),
      grade: z.string(),
      fte: fteField,
      filledFte: fteField,
      state: z.enum(POSITION_STATES),
    }),
  ),
  risks: z.array(RiskView),
  papers: z.array(PaperRef),
  changes: z.array(ChangeView),
  earnedValue: EarnedValueView,
  /** Projects that have gone into this one by the date. */
  takenIn: z.array(z.strictObject({ id: idField, number: z.string(), name: z.string(), on: dateField })),
  /** The bridge of its stages, oldest first, so that totals before and after can be compared. */
  stageMoves: z.array(StageMove),
});
export type ProjectDetail = z.infer<typeof ProjectDetail>;
