import * as z from 'zod';
import { centsField, dateField, idField, instantField, ledgerField, yearField } from '../fields.ts';
import { CONTROL_ORIGINS, IMPORT_KINDS } from './terms.ts';

/** A fault in one row of a file: where, what stood there, what is wrong. */
export const RowError = z.strictObject({
  file: z.string(),
  /** Line in the file (CSV: first physical line of the record) or row of the sheet, from 1. */
  line: z.int(),
  column: z.string(),
  text: z.string(),
  message: z.string(),
});
export type RowError = z.infer<typeof RowError>;

export const PlannedRow = z.strictObject({
  /** Which part of a delivery it stands in; absent where there is only one. */
  file: z.string().optional(),
  line: z.int(),
  /** What will happen to it. `missing` rows stand in the data but no longer in the file. */
  outcome: z.enum(['add', 'change', 'same', 'missing', 'rejected', 'left-out']),
  object: z.string(),
  account: z.string(),
  text: z.string(),
  rawAmount: z.string(),
  cents: centsField.nullable(),
  ledger: ledgerField.nullable(),
  budgetLine: z.string().nullable(),
  note: z.string().nullable(),
  /** What a changed record would say instead, field by field. */
  changes: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
});
export type PlannedRow = z.infer<typeof PlannedRow>;

const ControlLine = z.strictObject({
  name: z.string(),
  origin: z.enum(['totals-row', 'profile', 'entered']),
  statedCents: centsField,
  fileCents: centsField,
});

/** What an import would do; computed by the same function that does it. Nothing is written by it. */
export const ImportPlanView = z.strictObject({
  kind: z.enum(IMPORT_KINDS),
  profile: z.string(),
  fileName: z.string(),
  /** Names of the files of a delivery in several; absent where it is one. */
  parts: z.array(z.string()).optional(),
  fileSha256: z.string(),
  contentSha256: z.string(),
  /** Records below the header, without totals rows. */
  rowsRead: z.int(),
  /** A row with several amounts gives several: bookings = add + change + same + rejected + left out. */
  bookings: z.int(),
  add: z.int(),
  change: z.int(),
  same: z.int(),
  missing: z.int(),
  rejected: z.int(),
  leftOut: z.int(),
  addCents: centsField,
  sameCents: centsField,
  /** Sum of all amounts of the file's rows, without totals rows and rows left out. */
  sumCents: centsField,
  /** Sum of the rows left out; the control total speaks about sumCents + leftOutCents. */
  leftOutCents: centsField,
  unassignedCents: centsField,
  unassignedRows: z.int(),
  controlTotalCents: centsField.nullable(),
  controlOrigin: z.enum(CONTROL_ORIGINS),
  /** Null while nothing can be checked: no total, or rows that cannot be read. */
  controlOk: z.boolean().nullable(),
  /** What is wrong with the control total, with both sums. */
  controlFault: z.string().nullable(),
  /** Every control total that was checked, with the file's signs. */
  controls: z.array(ControlLine),
  /** Named sums of the profile over part of the rows, expense positive. */
  figures: z.array(z.strictObject({ name: z.string(), cents: centsField, rows: z.int() })),
  /** Row checks that do not hold and do not stop the import: where, and both sums. */
  warnings: z.array(RowError),
  warningsTotal: z.int(),
  errors: z.array(RowError),
  errorsTotal: z.int(),
  /** New rows that count in a later month, because SAP's own is closed. */
  late: z.array(z.strictObject({ month: z.string(), countsOn: dateField, rows: z.int(), cents: centsField })),
  /** New rows of months that are held: while there are any, nothing can be applied. */
  held: z.array(z.strictObject({ month: z.string(), rows: z.int(), cents: centsField })),
  /** New rows that another layout of the same system booked already: while there are any, nothing can be applied. */
  doubled: z.array(
    z.strictObject({
      importId: idField,
      year: yearField,
      period: z.string(),
      /** What stands, and what the file would add, in words. */
      words: z.string(),
      instead: z.string(),
    }),
  ),
  /** The first rows, each with its parsed value beside its text. */
  rows: z.array(PlannedRow),
  /** Notices that do not stop the import. */
  notices: z.array(z.string()),
  /** Set when this very file (or its content) was imported before. */
  importedBefore: z.strictObject({ importId: idField, appliedAt: instantField }).nullable(),
  /** Hash over everything that would be written; the apply call names it. */
  planSha256: z.string(),
  /** True when it can be applied as it is. */
  applicable: z.boolean(),
});
export type ImportPlanView = z.infer<typeof ImportPlanView>;

/** The address of an upload; the control total as on the file, `1234.56` or `1.234,56`. */
const fileName = z.string().min(1).max(300);
const partSize = z.coerce.number().int().min(0);

export const UploadQuery = z.strictObject({
  profile: z.string().min(1).max(60),
  /** Once for each file of the delivery. */
  name: z.union([fileName, z.array(fileName).min(1).max(50)]),
  /** Bytes of each file, in the same order; one file alone needs none. */
  size: z.union([partSize, z.array(partSize).min(1).max(50)]).optional(),
  controlTotal: z.string().max(30).optional(),
});
export type UploadQuery = z.infer<typeof UploadQuery>;

/** POST /api/imports/uploads?profile=&name=[&controlTotal=] with the bytes as application/octet-stream */
export const UploadResult = z.strictObject({ uploadId: z.string(), plan: ImportPlanView });
export type UploadResult = z.infer<typeof UploadResult>;

/** POST /api/imports/uploads/:uploadId/apply */
export const ApplyImport = z.strictObject({ planSha256: z.string().length(64) });
export type ApplyImport = z.infer<typeof ApplyImport>;

export const ImportRow = z.strictObject({
  id: idField,
  kind: z.enum(IMPORT_KINDS),
  profile: z.string(),
  fileName: z.string(),
  fileSha256: z.string(),
  rowsRead: z.int(),
  added: z.int(),
  same: z.int(),
  leftOut: z.int(),
  sumCents: centsField,
  addedCents: centsField,
  /** Rows that stand in the data with another content: they wait in the conflict list. */
  conflicts: z.int(),
  /** sumCents = addedCents + conflictCents + what was there already. */
  conflictCents: centsField,
  unassignedCents: centsField,
  controlTotalCents: centsField.nullable(),
  controlOrigin: z.enum(CONTROL_ORIGINS),
  postedUntil: dateField.nullable(),
  appliedAt: instantField,
  appliedBy: z.string(),
  /** Set once the import was taken back, wholly or in part. */
  undoneAt: instantField.nullable(),
  undoneRows: z.int(),
  /** What stayed at the last time, with its reasons in the request. */
  undoLeftRows: z.int(),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** GET /api/imports */
export const ImportList = z.strictObject({ imports: z.array(ImportRow) });
export type ImportList = z.infer<typeof ImportList>;

/** GET /api/imports/:id */
export const ImportDetail = z.strictObject({ import: ImportRow });
export type ImportDetail = z.infer<typeof ImportDetail>;

/**
 * POST …/apply answers with the import, also when the same file was applied before (`first` = false); or with the
 * request that a second person decides about (import-request.ts), and then nothing is written yet.
 */
export const ApplyResult = z.strictObject({
  import: ImportRow.nullable(),
  first: z.boolean(),
  requestId: z.int().positive().nullable(),
});
/** A file that was applied at once. */
export interface AppliedImport {
  import: ImportRow;
  first: boolean;
  requestId: null;
}
export type ApplyResult = z.infer<typeof ApplyResult>;

export const ProfileBrief = z.strictObject({
  code: z.string(),
  title: z.string(),
  kind: z.enum(IMPORT_KINDS),
  /** `totals`: reads sums per object and account; null where the rows are no amounts. */
  layout: z.enum(['items', 'totals']).nullable(),
  description: z.string(),
  /** File name endings, for the file chooser. */
  formats: z.array(z.string()),
  /** What the file's control total comes from. */
  totalsRow: z.boolean(),
  controlTotal: z.enum(['required', 'optional']),
});
export type ProfileBrief = z.infer<typeof ProfileBrief>;

/** GET /api/import-profiles */
export const ProfileList = z.strictObject({ profiles: z.array(ProfileBrief) });
export type ProfileList = z.infer<typeof ProfileList>;
