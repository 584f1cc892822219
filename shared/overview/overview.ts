import * as z from 'zod';
import { centsField, dateField, fteField, idField, lightField, originField } from '../fields.ts';
import { IndicatorRow } from '../indicators/indicators.ts';
import { LightsView } from '../projects/projects.ts';

/** An envelope with its use. Envelopes overlap and are never added. */
export const EnvelopeView = z.strictObject({
  id: idField,
  name: z.string(),
  scopeText: z.string(),
  note: z.string(),
  origin: originField,
  ceilingCents: centsField,
  /** Planned value at asOf: milestone weights with baseline ≤ asOf, plus planned personnel where in scope. */
  plannedCents: centsField,
  F: centsField,
  S: centsField,
  O: centsField,
  I: centsField,
  /** verfügbar gegen den Rahmen: ceiling − S − O − I. */
  V: centsField,
  /** What is free within the lines already budgeted: F − S − O − I. */
  budgetedV: centsField,
  /** Still to be spent: Σ V of the lines from the year of asOf on; what older years left has lapsed. */
  spendableCents: centsField,
});
export type EnvelopeView = z.infer<typeof EnvelopeView>;

const count = z.strictObject({
  green: z.int(),
  yellow: z.int(),
  red: z.int(),
  none: z.int(),
  projects: z.int(),
});

export const MilestoneBrief = z.strictObject({
  id: idField,
  name: z.string(),
  projectId: idField,
  projectNumber: z.string(),
  projectName: z.string(),
  baselineOn: dateField,
  forecastOn: dateField.nullable(),
  slipDays: z.int().nullable(),
});
export type MilestoneBrief = z.infer<typeof MilestoneBrief>;

/** GET /api/overview?asOf= */
export const Overview = z.strictObject({
  asOf: dateField,
  stageName: z.string(),
  envelopes: z.array(EnvelopeView),
  /** Lines outside every envelope (for example GRDrs 316/2021), shown apart. */
  outside: z.array(
    z.strictObject({
      label: z.string(),
      paper: z.string().nullable(),
      F: centsField,
      O: centsField,
      I: centsField,
      V: centsField,
    }),
  ),
  /** S-curve of the first envelope, cumulated to the end of each month, cents. */
  spend: z.strictObject({
    ceilingCents: centsField,
    points: z.array(
      z.strictObject({
        month: z.string(),
        on: dateField,
        planCents: centsField,
        actualCents: centsField.nullable(),
        forecastCents: centsField.nullable(),
      }),
    ),
    planAtAsOfCents: centsField,
    actualAtAsOfCents: centsField,
    planAtEndCents: centsField,
    forecastAtEndCents: centsField,
    endOn: dateField,
    /** Direction: Ist − Plan. */
    deviationCents: centsField,
    basis: z.string(),
  }),
  positions: z.strictObject({
    authorised: fteField,
    planned: fteField,
    filled: fteField,
    curve: z.array(
      z.strictObject({
        month: z.string(),
        authorised: fteField,
        planned: fteField,
        filled: fteField.nullable(),
      }),
    ),
    byState: z.array(z.strictObject({ label: z.string(), fte: fteField })),
  }),
  fields: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      lights: LightsView,
      counts: count,
      /** Sentences where declared ≠ computed. */
      divergence: z.string().nullable(),
    }),
  ),
  lightTotals: count,
  milestones: z.strictObject({
    reached: z.int(),
    overdue: z.array(MilestoneBrief),
    overdueCount: z.int(),
    due: z.array(MilestoneBrief),
    dueCount: z.int(),
    dueUntil: dateField,
    withoutReport: z.array(z.string()),
  }),
  /** Those that go on, and those of them behind plan or target. */
  indicators: z.strictObject({ count: z.int(), behind: z.int() }),
  sinceLastReport: z.strictObject({
    previousOn: dateField,
    rows: z.array(
      z.strictObject({
        label: z.string(),
        unit: z.enum(['mio', 'fte', 'count']),
        light: lightField.nullable(),
        before: z.number(),
        now: z.number(),
      }),
    ),
    events: z.array(
      z.strictObject({ on: dateField, title: z.string(), text: z.string(), link: z.string().nullable() }),
    ),
  }),
  /** Red by declaration or by the rules; the most telling few, and how many there are. */
  deviationCount: z.int(),
  deviations: z.array(
    z.strictObject({
      projectId: idField,
      projectNumber: z.string(),
      projectName: z.string(),
      light: lightField,
      text: z.string(),
    }),
  ),
});
export type Overview = z.infer<typeof Overview>;

/** GET /api/overview/indicators: the few that stand worst, asked for once the section is seen. */
export const OverviewIndicators = z.strictObject({ asOf: dateField, rows: z.array(IndicatorRow) });
export type OverviewIndicators = z.infer<typeof OverviewIndicators>;
