import type { Clock, IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { AppliedImport, ImportPlanView, UploadResult } from '#shared/imports/imports.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import type { RecordProfile } from '#shared/imports/record-profile.ts';
import { importKindWords } from '#shared/imports/terms.ts';
import type { ImportKind } from '#shared/imports/terms.ts';
import { can } from '#shared/permissions.ts';
import type { Action, Actor } from '#shared/permissions.ts';
import type { Database, Queries } from '../db/database.ts';
import type { Once } from '../db/once.ts';
import type { Writer } from '../db/transact.ts';
import { applyImport } from './money/apply-import.sql.ts';
import type { ApplyInput } from './money/apply-import.sql.ts';
import { applyRecords } from './records/apply-records.sql.ts';
import { planImport, readUpload } from './money/plan-import.ts';
import type { ImportInput } from './money/plan-import.ts';
import { keepPlan } from './money/kept-plan.ts';
import { planStated } from './money/plan-state.sql.ts';
import { planRecordUpload, readRecordUpload } from './records/plan-records.ts';
import { profileFor, recordProfileFor } from './profiles/stored-profiles.sql.ts';

/** The profile of that code, whatever it reads. Throws `invalid-parameter` with the known names. */
export async function profileOf(read: Queries, code: string): Promise<ImportProfile | RecordProfile> {
  return (await recordProfileFor(read, code)) ?? profileFor(read, code);
}

/** Throws `forbidden` where files of this profile's kind are read in by somebody else. */
export function requireOfKind(
  actor: Actor,
  action: Extract<Action, 'imports:plan' | 'imports:apply'>,
  { kind }: { kind: ImportKind },
): void {
  if (!can(actor, action, { importKind: kind }))
    throw new AppError('forbidden', `${importKindWords(kind)} liest das Finanzcontrolling ein.`);
}

/** Plans a file of any kind; what `planImport` says holds for records too. */
export async function planFile(read: Queries, input: ImportInput): Promise<ImportPlanView> {
  const records = await recordProfileFor(read, input.profile);
  if (!records) return planImport(read, input);
  return (await planRecordUpload(read, await readRecordUpload(records, input))).view;
}

/**
 * Plans an upload of any kind; `keep` stores its files until the apply and names them. Of amounts what was read and
 * planned is kept too. Throws what `planFile` throws.
 */
export async function planUploaded(
  read: Queries,
  input: ImportInput & { today: IsoDate },
  keep: (plan: ImportPlanView) => Promise<string>,
): Promise<UploadResult> {
  if (await recordProfileFor(read, input.profile)) {
    const plan = await planFile(read, input);
    return { uploadId: await keep(plan), plan };
  }
  using upload = await readUpload(read, input);
  const planned = await planStated(read, upload);
  const uploadId = await keep(planned.view);
  if (planned.view.applicable) keepPlan(uploadId, upload, { planned, today: input.today });
  return { uploadId, plan: planned.view };
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
