import { AppError } from '#shared/errors.ts';
import type { AppliedImport } from '#shared/imports/imports.ts';
import type { Queries } from '../db/database.ts';
import { findImport } from './imports.sql.ts';

/** What is told of an import that was just written. */
export async function appliedNow(query: Queries, importId: number): Promise<AppliedImport> {
  const row = await findImport(query, importId);
  if (!row) throw new AppError('internal');
  return { import: row, first: true, requestId: null };
}
