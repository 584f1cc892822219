import type { Instant } from '#shared/calendar.ts';
import type { Queries } from '../db/database.ts';

/** Where a restored database comes from: instants of restoring and of saving, and where its history ended then. */
export interface Origin {
  at: Instant;
  savedAt: string;
  seq: number;
  hash: string;
}

/** Notes that this database was restored; no fact of the ledger, so it has no history row. */
export async function noteRestored(query: Queries, origin: Origin): Promise<void> {
  const value = JSON.stringify(origin);
  await query
    .insertInto('meta')
    .values({ key: 'restored', value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
