import * as z from 'zod';
import { CityWords } from '../city/city.ts';
import { dateField, idField, instantField, lightField, trendField } from '../fields.ts';

/** `123/2021` */
export const referenceField = z
  .string()
  .trim()
  .regex(
    /^[1-9]\d{0,3}\/(?:19|20)\d{2}$/u,
    'Die GRDrs-Nummer fehlt oder ist unvollständig, zum Beispiel 123/2021.',
  );

const cell = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.strictObject({ light: lightField, trend: trendField.nullable() }),
  z.strictObject({ part: z.number(), of: z.number() }),
]);

export const ReportTableView = z.strictObject({
  id: z.string(),
  title: z.string(),
  sentence: z.string(),
  columns: z.array(
    z.strictObject({
      key: z.string(),
      label: z.string(),
      kind: z.enum(['text', 'integer', 'year', 'cents', 'fte', 'date', 'days', 'quota', 'light']),
      derived: z.strictObject({ plus: z.array(z.string()), minus: z.array(z.string()) }).optional(),
      width: z.number().optional(),
      under: z.string().optional(),
      sheetOnly: z.boolean().optional(),
    }),
  ),
  rows: z.array(
    z.strictObject({
      kind: z.enum(['row', 'group', 'subtotal', 'total']),
      cells: z.record(z.string(), cell),
      sums: z.array(z.int()).optional(),
      less: z.array(z.int()).optional(),
    }),
  ),
  notes: z.array(z.string()),
  sheet: z.string().max(31).optional(),
  layout: z.enum(['table', 'blocks', 'notes']).optional(),
  unit: z.enum(['euro', 'millions']).optional(),
  annex: z.boolean().optional(),
});

/** A council report as data: cover facts and tables; screen, Excel and frozen copy read this value. */
export const CouncilReport = z.strictObject({
  /** What the city was called when it was made; missing in reports of earlier programs. */
  letterhead: CityWords.optional(),
  title: z.string(),
  subtitle: z.string(),
  reference: z.string(),
  kindText: z.string(),
  /** "öffentlich": sums only, no names, no cost of single posts. */
  edition: z.string(),
  /** Referat; missing where nobody named one, and in reports of earlier programs. */
  department: z.string().optional(),
  asOf: dateField,
  /** The second clock: what was recorded up to this moment counts. Missing in reports of earlier programs. */
  knownAt: instantField.optional(),
  /** The report this one corrects. */
  corrects: z
    .strictObject({ id: idField, reference: z.string(), issuedAt: instantField, reason: z.string() })
    .optional(),
  /** "Buchungsstand 30.06.2021, eingelesen 02.07.2021" */
  dataState: z.string(),
  demo: z.boolean(),
  /** The most important in at most six sentences. */
  highlights: z.array(z.string()),
  /** The questions in reading order; each names its tables by their ids. */
  chapters: z.array(
    z.strictObject({
      key: z.string().optional(),
      question: z.string(),
      /** What the author adds in their own words. */
      text: z.string().optional(),
      tableIds: z.array(z.string()),
    }),
  ),
  tables: z.array(ReportTableView),
  /** Remarks on single figures, numbered through the report; their words stand in the notes of the table. */
  remarks: z
    .array(
      z.strictObject({
        table: z.string(),
        row: z.int(),
        column: z.string(),
        number: z.int(),
        text: z.string(),
      }),
    )
    .optional(),
});
export type CouncilReport = z.infer<typeof CouncilReport>;

const CorrectionLink = z.strictObject({ id: idField, reference: z.string(), issuedAt: instantField });

export const IssuedReportBrief = z.strictObject({
  id: idField,
  title: z.string(),
  reference: z.string(),
  asOf: dateField,
  issuedAt: instantField,
  issuedBy: z.string(),
  sha256: z.string(),
  /** The report that corrects this one, and the one this corrects. */
  correctedBy: CorrectionLink.nullable(),
  corrects: CorrectionLink.nullable(),
});
export type IssuedReportBrief = z.infer<typeof IssuedReportBrief>;

/** GET /api/reports */
export const ReportList = z.strictObject({ reports: z.array(IssuedReportBrief) });
export type ReportList = z.infer<typeof ReportList>;

/** GET /api/reports/draft?asOf= : computed now, not frozen. */
export const ReportDraft = z.strictObject({ report: CouncilReport });
export type ReportDraft = z.infer<typeof ReportDraft>;

/** GET /api/reports/:id : the stored value, its hash checked again. */
export const IssuedReport = z.strictObject({ brief: IssuedReportBrief, report: CouncilReport });
export type IssuedReport = z.infer<typeof IssuedReport>;
