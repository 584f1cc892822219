import type { SourceInput, SourceResult } from '#shared/sources/sources.ts';
import { submitRequest } from '../../requests/submit.sql.ts';
import type { By } from '../../requests/submit.sql.ts';
import type { Database } from '../../db/database.ts';
import { sourceRequest } from './source-request.ts';
import { addSource, sourceNeedsRequest } from './sources.sql.ts';

/** Writes a source at once, or writes it down as a request when a second person must decide. Throws what these throw. */
export async function addOrRequestSource(db: Database, by: By, input: SourceInput): Promise<SourceResult> {
  if (!(await sourceNeedsRequest(db.read))) {
    await addSource(db, by, input);
    return { code: input.code, requestId: null };
  }
  const { reason, ...payload } = input;
  const { id } = await submitRequest(db, by, () => sourceRequest, { kind: 'source', payload, reason });
  return { code: input.code, requestId: id };
}
