import type { Instant } from '#shared/calendar.ts';
import type { SignInWay } from '#shared/session/session.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Writer } from '../db/transact.ts';
import type { Clock } from '#shared/calendar.ts';
import { closeSessionsOf, lastUseThatCounts } from './session.sql.ts';

/** A session that is open; nothing of its token. */
export interface OpenSessionRow {
  createdAt: Instant;
  lastSeenAt: Instant;
  expiresAt: Instant;
  way: SignInWay;
}

/** Sessions of an account that are open at `now`, newest first. */
export async function listSessions(read: Queries, now: Instant, userId: number): Promise<OpenSessionRow[]> {
  return read
    .selectFrom('session')
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .select(['created_at as createdAt', 'last_seen_at as lastSeenAt', 'expires_at as expiresAt', 'way'])
    .execute();
}

/** Sessions with which somebody could go on working at `now`, newest first; the one that asks is marked. */
export async function listUsableSessions(
  read: Queries,
  now: Instant,
  userId: number,
  ownSha256: string | null,
): Promise<(Omit<OpenSessionRow, 'expiresAt'> & { own: boolean })[]> {
  const rows = await read
    .selectFrom('session')
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', lastUseThatCounts(now))
    .orderBy('created_at', 'desc')
    .select(['created_at as createdAt', 'last_seen_at as lastSeenAt', 'way', 'id_sha256'])
    .execute();
  return rows.map(({ id_sha256, ...row }) => ({ ...row, own: id_sha256 === ownSha256 }));
}

/** Ends every session of an account, with a history row. Returns how many. */
export async function endSessions(
  db: Database,
  by: { clock: Clock; writer: Writer },
  userId: number,
): Promise<number> {
  return transact(db, by, async (tx) => {
    const ended = await closeSessionsOf(tx.query, userId);
    const change = { action: 'account.end-sessions', entity: 'app_user', entityId: userId };
    return { result: ended, change: { ...change, after: { ended } } };
  });
}
