import { AppError } from '#shared/errors.ts';
import type { FileRow } from '#shared/imports/cell.ts';
import type { ImportPlanView, ImportRow } from '#shared/imports/imports.ts';
import { readRecord, recordReader } from '#shared/imports/read-record.ts';
import { addRecord, emptyRecordFile, planRecords } from '#shared/imports/record-plan.ts';
import type { PlannedRecord, RecordFile, RecordPlan } from '#shared/imports/record-plan.ts';
import { recordColumns } from '#shared/imports/record-profile.ts';
import type { RecordProfile } from '#shared/imports/record-profile.ts';
import { recordNotices, recordRows } from '#shared/imports/record-view.ts';
import { refusalOf } from '#shared/imports/refusal.ts';
import { pushAll } from '#shared/largest.ts';
import { ZERO_CENTS } from '#shared/money.ts';
import type { Queries } from '../../db/database.ts';
import { requireKnownSource } from '../sources/sources.sql.ts';
import { findEarlierImport, stillAnswers } from '../imports.sql.ts';
import { deliveryName, deliveryOf, readParts } from '../delivery.ts';
import { sha256 } from '../read/file-source.ts';
import type { ImportInput } from '../money/plan-import.ts';
import { readFileCells } from '../read/read-file.ts';
import type { ReferenceIds } from './record-store.ts';
import { existingRecords } from './record-stores.ts';
import { referenceIds } from './reference-ids.sql.ts';

/** A file of records, read; nothing of it depends on what the data holds. */
export interface RecordUpload {
  profile: RecordProfile;
  fileName: string;
  fileSha256: string;
  contentSha256: string;
  file: RecordFile;
}

export interface PlannedRecords {
  plan: RecordPlan;
  view: ImportPlanView;
  earlier: ImportRow | undefined;
  ids: ReferenceIds;
}

const SHOWN = 200;
const NO_MONEY = {
  addCents: ZERO_CENTS,
  sameCents: ZERO_CENTS,
  sumCents: ZERO_CENTS,
  leftOutCents: ZERO_CENTS,
  unassignedCents: ZERO_CENTS,
  unassignedRows: 0,
  controlTotalCents: null,
  controlOrigin: 'none',
  controlOk: null,
  controlFault: null,
} as const;

/** Reads a file of records in the bounded process. Throws `AppError` for what is not a file of that kind. */
export async function readRecordUpload(profile: RecordProfile, input: ImportInput): Promise<RecordUpload> {
  const parts = deliveryOf(input);
  const fileName = deliveryName(parts);
  const file = emptyRecordFile();
  const fileSha256 = await readParts(parts, (part) => {
    const reader = recordReader(profile, part.fileName, input.today ?? null);
    const take = (rows: FileRow[]): void => {
      for (const row of rows) addRecord(file, readRecord(row, reader));
    };
    return readFileCells(profile, recordColumns(profile), part.bytes, take, (notes) => {
      pushAll(file.notes, notes);
    });
  });
  if (rowsOf(file) === 0)
    throw new AppError('file-unreadable', `Die Datei „${fileName}“ enthält keine Datenzeilen.`);
  const contents = file.records.map((record) => JSON.stringify(record.values)).sort();
  const contentSha256 = sha256(contents.join('\n'));
  return { profile, fileName, fileSha256, contentSha256, file };
}

function rowsOf(file: RecordFile): number {
  return file.records.length + file.leftOut.length + file.rejected.length;
}

export function countOf(plan: RecordPlan, ...outcomes: PlannedRecord['outcome'][]): number {
  return plan.entries.filter((entry) => outcomes.includes(entry.outcome)).length;
}

/** One name for everything that would be written; the apply call repeats it (409 when it no longer fits). */
function digestOf(upload: RecordUpload, plan: RecordPlan): string {
  const writes = plan.entries.map((entry) => [entry.outcome, entry.record.values, entry.changes]);
  return sha256(JSON.stringify([upload.profile, upload.fileSha256, upload.contentSha256, writes]));
}

function viewOf(upload: RecordUpload, plan: RecordPlan, earlier: ImportRow | undefined): ImportPlanView {
  const { profile, file } = upload;
  const view: ImportPlanView = {
    ...NO_MONEY,
    controls: [],
    figures: [],
    late: [],
    held: [],
    doubled: [],
    kind: profile.kind,
    profile: profile.code,
    fileName: upload.fileName,
    fileSha256: upload.fileSha256,
    contentSha256: upload.contentSha256,
    rowsRead: rowsOf(file),
    bookings: rowsOf(file),
    add: countOf(plan, 'add'),
    change: countOf(plan, 'change'),
    same: countOf(plan, 'same', 'repeat'),
    // A file of records says nothing about those it does not name.
    missing: 0,
    rejected: file.rejected.length + countOf(plan, 'rejected'),
    leftOut: file.leftOut.length,
    warnings: plan.warnings.slice(0, SHOWN),
    warningsTotal: plan.warnings.length,
    errors: plan.errors.slice(0, SHOWN),
    errorsTotal: plan.errors.length,
    rows: recordRows(plan, file, profile, SHOWN),
    notices: recordNotices(plan, file),
    importedBefore: earlier ? { importId: earlier.id, appliedAt: earlier.appliedAt } : null,
    planSha256: digestOf(upload, plan),
    applicable: false,
  };
  return { ...view, applicable: earlier === undefined && refusalOf(view) === undefined };
}

/** Plans a file of records on the state of `read`: a reader, or the transaction that will apply it. */
export async function planRecordUpload(read: Queries, upload: RecordUpload): Promise<PlannedRecords> {
  const { profile, fileName, file, fileSha256, contentSha256 } = upload;
  await requireKnownSource(read, profile.source);
  const ids = await referenceIds(read);
  const known = {
    office: new Set(ids.office.keys()),
    field: new Set(ids.field.keys()),
    stage: new Set(ids.stage.keys()),
  };
  const existing = await existingRecords(read, profile.kind);
  const plan = planRecords({ profile, fileName, file, existing, known });
  const same = await findEarlierImport(read, profile.code, fileSha256, contentSha256);
  const earlier = stillAnswers(same, { add: countOf(plan, 'add', 'change') });
  return { plan, earlier, ids, view: viewOf(upload, plan, earlier) };
}
