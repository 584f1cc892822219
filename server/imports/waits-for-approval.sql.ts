import { importNeedsRequest } from '#shared/imports/import-request.ts';
import type { ImportPlanView } from '#shared/imports/imports.ts';
import type { Queries } from '../db/database.ts';

/** Whether this file waits for a second person. A database that is still being set up takes it at once. */
export async function waitsForApproval(read: Queries, plan: ImportPlanView): Promise<boolean> {
  if (!importNeedsRequest(plan)) return false;
  const setup = await read.selectFrom('meta').where('key', '=', 'setup').select('value').executeTakeFirst();
  return setup?.value === 'complete';
}
