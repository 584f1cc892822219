import * as z from 'zod';
import { ProjectRef } from '../budget/budget.ts';
import { codeText, dateField, idField, lineText, longText, originField } from '../fields.ts';
import { unnamed } from '../text/unnamed.ts';
import { DIRECTIONS, ELEMENT_STATES, INDICATOR_BASES, INDICATOR_KINDS, STANDINGS } from './terms.ts';
import { MOST_COUNTED, MOST_LEVEL } from './values.ts';

const levelField = z
  .int('Bitte eine ganze Stufe angeben.')
  .min(0, 'Mindestens 0.')
  .max(MOST_LEVEL, `Höchstens ${MOST_LEVEL}.`);
const valueField = z.int().min(0, 'Mindestens 0.').max(MOST_COUNTED, 'Der Wert ist zu groß.');
const reasonField = unnamed(lineText().min(3, 'Bitte kurz begründen.').max(500));

/** What is said of an indicator from a day on. */
const said = {
  name: unnamed(lineText().min(3, 'Bitte in ein paar Worten benennen.').max(120)),
  /** What is counted and how, so that two people count the same. */
  meaning: unnamed(longText().min(3, 'Bitte sagen, was gezählt wird.').max(1000)),
  /** What is counted, or the word of a level: `Gebäude`, `Arbeitsplätze`. */
  unit: unnamed(lineText().min(1, 'Bitte eine Einheit nennen.').max(60)),
  direction: z.enum(DIRECTIONS),
  /** Of which project it is; null = of the field or of the programme. */
  projectId: idField.nullable(),
  /** Code of the field of action; '' = the project's, or none. */
  field: z.string().trim().max(40),
  /** Of a level the model with its version, `OZG-Reifegrad 0 bis 4 (2021)`; '' for everything else. */
  model: lineText().max(120),
  lowest: levelField.nullable(),
  highest: levelField.nullable(),
};

/** POST /api/indicators */
export const IndicatorInput = z.strictObject({
  code: codeText('own').min(1, 'Bitte ein Kürzel nennen.').max(40),
  kind: z.enum(INDICATOR_KINDS),
  basis: z.enum(INDICATOR_BASES),
  startsOn: dateField,
  ...said,
});
export type IndicatorInput = z.infer<typeof IndicatorInput>;

/** POST /api/indicators/:id/changes with If-Match: what counts from a day on; what was said before stays. */
export const IndicatorChange = z.strictObject({ effectiveOn: dateField, ...said, reason: reasonField });
export type IndicatorChange = z.infer<typeof IndicatorChange>;

/** POST /api/indicators/:id/end with If-Match: its last day, or null to take an end back. */
export const IndicatorEnd = z.strictObject({ on: dateField.nullable(), reason: reasonField });
export type IndicatorEnd = z.infer<typeof IndicatorEnd>;

/** POST /api/indicators/:id/targets with If-Match: what is to be reached by a day; null takes the target back. */
export const TargetInput = z.strictObject({
  dueOn: dateField,
  value: valueField.nullable(),
  reason: reasonField,
});
export type TargetInput = z.infer<typeof TargetInput>;

/** POST /api/indicators/:id/measurements with If-Match */
export const MeasurementInput = z.strictObject({
  measuredOn: dateField,
  /** Pieces; of a share what was counted of `total`; ten-thousandths of a level. */
  value: valueField,
  total: valueField.nullable(),
  source: unnamed(lineText().min(3, 'Bitte sagen, woher der Wert kommt.').max(200)),
  remark: unnamed(longText().max(1000)),
});
export type MeasurementInput = z.infer<typeof MeasurementInput>;

/** POST /api/indicators/:id/withdrawals with If-Match: a measurement counts no more. */
export const WithdrawalInput = z.strictObject({ measurementId: idField, reason: reasonField });
export type WithdrawalInput = z.infer<typeof WithdrawalInput>;

/** POST /api/indicators/:id/elements with If-Match: the state of one element of a list from a day on. */
export const ElementInput = z.strictObject({
  /** The name of a thing, or the code of an office; what is not there yet is added. */
  name: unnamed(lineText().min(1, 'Bitte benennen.').max(160)),
  state: z.enum(ELEMENT_STATES),
  effectiveOn: dateField,
  remark: unnamed(lineText().max(300)),
});
export type ElementInput = z.infer<typeof ElementInput>;

const Model = z.strictObject({ name: z.string(), lowest: z.int(), highest: z.int() });

/** A value on a day, as it is drawn. */
const CoursePoint = z.strictObject({ on: dateField, value: z.int(), model: z.string().nullable() });
export type CoursePoint = z.infer<typeof CoursePoint>;

const TargetRow = z.strictObject({ dueOn: dateField, value: z.int(), model: z.string().nullable() });

/** An indicator as it stands at the Stichtag. */
export const IndicatorRow = z.strictObject({
  id: idField,
  version: z.int().min(1),
  code: z.string(),
  kind: z.enum(INDICATOR_KINDS),
  basis: z.enum(INDICATOR_BASES),
  name: z.string(),
  meaning: z.string(),
  unit: z.string(),
  direction: z.enum(DIRECTIONS),
  project: ProjectRef.nullable(),
  /** Of the project: who leads it, and the code of its office. */
  leadUserId: idField.nullable(),
  office: z.string().nullable(),
  /** Its own field, else the project's. */
  field: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
  model: Model.nullable(),
  startsOn: dateField,
  endsOn: dateField.nullable(),
  /** The newest measurement up to the Stichtag; of a list its count at the Stichtag. */
  last: z
    .strictObject({ on: dateField, value: z.int(), total: z.int().nullable(), model: z.string().nullable() })
    .nullable(),
  /** Those in force, in the order of their days. */
  targets: z.array(TargetRow),
  standing: z.enum(STANDINGS),
  /** The newest points, earliest first. */
  course: z.array(CoursePoint),
  origin: originField,
});
export type IndicatorRow = z.infer<typeof IndicatorRow>;

/** GET /api/indicators?asOf= : those that had begun at the Stichtag, of `project` alone where it is named. */
export const IndicatorPage = z.strictObject({
  asOf: dateField,
  indicators: z.array(IndicatorRow),
  /** Codes that files bring values of and nobody has defined yet; only for who may define them. */
  undefinedCodes: z.array(
    z.strictObject({ code: z.string(), name: z.string(), unit: z.string(), model: z.string() }),
  ),
});
export type IndicatorPage = z.infer<typeof IndicatorPage>;

const IndicatorFact = z.strictObject({
  effectiveOn: dateField,
  name: z.string(),
  meaning: z.string(),
  unit: z.string(),
  direction: z.enum(DIRECTIONS),
  projectId: idField.nullable(),
  field: z.string(),
  model: Model.nullable(),
});
export type IndicatorFact = z.infer<typeof IndicatorFact>;

/** A measured value, whether it counts or not. */
const MeasurementRow = z.strictObject({
  /** null: brought by a file, and taken back there. */
  id: idField.nullable(),
  on: dateField,
  value: z.int(),
  total: z.int().nullable(),
  model: z.string().nullable(),
  source: z.string(),
  remark: z.string(),
  /** Why it counts no more; '' = a newer one of the same day counts; null = it counts. */
  without: z.string().nullable(),
});
export type MeasurementRow = z.infer<typeof MeasurementRow>;

/** An element of a list at the Stichtag. */
export const ElementRow = z.strictObject({
  /** The code of an office, else the name. */
  key: z.string(),
  name: z.string(),
  state: z.enum(ELEMENT_STATES),
  /** Since when; null of an office that nobody said anything of. */
  since: dateField.nullable(),
  remark: z.string(),
});
export type ElementRow = z.infer<typeof ElementRow>;

/** GET /api/indicators/:id (ETag = version) */
export const IndicatorDetail = z.strictObject({
  asOf: dateField,
  indicator: IndicatorRow,
  /** What was said of it, the newest first, whatever the Stichtag. */
  facts: z.array(IndicatorFact),
  /** The newest first, up to the Stichtag. */
  measurements: z.array(MeasurementRow),
  elements: z.array(ElementRow),
  /** Values of files under its code that cannot be values of it. */
  unreadable: z.int(),
});
export type IndicatorDetail = z.infer<typeof IndicatorDetail>;
