import { readFileSync } from 'node:fs';
import * as z from 'zod';
import {
  centsField,
  dateField,
  declaredLightField,
  fteField,
  instantField,
  originField,
  trendField,
  yearField,
} from '#shared/fields.ts';
import { ROLES } from '#shared/permissions.ts';
import { POSITION_EVENTS } from '#shared/positions/terms.ts';
import { PROJECT_STATES } from '#shared/projects/terms.ts';
import { RISK_KINDS } from '#shared/risks/terms.ts';

/** Inert files only; a script wrote the rows, tests prove their sums. */
export const FOLDER = new URL('../../data/seed/demo/', import.meta.url);
const name = z.string().min(1);
const code = z.string().min(1);
const origin = originField;

/** Checks a seed file as strictly as any other input: an unknown or missing field stops the build. */
export function listOf<T extends z.ZodRawShape>(file: string, shape: T) {
  const schema = z.array(z.strictObject(shape));
  return () => schema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
}

export const readUsers = listOf('users.json', {
  login: code,
  name,
  role: z.enum(ROLES),
  office: code.optional(),
  description: name,
  origin,
});

export const readPapers = listOf('papers.json', {
  number: z.int().positive(),
  year: yearField,
  title: name,
  kind: z.enum(['decision', 'information', 'budget']),
  body: name,
  sessionOn: dateField,
  summary: z.string(),
  origin,
});

export const readGradeRates = listOf('grade-rates.json', {
  grade: code,
  yearCents: centsField,
  overheadCents: centsField,
  validFrom: dateField,
  validTo: dateField.nullable(),
  origin,
});

const dated = { code, name, validFrom: dateField, origin };
const Structure = z.strictObject({
  stages: z.array(
    z.strictObject({ ...dated, firstYear: yearField, lastYear: yearField, recordedOn: dateField }),
  ),
  fields: z.array(z.strictObject({ ...dated, position: z.int(), recordedOn: dateField })),
  offices: z.array(z.strictObject({ ...dated, recordedOn: dateField })),
  subBudgets: z.array(z.strictObject({ ...dated, office: code })),
  coverGroups: z.array(z.strictObject({ code, name, origin })),
  coverEdges: z.array(z.strictObject({ from: code, to: code, validFrom: dateField })),
  envelopes: z.array(
    z.strictObject({
      position: z.int(),
      name,
      ceilingCents: centsField,
      scope: z.record(z.string(), z.array(z.union([z.string(), z.int()]))),
      scopeText: name,
      note: name,
      validFrom: dateField,
      origin,
    }),
  ),
});
export type Structure = z.infer<typeof Structure>;
export const readStructure = (): Structure =>
  Structure.parse(JSON.parse(readFileSync(new URL('structure.json', FOLDER), 'utf8')));

const baseline = z.strictObject({
  on: dateField,
  weightCents: centsField,
  inForceOn: dateField,
  recordedOn: dateField,
  reason: name,
  paper: code,
});
const milestone = z.strictObject({
  name,
  baselines: z.array(baseline).min(1),
  forecasts: z.array(z.strictObject({ on: dateField, forecast: dateField })),
  reachedOn: dateField.nullable(),
  evidence: z.string().nullable(),
  origin,
});
const risk = z.strictObject({
  kind: z.enum(RISK_KINDS).default('risk'),
  title: name,
  probability: z.int().nullable(),
  impact: z.int().nullable(),
  measure: name,
  owner: z.string().default(''),
  dueOn: dateField.optional(),
  openedOn: dateField,
  closedOn: dateField.nullable(),
  origin,
});

export const readProjects = listOf('projects.json', {
  number: code,
  name,
  description: name,
  stage: code,
  field: code,
  office: code,
  lead: code.nullable(),
  flagship: z.boolean(),
  startsOn: dateField,
  endsOn: dateField,
  origin,
  states: z.array(z.strictObject({ state: z.enum(PROJECT_STATES), on: dateField, reason: name })),
  risks: z.array(risk),
  milestones: z.array(milestone).min(3),
});
export type DemoProject = ReturnType<typeof readProjects>[number];

const four = <T extends z.ZodType>(field: T) =>
  z.strictObject({ overall: field, time: field, cost: field, scope: field });

export const readStatusReports = listOf('status-reports.json', {
  project: code,
  reportingDate: dateField,
  recordedAt: instantField,
  lights: four(declaredLightField),
  trends: four(trendField),
  sentence: name,
  divergenceReason: name.nullable(),
  sinceLast: name,
  untilNext: name,
  decisionNeeded: name.nullable(),
  forecastCents: centsField.nullable(),
  author: code,
  origin,
});
export type DemoStatusReport = ReturnType<typeof readStatusReports>[number];

export const readPositions = listOf('positions.json', {
  number: code,
  title: name,
  grade: code,
  fte: fteField,
  office: code,
  field: code,
  stage: code,
  project: code.nullable(),
  paper: code,
  authorisedOn: dateField,
  plannedStart: dateField,
  kwOn: dateField.nullable(),
  origin,
  events: z.array(
    z.strictObject({
      kind: z.enum(POSITION_EVENTS),
      on: dateField,
      share: fteField.optional(),
      gradeTo: code.optional(),
      dateTo: dateField.optional(),
      note: name.optional(),
    }),
  ),
});
export type DemoPosition = ReturnType<typeof readPositions>[number];
