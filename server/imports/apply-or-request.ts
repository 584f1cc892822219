import type { Clock } from '#shared/calendar.ts';
import { refusalOf } from '#shared/imports/refusal.ts';
import type { ApplyResult } from '#shared/imports/imports.ts';
import { submitRequest } from '../approvals/submit.sql.ts';
import type { Database } from '../db/database.ts';
import type { Writer } from '../db/transact.ts';
import { applyFile, planFile } from './any-file.sql.ts';
import type { ApplyInput } from './apply-import.sql.ts';
import { waitsForApproval } from './waits-for-approval.sql.ts';
import { sha256 } from './plan-import.ts';

/**
 * Applies a file, or writes it down as a request when a second person must decide (import-request.sql.ts). `keep`
 * stores the bytes until then and returns their id. Throws what `applyFile` and `submitRequest` throw.
 */
export async function applyOrRequest(
  db: Database,
  by: { clock: Clock; writer: Writer },
  input: ApplyInput,
  keep: () => Promise<string>,
): Promise<ApplyResult> {
  const plan = await planFile(db.read, input);
  const refusal = plan.importedBefore ? undefined : refusalOf(plan);
  if (plan.importedBefore || refusal || !(await waitsForApproval(db.read, plan)))
    return { ...(await applyFile(db, by, input)), requestId: null };
  const payload = {
    uploadId: await keep(),
    profile: input.profile,
    fileName: plan.fileName,
    sha256: sha256(input.bytes),
    controlTotalCents: input.controlTotalCents ?? null,
  };
  const reason = `Weitere Ansätze laut Datei ${plan.fileName}`;
  const { id } = await submitRequest(db, by, { kind: 'import', payload, reason });
  return { import: null, first: true, requestId: id };
}
