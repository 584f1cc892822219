import type { IsoDate } from '#shared/calendar.ts';
import type { PlannedUpload } from './plan-import.ts';
import type { StatedPlan } from './plan-state.sql.ts';
import { StagedRows } from './staged-rows.ts';

/** A planned upload as another thread takes it over. */
interface Kept {
  upload: Omit<PlannedUpload, 'rows' | typeof Symbol.dispose>;
  planned: StatedPlan;
  today: IsoDate;
}

/**
 * Keeps what was read and planned of an upload until it is applied, so that neither is done twice: beside the database,
 * in this process alone, for half an hour. Without it the upload is read again.
 */
export function keepPlan(
  uploadId: string,
  upload: PlannedUpload,
  { planned, today }: { planned: StatedPlan; today: IsoDate },
): void {
  const { profile, wording, fileName, fileSha256, contentSha256, accounts, enteredCents } = upload;
  const { rows, bookedUntil } = upload.file;
  const kept: Kept = {
    upload: {
      ...{ profile, wording, fileName, fileSha256, contentSha256, accounts, enteredCents },
      file: { rows, bookedUntil },
    },
    ...{ planned, today },
  };
  upload.rows.keepAs(uploadId, kept);
}

/** What was kept, for one caller who disposes of it; undefined when it is gone or was read on another business day. */
export function takePlan(
  uploadId: string,
  today: IsoDate,
): { upload: PlannedUpload; planned: StatedPlan } | undefined {
  const taken = StagedRows.taken(uploadId);
  if (!taken) return undefined;
  const { rows } = taken;
  // Written by `keepPlan`.
  const { upload, planned, today: readOn } = taken.about as Kept;
  if (readOn !== today) {
    rows.close();
    return undefined;
  }
  const dispose = (): void => {
    rows.close();
  };
  return { upload: { ...upload, rows, [Symbol.dispose]: dispose }, planned };
}
