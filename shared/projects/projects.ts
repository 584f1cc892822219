import * as z from 'zod';
import { centsField, dateField, idField, lightField, originField, trendField } from '../fields.ts';
import type { LightThresholds } from './light-thresholds.ts';
import { PROJECT_STATES } from './terms.ts';

/** The limits of the computed lights as stored and shown (light-thresholds.ts says what each means). */
export const Thresholds = z.strictObject({
  slipYellowDays: z.int().min(0).max(3650),
  slipRedDays: z.int().min(0).max(3650),
  costYellowPercent: z.int().min(0).max(1000),
  costRedPercent: z.int().min(0).max(1000),
  spentYellowPoints: z.int().min(0).max(100),
  spentRedPoints: z.int().min(0).max(100),
  riskYellow: z.int().min(1).max(25),
  riskRed: z.int().min(1).max(26),
}) satisfies z.ZodType<LightThresholds>;

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
  /** forecast − baseline in days, a passed forecast counts to asOf; null when no forecast was given. */
  slipDays: z.int().nullable(),
  /** Days since the forecast passed without the milestone being reached, else 0. */
  overdueDays: z.int().min(0),
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
  /** Number of the project it has gone into; its state is `cancelled` then. */
  mergedInto: z.string().nullable(),
  flagship: z.boolean(),
  leadUserId: idField.nullable(),
  origin: originField,
  version: z.int(),
  lights: LightsView,
  reportedFor: dateField.nullable(),
  /** The report for the last reporting date is missing, and its day has passed: that of its round, else the date itself. */
  reportOverdue: z.boolean(),
  /** Until when the missing report is due; only where a round says so. */
  reportDueOn: dateField.optional(),
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

/** GET /api/projects?asOf=[&first=] : all projects by number, or the first few of them and how many there are. */
export const ProjectList = z.strictObject({
  asOf: dateField,
  /** The last reporting date up to asOf. */
  reportingDate: dateField,
  /** The budget years the money is summed over. */
  years: z.array(z.int()),
  /** The limits the computed lights were computed with; printed as rules. */
  thresholds: Thresholds,
  /** How many projects there are; more than `projects` where only the first were asked for. */
  total: z.int().min(0),
  projects: z.array(ProjectRow),
});
export type ProjectList = z.infer<typeof ProjectList>;
