import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { ApplyResult } from '#shared/imports/imports.ts';
import { submitRequest } from '../requests/submit.sql.ts';
import type { Database } from '../db/database.ts';
import type { Once } from '../db/once.ts';
import type { Writer } from '../db/transact.ts';
import { applyFile } from './any-file.ts';
import type { ApplyInput } from './money/apply-import.sql.ts';
import { importRequest } from './import-request.sql.ts';
import { deliveryName, deliveryOf } from './delivery.ts';

/**
 * Applies a file, or writes it down as a request when a second person must decide (import-request.sql.ts). `keep`
 * stores the files until then and names them. Throws what `applyFile` and `submitRequest` throw.
 */
export async function applyOrRequest(
  db: Database,
  by: { clock: Clock; writer: Writer; once?: Once | undefined },
  input: ApplyInput,
  keep: () => Promise<{ uploadId: string; sha256: string }>,
): Promise<ApplyResult> {
  try {
    return await applyFile(db, by, input);
  } catch (error) {
    // Nothing was written: the file waits for a second person.
    if (!(error instanceof AppError && error.code === 'four-eyes')) throw error;
  }
  const fileName = deliveryName(deliveryOf(input));
  const payload = {
    ...(await keep()),
    profile: input.profile,
    fileName,
    controlTotalCents: input.controlTotalCents ?? null,
  };
  const reason = `Weitere Ansätze laut Datei ${fileName}`;
  return submitRequest(
    db,
    by,
    () => importRequest,
    { kind: 'import', payload, reason },
    ({ id }) => ({
      ...{ import: null, first: true, requestId: id },
    }),
  );
}
