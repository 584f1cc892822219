import * as z from 'zod';
import { centsField } from '../fields.ts';
import type { ImportPlanView } from './imports.ts';

/** What a request of the kind `import` asks for: an uploaded file of appropriations, kept until it is decided. */
export const ImportRequest = z.strictObject({
  uploadId: z.string().min(1).max(60),
  profile: z.string().min(1).max(100),
  fileName: z.string().max(200),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  controlTotalCents: centsField.nullable(),
});
export type ImportRequest = z.infer<typeof ImportRequest>;

/**
 * The first appropriations of a source and year are loaded at once: their control total is the proof. Whoever adds to
 * a year that has some changes the budget, and a second person decides.
 */
export function importNeedsRequest(
  plan: Pick<ImportPlanView, 'kind' | 'add' | 'same' | 'change' | 'missing'>,
): boolean {
  return plan.kind === 'appropriations' && plan.add > 0 && plan.same + plan.change + plan.missing > 0;
}
