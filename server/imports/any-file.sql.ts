import type { Clock } from '#shared/calendar.ts';
import type { AppliedImport, ImportPlanView } from '#shared/imports/imports.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import type { RecordProfile } from '#shared/imports/record-profile.ts';
import type { Database, Queries } from '../db/database.ts';
import type { Once } from '../db/once.ts';
import type { Writer } from '../db/transact.ts';
import { applyImport } from './apply-import.sql.ts';
import type { ApplyInput } from './apply-import.sql.ts';
import { applyRecords } from './apply-records.sql.ts';
import { planImport } from './plan-import.ts';
import type { ImportInput } from './plan-import.ts';
import { planRecordUpload, readRecordUpload } from './plan-records.ts';
import { profileFor, recordProfileFor } from './stored-profiles.sql.ts';

/** The profile of that code, whatever it reads. Throws `invalid-parameter` with the known names. */
export async function profileOf(read: Queries, code: string): Promise<ImportProfile | RecordProfile> {
  return (await recordProfileFor(read, code)) ?? profileFor(read, code);
}

/** Plans a file of any kind; what `planImport` says holds for records too. */
export async function planFile(read: Queries, input: ImportInput): Promise<ImportPlanView> {
  const records = await recordProfileFor(read, input.profile);
  if (!records) return planImport(read, input);
  return (await planRecordUpload(read, await readRecordUpload(records, input))).view;
}

/** Applies a file of any kind; what `applyImport` says holds for records too. */
export async function applyFile(
  db: Database,
  by: { clock: Clock; writer: Writer; once?: Once | undefined },
  input: ApplyInput,
): Promise<AppliedImport> {
  const records = await recordProfileFor(db.read, input.profile);
  return records ? applyRecords(db, by, records, input) : applyImport(db, by, input);
}
