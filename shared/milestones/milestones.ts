import * as z from 'zod';
import { ProjectRef } from '../budget/budget.ts';
import { centsField, dateField, idField, longText, originField } from '../fields.ts';

export const ForecastPoint = z.strictObject({ reportingDate: dateField, forecastOn: dateField });
export type ForecastPoint = z.infer<typeof ForecastPoint>;

export const MilestoneRow = z.strictObject({
  id: idField,
  name: z.string(),
  project: ProjectRef,
  field: z.string(),
  office: z.string(),
  leadUserId: idField.nullable(),
  /** The valid baseline; `baselines` > 1 means it was re-baselined, openly. */
  baselineOn: dateField,
  baselines: z.int(),
  /** Newest forecast known; null = never reported. */
  forecastOn: dateField.nullable(),
  /** Forecast of the reporting date before. */
  previousForecastOn: dateField.nullable(),
  reachedOn: dateField.nullable(),
  evidence: z.string().nullable(),
  /** shift(m,t) = forecast − baseline in days, or reached − baseline; a passed forecast counts to asOf. */
  slipDays: z.int().nullable(),
  /** Days since the forecast passed without the milestone being reached, else 0. */
  overdueDays: z.int().min(0),
  /** trend(m,t) = forecast(m,t) − forecast(m,t−1) in days. */
  trendDays: z.int().nullable(),
  state: z.enum(['reached', 'overdue', 'due', 'open']),
  weightCents: centsField,
  forecasts: z.array(ForecastPoint),
  origin: originField,
  projectVersion: z.int(),
});
export type MilestoneRow = z.infer<typeof MilestoneRow>;

/** GET /api/milestones?asOf= : state `due` = baseline or forecast within 30 days after asOf. */
export const MilestonePage = z.strictObject({
  asOf: dateField,
  reportingDates: z.array(dateField),
  milestones: z.array(MilestoneRow),
  /** Money per milestone, by month: weights planned (baseline) and earned (reached), cumulated, cents. */
  money: z.array(
    z.strictObject({ month: z.string(), plannedCents: centsField, earnedCents: centsField.nullable() }),
  ),
  totals: z.strictObject({
    reached: z.int(),
    overdue: z.int(),
    due: z.int(),
    open: z.int(),
    weightCents: centsField,
  }),
});
export type MilestonePage = z.infer<typeof MilestonePage>;

/** POST /api/milestones/:id/reached with `If-Match` = the project's version. */
export const MilestoneReached = z.strictObject({
  reachedOn: dateField,
  evidence: longText().min(3, 'Ein Nachweis wird gebraucht.').max(500),
});
export type MilestoneReached = z.infer<typeof MilestoneReached>;

/** POST /api/milestones/:id/correction with If-Match: another day, another evidence, or not reached after all (null). */
export const MilestoneCorrection = z.strictObject({
  reachedOn: dateField.nullable(),
  /** What proves the day; not needed when the milestone is not reached. */
  evidence: z.string().trim().max(500).default(''),
  reason: z.string().trim().min(3, 'Bitte begründen Sie die Berichtigung.').max(500),
});
export type MilestoneCorrection = z.infer<typeof MilestoneCorrection>;
