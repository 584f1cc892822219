import { businessDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { ApplyResult, UploadResult } from '#shared/imports/imports.ts';
import type { ControlFileResult } from '#shared/periods/period-views.ts';
import type { Once } from '../db/once.ts';
import type { Writer } from '../db/transact.ts';
import { job } from '../work/job.ts';
import { planFile } from './any-file.sql.ts';
import { applyOrRequest } from './apply-or-request.ts';
import { sha256 } from './file-source.ts';
import { readControlTotals } from './read-control-totals.ts';
import type { ImportInput } from './plan-import.ts';
import { findUpload, keepUpload } from './uploads.sql.ts';

/** What a job is given of a file: its bytes cross between threads. */
type WholeFile = ImportInput & { bytes: Uint8Array };

/** The bytes as a view: what crosses between threads arrives as a plain array of bytes. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Plans an uploaded file and keeps it for its apply. Throws what `planFile` throws. */
export const planUploadJob = job(
  import.meta.url,
  'planUploadJob',
  async ({ db, clock }, input: WholeFile & { userId: number }): Promise<UploadResult> => {
    const bytes = bufferOf(input.bytes);
    const plan = await planFile(db.read, { ...input, bytes, today: businessDate(clock.now()) });
    const uploadId = await keepUpload(db, {
      profile: input.profile,
      file_name: plan.fileName,
      sha256: sha256(bytes),
      bytes,
      control_total_cents: input.controlTotalCents ?? null,
      created_by: input.userId,
      created_at: clock.now(),
    });
    return { uploadId, plan };
  },
);

/** Applies an upload as it was previewed. Throws `not-found` when it is gone, and what `applyFile` throws. */
export const applyUploadJob = job(
  import.meta.url,
  'applyUploadJob',
  async (
    { db, clock },
    input: {
      uploadId: string;
      userId: number;
      writer: Writer;
      once: Once | undefined;
      planSha256: string;
    },
  ): Promise<ApplyResult> => {
    const upload = await findUpload(db.read, input.uploadId, input.userId, clock.now());
    if (!upload) {
      throw new AppError(
        'not-found',
        'Die hochgeladene Datei ist nicht mehr da. Bitte laden Sie sie noch einmal hoch.',
      );
    }
    return applyOrRequest(
      db,
      { clock, writer: input.writer, once: input.once },
      {
        profile: upload.profile,
        fileName: upload.file_name,
        bytes: upload.bytes,
        controlTotalCents: upload.control_total_cents ?? undefined,
        expectedPlanSha256: input.planSha256,
      },
      () => Promise.resolve(upload.id),
    );
  },
);

/** Reads a file of SAP totals as control totals; nothing is posted. Throws what `readControlTotals` throws. */
export const readControlTotalsJob = job(
  import.meta.url,
  'readControlTotalsJob',
  ({ db, clock }, input: WholeFile & { writer: Writer }): Promise<ControlFileResult> =>
    readControlTotals(db, { clock, writer: input.writer }, { ...input, bytes: bufferOf(input.bytes) }),
);
