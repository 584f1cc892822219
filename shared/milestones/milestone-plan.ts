import * as z from 'zod';
import { PaperCitation } from '../approvals/movement.ts';
import { ProjectRef } from '../budget/budget.ts';
import { centsField, dateField, idField, lightField, lineText, longText } from '../fields.ts';
import { MAX_ENTRY_CENTS } from '../money.ts';
import type { Cents } from '../money.ts';
import { MilestoneRow } from './milestones.ts';

/** What a milestone weighs in the earned value: cents of the project's budget. */
const weightField = z
  .int()
  .min(0, 'Ein Gewicht ist nicht kleiner als 0.')
  .max(MAX_ENTRY_CENTS, 'Der Betrag ist zu groß.') as unknown as z.ZodType<Cents>;
const nameField = lineText().min(1, 'Wie heißt der Meilenstein?').max(120, 'Höchstens 120 Zeichen.');
const reasonField = longText().min(3, 'Bitte begründen Sie das.').max(500, 'Höchstens 500 Zeichen.');

/** The most milestones that are added at once. */
export const MOST_ADDED = 100;

/** POST /api/projects/:id/milestones?asOf= with `If-Match` = the project's version: all of them or none. */
export const AddedMilestones = z.strictObject({
  milestones: z
    .array(z.strictObject({ name: nameField, baselineOn: dateField, weightCents: weightField }))
    .min(1, 'Bitte geben Sie mindestens einen Meilenstein an.')
    .max(MOST_ADDED, `Höchstens ${MOST_ADDED} auf einmal.`),
});
export type AddedMilestones = z.infer<typeof AddedMilestones>;

/** PATCH /api/milestones/:id?asOf= : another name or place from that day on. */
export const MilestoneEdit = z.strictObject({
  name: nameField.optional(),
  /** Its place among those of its project, from 1. */
  place: z.int().min(1).max(10_000).optional(),
});
export type MilestoneEdit = z.infer<typeof MilestoneEdit>;

/** POST /api/milestones/:id/end : no milestone any more from that day on; null takes that back. */
export const MilestoneEnd = z.strictObject({ endsOn: dateField.nullable(), reason: reasonField });
export type MilestoneEnd = z.infer<typeof MilestoneEnd>;

/** POST /api/milestones/:id/forecast : of a reporting date; stays as it is, a correction is a newer one. */
export const NewMilestoneForecast = z.strictObject({
  reportingDate: dateField,
  forecastOn: dateField,
  reason: reasonField,
});
export type NewMilestoneForecast = z.infer<typeof NewMilestoneForecast>;

/** POST /api/milestones/:id/predecessors : `lagDays` null ends the dependency. */
export const MilestoneDependency = z.strictObject({
  predecessorId: idField,
  lagDays: z
    .int('Bitte ganze Tage angeben.')
    .min(-3650, 'Höchstens zehn Jahre.')
    .max(3650, 'Höchstens zehn Jahre.')
    .nullable(),
  reason: longText().max(500, 'Höchstens 500 Zeichen.').default(''),
});
export type MilestoneDependency = z.infer<typeof MilestoneDependency>;

/** Payload of a request `baseline`: another baseline for some milestones of a project, from a day on. */
export const BaselinePayload = z.strictObject({
  projectId: idField,
  inForceOn: dateField,
  changes: z
    .array(z.strictObject({ milestoneId: idField, baselineOn: dateField, weightCents: weightField }))
    .min(1, 'Bitte ändern Sie mindestens einen Meilenstein.')
    .max(200, 'Höchstens 200 auf einmal.'),
  paper: PaperCitation.nullable().default(null),
});
export type BaselinePayload = z.infer<typeof BaselinePayload>;

/** One baseline of a milestone; the newest in force at the date counts. */
export const BaselineView = z.strictObject({
  baselineOn: dateField,
  weightCents: centsField,
  inForceOn: dateField,
  reason: z.string(),
  /** Label of the council paper. */
  paper: z.string().nullable(),
});
export type BaselineView = z.infer<typeof BaselineView>;

const MilestoneRef = z.strictObject({ id: idField, name: z.string(), project: ProjectRef });
const DependencyView = z.strictObject({ milestone: MilestoneRef, lagDays: z.int() });

export const PlannedMilestone = z.strictObject({
  row: MilestoneRow,
  baselines: z.array(BaselineView),
  predecessors: z.array(DependencyView),
  successors: z.array(DependencyView),
  /** What its predecessors allow; null when it waits for none. */
  earliestOn: dateField.nullable(),
});
export type PlannedMilestone = z.infer<typeof PlannedMilestone>;

/** Whether the weights are the project's budget: fortgeschriebener Ansatz F of its expense lines, years of its stage. */
export const WeightSum = z.strictObject({
  weightCents: centsField,
  budgetCents: centsField,
  /** Weights − budget: more than the budget is positive. */
  differenceCents: centsField,
  years: z.string(),
});
export type WeightSum = z.infer<typeof WeightSum>;

/** GET /api/projects/:id/milestones?asOf= (ETag = the project's version). */
export const MilestonePlan = z.strictObject({
  asOf: dateField,
  projectId: idField,
  projectVersion: z.int(),
  /** The last reporting date up to asOf: what a forecast is given for. */
  reportingDate: dateField,
  mayEdit: z.boolean(),
  mayRebase: z.boolean(),
  mayReport: z.boolean(),
  milestones: z.array(PlannedMilestone),
  dropped: z.array(z.strictObject({ id: idField, name: z.string(), endsOn: dateField, reason: z.string() })),
  weights: WeightSum,
  /** Money of the project's lines that is blocked until a milestone is reached; empty for who reads no budget. */
  held: z.array(
    z.strictObject({
      milestoneId: idField,
      lineId: idField,
      lineNumber: z.string(),
      lineName: z.string(),
      cents: centsField,
    }),
  ),
  /** Lines on which money can be blocked at a milestone; only for who may ask for that. */
  lines: z.array(z.strictObject({ id: idField, number: z.string(), name: z.string(), year: z.int() })),
});
export type MilestonePlan = z.infer<typeof MilestonePlan>;

/** GET /api/milestones/:id/slip?asOf=&forecastOn= : what another forecast would do; nothing is written. */
export const SlipEffect = z.strictObject({
  asOf: dateField,
  slipDays: z.int(),
  /** The computed light for time. */
  time: z.strictObject({ before: lightField, after: lightField }),
  /** Weights expected to be reached by the next reporting date. */
  earned: z.strictObject({ on: dateField, beforeCents: centsField, afterCents: centsField }),
  successors: z.array(
    z.strictObject({
      milestone: MilestoneRef,
      earliestBefore: dateField,
      earliestAfter: dateField,
      forecastOn: dateField.nullable(),
      baselineOn: dateField,
      /** Its forecast, or its baseline without one, lies before what its predecessors allow. */
      conflicts: z.boolean(),
    }),
  ),
});
export type SlipEffect = z.infer<typeof SlipEffect>;
