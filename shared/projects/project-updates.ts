import * as z from 'zod';
import {
  dateField,
  declaredLightField,
  entryCentsField,
  idField,
  lineText,
  longText,
  trendField,
} from '../fields.ts';
import { PROJECT_STATES } from './terms.ts';

const text = longText().max(2000);

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
  forecastCents: entryCentsField.nullable(),
  /** New forecast dates; one per open milestone of the project at the most. */
  milestoneForecasts: z.array(z.strictObject({ milestoneId: idField, forecastOn: dateField })).max(200),
});
export type StatusUpdate = z.infer<typeof StatusUpdate>;

/** PATCH /api/projects/:id with `If-Match`: what the programme office may change in the grid. */
export const ProjectEdit = z.strictObject({
  name: lineText().min(3).max(120).optional(),
  state: z.enum(PROJECT_STATES).optional(),
  flagship: z.boolean().optional(),
});
export type ProjectEdit = z.infer<typeof ProjectEdit>;
