import * as z from 'zod';
import { FiguresView, MovementRow, PaperRef } from '../budget/budget.ts';
import {
  centsField,
  dateField,
  declaredLightField,
  fteField,
  idField,
  instantField,
  lightField,
  originField,
  trendField,
} from '../fields.ts';

export const PROJECT_STATES = ['planned', 'running', 'paused', 'done', 'cancelled'] as const;
export type ProjectState = (typeof PROJECT_STATES)[number];
export const PROJECT_STATE_WORDS: Record<ProjectState, string> = {
  planned: 'geplant',
  running: 'läuft',
  paused: 'ruht',
  done: 'abgeschlossen',
  cancelled: 'abgebrochen',
};

/** The four questions a status answers. */
export const DIMENSIONS = ['overall', 'time', 'cost', 'scope'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export const DIMENSION_WORDS: Record<Dimension, string> = {
  overall: 'Gesamt',
  time: 'Termin',
  cost: 'Kosten',
  scope: 'Umfang',
};

/** Declared light with trend beside the computed one; `rule` names the printed rule that decided. */
export const LightPair = z.strictObject({
  declared: lightField,
  trend: trendField.nullable(),
  computed: lightField,
  rule: z.string().nullable(),
});
export type LightPair = z.infer<typeof LightPair>;

export const LightsView = z.strictObject({
  overall: LightPair,
  time: LightPair,
  cost: LightPair,
  scope: LightPair,
});
export type LightsView = z.infer<typeof LightsView>;

export const NextMilestone = z.strictObject({
  id: idField,
  name: z.string(),
  baselineOn: dateField,
  forecastOn: dateField.nullable(),
  /** forecast − baseline in days; null when no forecast was given. */
  slipDays: z.int().nullable(),
});

export const ProjectRow = z.strictObject({
  id: idField,
  number: z.string(),
  name: z.string(),
  field: z.string(),
  fieldName: z.string(),
  office: z.string(),
  officeName: z.string(),
  stage: z.string(),
  state: z.enum(PROJECT_STATES),
  flagship: z.boolean(),
  leadUserId: idField.nullable(),
  origin: originField,
  version: z.int(),
  lights: LightsView,
  reportedFor: dateField.nullable(),
  reportOverdue: z.boolean(),
  nextMilestone: NextMilestone.nullable(),
  /** Over both years and ledgers of the stage's double budget; a sum for overview only. */
  budgetCents: centsField,
  actualCents: centsField,
  commitmentCents: centsField,
  availableCents: centsField,
  forecastCents: centsField.nullable(),
  forecastEndOn: dateField.nullable(),
});
export type ProjectRow = z.infer<typeof ProjectRow>;

/** GET /api/projects?asOf= */
export const ProjectList = z.strictObject({
  asOf: dateField,
  /** The last reporting date up to asOf. */
  reportingDate: dateField,
  projects: z.array(ProjectRow),
});
export type ProjectList = z.infer<typeof ProjectList>;

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
});
export type ProjectMilestone = z.infer<typeof ProjectMilestone>;

export const RiskView = z.strictObject({
  id: idField,
  title: z.string(),
  probability: z.int().min(1).max(5),
  impact: z.int().min(1).max(5),
  measure: z.string(),
  openedOn: dateField,
  closedOn: dateField.nullable(),
});

export const ProjectLine = z.strictObject({
  id: idField,
  number: z.string(),
  name: z.string(),
  year: z.int(),
  ledger: z.enum(['result', 'cash']),
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
  reasons: z.array(z.string()),
});
export type EarnedValueView = z.infer<typeof EarnedValueView>;

/** GET /api/projects/:id?asOf= (ETag = version) */
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
      state: z.string(),
    }),
  ),
  risks: z.array(RiskView),
  papers: z.array(PaperRef),
  changes: z.array(ChangeView),
  earnedValue: EarnedValueView,
});
export type ProjectDetail = z.infer<typeof ProjectDetail>;

const text = z.string().trim().max(2000);

/** PATCH /api/projects/:id/status with `If-Match: "<version>"` */
export const StatusUpdate = z.strictObject({
  reportingDate: dateField,
  lights: z.strictObject({
    overall: declaredLightField,
    time: declaredLightField,
    cost: declaredLightField,
    scope: declaredLightField,
  }),
  trends: z.strictObject({ overall: trendField, time: trendField, cost: trendField, scope: trendField }),
  sentence: text.min(1, 'Ein Satz zum Stand wird gebraucht.'),
  divergenceReason: text.nullable(),
  sinceLast: text,
  untilNext: text,
  decisionNeeded: text.nullable(),
  forecastCents: centsField.nullable(),
  /** New forecast dates; one per open milestone of the project at the most. */
  milestoneForecasts: z.array(z.strictObject({ milestoneId: idField, forecastOn: dateField })).max(200),
});
export type StatusUpdate = z.infer<typeof StatusUpdate>;

/** PATCH /api/projects/:id with `If-Match`: what the programme office may change in the grid. */
export const ProjectEdit = z.strictObject({
  name: z.string().trim().min(3).max(120).optional(),
  state: z.enum(PROJECT_STATES).optional(),
  flagship: z.boolean().optional(),
});
export type ProjectEdit = z.infer<typeof ProjectEdit>;
