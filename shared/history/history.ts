import * as z from 'zod';
import { instantField } from '../fields.ts';

export const HistoryEntry = z.strictObject({
  seq: z.int(),
  at: instantField,
  actor: z.string(),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  reason: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  hash: z.string(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** GET /api/history?before=SEQ&entity=&limit= (newest first, at most 200) */
export const HistoryPage = z.strictObject({
  entries: z.array(HistoryEntry),
  /** What the entries name by a number or a login: `line:63` → `105 eAkte` (references.ts). */
  names: z.record(z.string(), z.string()),
  next: z.int().nullable(),
  total: z.int(),
});
export type HistoryPage = z.infer<typeof HistoryPage>;

/** GET /api/history/verify */
export const VerifyResult = z.strictObject({
  ok: z.boolean(),
  checks: z.array(
    z.strictObject({ name: z.string(), label: z.string(), ok: z.boolean(), detail: z.string() }),
  ),
});
export type VerifyResult = z.infer<typeof VerifyResult>;
