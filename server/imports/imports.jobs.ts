import { businessDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { ApplyResult, UploadResult } from '#shared/imports/imports.ts';
import type { ControlFileResult } from '#shared/periods/period-views.ts';
import type { Once } from '../db/once.ts';
import type { Cents } from '#shared/money.ts';
import type { Actor } from '#shared/permissions.ts';
import type { Writer } from '../db/transact.ts';
import { job } from '../work/job.ts';
import { planUploaded, profileOf, requireOfKind } from './any-file.ts';
import { applyOrRequest } from './apply-or-request.ts';
import { deliveryInput } from './delivery.ts';
import type { FilePart } from './delivery.ts';
import { fileAt } from './read/file-source.ts';
import type { FileStretch } from './read/file-source.ts';
import { readControlTotals } from './control-totals/read-control-totals.ts';
import { findUpload, keepUpload } from './uploads.sql.ts';

/** What a job is given of a delivery: where its files lie. */
interface Delivered {
  profile: string;
  parts: FileStretch[];
}

function partsOf(input: Delivered): FilePart[] {
  return input.parts.map((part) => ({ fileName: part.fileName, bytes: fileAt(part) }));
}

/** Plans an uploaded delivery and keeps it for its apply. Throws what `planFile` throws. */
export const planUploadJob = job(
  import.meta.url,
  'planUploadJob',
  async (
    { db, clock },
    input: Delivered & { controlTotalCents: Cents | undefined; userId: number },
  ): Promise<UploadResult> => {
    const { profile, controlTotalCents } = input;
    const parts = partsOf(input);
    const today = businessDate(clock.now());
    const file = { profile, controlTotalCents, today, ...deliveryInput(parts) };
    return planUploaded(db.read, file, (plan) => {
      const upload = {
        profile,
        file_name: plan.fileName,
        sha256: plan.fileSha256,
        control_total_cents: controlTotalCents ?? null,
        created_by: input.userId,
        created_at: clock.now(),
      };
      return keepUpload(db, upload, parts);
    });
  },
);

/** Applies an upload as it was previewed. Throws `not-found` when it is gone, `forbidden` of a kind that is somebody else's, and what `applyFile` throws. */
export const applyUploadJob = job(
  import.meta.url,
  'applyUploadJob',
  async (
    { db, clock },
    input: {
      uploadId: string;
      actor: Actor;
      writer: Writer;
      once: Once | undefined;
      planSha256: string;
    },
  ): Promise<ApplyResult> => {
    const upload = await findUpload(db.read, input.uploadId, input.actor.id, clock.now());
    if (!upload) {
      throw new AppError(
        'not-found',
        'Die hochgeladene Datei ist nicht mehr da. Bitte laden Sie sie noch einmal hoch.',
      );
    }
    requireOfKind(input.actor, 'imports:apply', await profileOf(db.read, upload.profile));
    return applyOrRequest(
      db,
      { clock, writer: input.writer, once: input.once },
      {
        profile: upload.profile,
        ...deliveryInput(upload.parts),
        controlTotalCents: upload.control_total_cents ?? undefined,
        expectedPlanSha256: input.planSha256,
        uploadId: upload.id,
      },
      () => Promise.resolve({ uploadId: upload.id, sha256: upload.sha256 }),
    );
  },
);

/** Reads a file of SAP totals as control totals; nothing is posted. Throws what `readControlTotals` throws. */
export const readControlTotalsJob = job(
  import.meta.url,
  'readControlTotalsJob',
  ({ db, clock }, input: Delivered & { writer: Writer }): Promise<ControlFileResult> =>
    readControlTotals(
      db,
      { clock, writer: input.writer },
      { profile: input.profile, ...deliveryInput(partsOf(input)) },
    ),
);
