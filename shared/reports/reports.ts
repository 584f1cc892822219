import * as z from 'zod';
import { dateField, idField, instantField, lightField, trendField } from '../fields.ts';

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
      kind: z.enum(['text', 'integer', 'cents', 'fte', 'date', 'days', 'quota', 'light']),
      derived: z.strictObject({ plus: z.array(z.string()), minus: z.array(z.string()) }).optional(),
      width: z.number().optional(),
    }),
  ),
  rows: z.array(
    z.strictObject({
      kind: z.enum(['row', 'group', 'subtotal', 'total']),
      cells: z.record(z.string(), cell),
      sums: z.array(z.int()).optional(),
    }),
  ),
  notes: z.array(z.string()),
});

/** A council report as data: cover facts and tables; screen, Excel and frozen copy read this value. */
export const CouncilReport = z.strictObject({
  title: z.string(),
  subtitle: z.string(),
  reference: z.string(),
  kindText: z.string(),
  asOf: dateField,
  /** "Buchungsstand 30.06.2021, eingelesen 02.07.2021" */
  dataState: z.string(),
  demo: z.boolean(),
  /** The most important in at most six sentences. */
  highlights: z.array(z.string()),
  tables: z.array(ReportTableView),
});
export type CouncilReport = z.infer<typeof CouncilReport>;

export const IssuedReportBrief = z.strictObject({
  id: idField,
  title: z.string(),
  reference: z.string(),
  asOf: dateField,
  issuedAt: instantField,
  issuedBy: z.string(),
  sha256: z.string(),
});
export type IssuedReportBrief = z.infer<typeof IssuedReportBrief>;

/** GET /api/reports */
export const ReportList = z.strictObject({ reports: z.array(IssuedReportBrief) });
export type ReportList = z.infer<typeof ReportList>;

/** GET /api/reports/:id */
export const IssuedReport = z.strictObject({ brief: IssuedReportBrief, report: CouncilReport });
export type IssuedReport = z.infer<typeof IssuedReport>;

/** POST /api/reports */
export const IssueReport = z.strictObject({
  asOf: dateField,
  reference: z
    .string()
    .trim()
    .regex(/^\d{1,4}\/\d{4}$/u, 'GRDrs-Nummer im Format 123/2021 erwartet.'),
});
export type IssueReport = z.infer<typeof IssueReport>;
