import * as z from 'zod';
import { reasonField } from '../approvals/requests.ts';
import { UNDO_SOURCE } from '../imports/terms.ts';

/** A code of a source or a system: capitals, digits and dashes. */
export const sourceCodeField = z
  .string()
  .trim()
  .regex(/^[A-Z0-9-]{1,30}$/u, 'Großbuchstaben, Ziffern und Striche, höchstens 30.')
  .refine((code) => code !== UNDO_SOURCE, `„${UNDO_SOURCE}“ ist für Rücknahmen vergeben.`);

/** What a request of the kind `source` asks for: a new source, or another name or system of one that is there. */
export const SourcePayload = z.strictObject({
  code: sourceCodeField,
  name: z.string().trim().min(1, 'Pflichtangabe').max(100, 'Höchstens 100 Zeichen.'),
  /** Sources of one system know each other; a source alone is a system of its own. */
  system: sourceCodeField,
});
export type SourcePayload = z.infer<typeof SourcePayload>;

export const SourceRow = z.strictObject({
  code: z.string(),
  name: z.string(),
  system: z.string(),
  /** 0 = delivered with the program (data/seed/base/sources.json). */
  version: z.int(),
  reason: z.string(),
  /** Null for a delivered one, and for what a migration found. */
  author: z.string().nullable(),
  /** Profiles that read it now. */
  profiles: z.array(z.string()),
});
export type SourceRow = z.infer<typeof SourceRow>;

/** GET /api/sources : by code. */
export const SourceList = z.strictObject({
  sources: z.array(SourceRow),
  /** Whether a new one waits for a second person: as soon as money was read in. */
  needsRequest: z.boolean(),
});
export type SourceList = z.infer<typeof SourceList>;

/** POST /api/sources */
export const SourceInput = z.strictObject({ ...SourcePayload.shape, reason: reasonField });
export type SourceInput = z.infer<typeof SourceInput>;

/** Written at once, or the request that a second person decides about. */
export const SourceResult = z.strictObject({ code: z.string(), requestId: z.int().positive().nullable() });
export type SourceResult = z.infer<typeof SourceResult>;
