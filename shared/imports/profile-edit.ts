import * as z from 'zod';
import { idField, instantField, longText } from '../fields.ts';
import { RowError } from './imports.ts';

/** One stored or delivered version of a profile. */
export const ProfileVersion = z.strictObject({
  /** 0 = delivered with the program (data/profiles). */
  version: z.int(),
  /** Null for a delivered one. */
  author: z.string().nullable(),
  createdAt: instantField.nullable(),
  reason: z.string(),
  /** Imports that were read with exactly this wording. */
  imports: z.array(z.strictObject({ id: idField, fileName: z.string(), appliedAt: instantField })),
});
export type ProfileVersion = z.infer<typeof ProfileVersion>;

/** GET /api/import-profiles/:code : the wording that counts, and all there were. */
export const ProfileDetail = z.strictObject({
  /** As stored; its schema is `ImportProfile` (profile.ts). */
  profile: z.record(z.string(), z.unknown()),
  version: z.int(),
  versions: z.array(ProfileVersion),
});
export type ProfileDetail = z.infer<typeof ProfileDetail>;

/** POST /api/import-profiles/:code, If-Match: the version it was made from (0 for a delivered or a new one). */
export const SaveProfile = z.strictObject({
  profile: z.record(z.string(), z.unknown()),
  reason: longText().min(1, 'Bitte sagen Sie kurz, was sich ändert.').max(500),
});
export type SaveProfile = z.infer<typeof SaveProfile>;
export const SavedProfile = z.strictObject({ code: z.string(), version: z.int() });
export type SavedProfile = z.infer<typeof SavedProfile>;

/** POST /api/import-profiles/samples?name= with the bytes: a file to try a profile on. Kept for a day, booked never. */
export const SampleQuery = z.strictObject({ name: z.string().min(1).max(300) });
export const SampleResult = z.strictObject({ sampleId: z.string() });
export type SampleResult = z.infer<typeof SampleResult>;

/** POST /api/import-profiles/preview */
export const ProfilePreviewInput = z.strictObject({
  profile: z.record(z.string(), z.unknown()),
  sampleId: z.string().max(60).nullable(),
});
export type ProfilePreviewInput = z.infer<typeof ProfilePreviewInput>;

/** A cell as it stands in the file and what was read from it. */
export const PreviewCell = z.strictObject({
  text: z.string(),
  /** Null where nothing was read: the row is refused or left out, or no field reads this column. */
  value: z.string().nullable(),
  fault: z.string().nullable(),
});
export const PreviewRow = z.strictObject({
  line: z.int(),
  outcome: z.enum(['read', 'left-out', 'totals', 'rejected']),
  /** One per column of the preview. */
  cells: z.array(PreviewCell),
  /** Every booking the row gives, in words: `440 · Ergebnis · 12.500,00 €`. */
  bookings: z.array(z.string()),
  note: z.string().nullable(),
});
export type PreviewRow = z.infer<typeof PreviewRow>;

/** What a profile makes of a file; nothing is written. */
export const ProfilePreview = z.strictObject({
  /** What is wrong with the profile itself, by field; the rest is empty then. */
  faults: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  /** Why the file cannot be read at all with this profile; null when it can, or no file was given. */
  fileFault: z.string().nullable(),
  columns: z.array(z.strictObject({ name: z.string(), field: z.string() })),
  rows: z.array(PreviewRow),
  rowsTotal: z.int(),
  read: z.int(),
  leftOut: z.int(),
  rejected: z.int(),
  /** Named sums of the whole file, in words. */
  sums: z.array(z.strictObject({ name: z.string(), value: z.string(), ok: z.boolean().nullable() })),
  /** What a person should know of the file although it stops nothing: hidden rows, page heads, roundings. */
  notices: z.array(z.string()),
  errors: z.array(RowError),
  errorsTotal: z.int(),
});
export type ProfilePreview = z.infer<typeof ProfilePreview>;
