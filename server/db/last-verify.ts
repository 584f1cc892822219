import type { Clock, Instant } from '#shared/calendar.ts';
import type { Database, Queries } from './database.ts';

const KEY = 'last-verify';

/** What the last check of everything found, and up to which history row. */
export interface LastVerify {
  at: Instant;
  ok: boolean;
  /** Labels of the checks that found something. */
  failed: string[];
  seq: number;
  hash: string;
}

/** The newest history row; null where nothing was ever written. */
export async function historyHead(read: Queries): Promise<{ seq: number; hash: string } | null> {
  const head = await read
    .selectFrom('history')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return head ?? null;
}

export async function readLastVerify(read: Queries): Promise<LastVerify | null> {
  const row = await read.selectFrom('meta').where('key', '=', KEY).select('value').executeTakeFirst();
  return row ? (JSON.parse(row.value) as LastVerify) : null;
}

/** Keeps what was found; no fact of the ledger, so it has no history row. */
export async function keepLastVerify(
  db: Database,
  clock: Clock,
  found: Omit<LastVerify, 'at'>,
): Promise<void> {
  const value = JSON.stringify({ ...found, at: clock.now() } satisfies LastVerify);
  await db.writeTransaction((query) =>
    query
      .insertInto('meta')
      .values({ key: KEY, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute(),
  );
}

/** Whether the history still holds the row that was last checked, unchanged. */
export async function stillHas(read: Queries, last: LastVerify): Promise<boolean> {
  if (last.seq === 0) return true;
  const row = await read.selectFrom('history').where('seq', '=', last.seq).select('hash').executeTakeFirst();
  return row?.hash === last.hash;
}
