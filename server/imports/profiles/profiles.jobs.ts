import { AppError } from '#shared/errors.ts';
import { errorsCsv } from '#shared/imports/errors-csv.ts';
import type { ProfilePreview } from '#shared/imports/profile-edit.ts';
import { businessDate } from '#shared/calendar.ts';
import type { ProposalInput } from '#shared/imports/propose/profile-proposal.ts';
import type { Clock } from '#shared/calendar.ts';
import type { Database } from '../../db/database.ts';
import { job } from '../../work/job.ts';
import { planFile } from '../any-file.ts';
import { deliveryInput } from '../delivery.ts';
import { planUpload, readUpload } from '../money/plan-import.ts';
import { ALL_ERRORS, previewProfile, sampleErrors } from './preview-profile.ts';
import type { Sample } from './preview-profile.ts';
import { proposeProfile } from './propose-profile.ts';
import { recordProfileFor } from './stored-profiles.sql.ts';
import { findUpload } from '../uploads.sql.ts';

interface OwnFile {
  uploadId: string;
  userId: number;
}

/** A file its owner uploaded within the last day. Throws `not-found`. */
async function ownUpload(db: Database, clock: Clock, { uploadId, userId }: OwnFile) {
  const upload = await findUpload(db.read, uploadId, userId, clock.now());
  if (upload) return upload;
  throw new AppError(
    'not-found',
    'Die hochgeladene Datei ist nicht mehr da. Bitte laden Sie sie noch einmal hoch.',
  );
}

async function ownSample(db: Database, clock: Clock, own: OwnFile): Promise<Sample> {
  const { parts } = await ownUpload(db, clock, own);
  return { ...deliveryInput(parts), today: businessDate(clock.now()) };
}

/** Tries a profile on a sample; without one only the profile is checked. */
export const previewProfileJob = job(
  import.meta.url,
  'previewProfileJob',
  async ({ db, clock }, input: { profile: unknown; sample: OwnFile | null }): Promise<ProfilePreview> => {
    const sample = input.sample ? await ownSample(db, clock, input.sample) : null;
    return previewProfile(db.read, input.profile, sample);
  },
);

/** What a sample suggests about a new profile. */
export const proposeProfileJob = job(
  import.meta.url,
  'proposeProfileJob',
  async (
    { db, clock },
    { sample, kind, chosen }: Pick<ProposalInput, 'kind' | 'chosen'> & { sample: OwnFile },
  ) => proposeProfile((await ownSample(db, clock, sample)).bytes, kind, chosen),
);

/** All errors of a sample under a profile, as CSV. */
export const sampleErrorsJob = job(
  import.meta.url,
  'sampleErrorsJob',
  async ({ db, clock }, input: { profile: unknown; sample: OwnFile }): Promise<string> =>
    errorsCsv(await sampleErrors(db.read, input.profile, await ownSample(db, clock, input.sample))),
);

/** All errors of an uploaded file, as CSV. */
export const uploadErrorsJob = job(
  import.meta.url,
  'uploadErrorsJob',
  async ({ db, clock }, own: OwnFile): Promise<string> => {
    const upload = await ownUpload(db, clock, own);
    const input = {
      profile: upload.profile,
      ...deliveryInput(upload.parts),
      controlTotalCents: upload.control_total_cents ?? undefined,
      today: businessDate(clock.now()),
    };
    if (await recordProfileFor(db.read, upload.profile))
      return errorsCsv((await planFile(db.read, input)).errors);
    using read = await readUpload(db.read, input, { errorsKept: ALL_ERRORS });
    const { plan } = await planUpload(db.read, read);
    return errorsCsv(plan.errors);
  },
);
