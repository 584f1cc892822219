import { hash, randomBytes } from 'node:crypto';
import { businessDate } from '#shared/calendar.ts';
import type { Clock, Instant, IsoDate } from '#shared/calendar.ts';
import type { Actor, Role } from '#shared/permissions.ts';
import type { SignInWay } from '#shared/session/session.ts';
import type { Database, Queries } from '../db/database.ts';
import { question } from '../db/question.ts';
import type { ProviderSignOut } from '../http/identity-provider.ts';
import { actorOf, actorsOn } from './actor.sql.ts';

/** Idle for half an hour or open for ten hours ends a session (promises.md section 4). */
const IDLE_MINUTES = 30;
const ABSOLUTE_MINUTES = 10 * 60;
/** The last use is written at most once a minute, so that reading stays reading. */
const TOUCH_MINUTES = 1;
/** A clock that is set right goes back by less; a session that is younger than now is no session. */
const AHEAD_MINUTES = 5;

function shift(at: Instant, minutes: number): Instant {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString() as Instant;
}

/** A session that was not used since then has ended. */
export const lastUseThatCounts = (now: Instant): Instant => shift(now, -IDLE_MINUTES);

export function tokenSha256(token: string): string {
  return hash('sha256', token);
}

/** Opens a session with a fresh 256-bit token; only its SHA-256 is kept. Returns the token. */
export async function openSession(
  db: Database,
  clock: Clock,
  userId: number,
  { way, providerSid = null }: { way: SignInWay; providerSid?: string | null },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = clock.now();
  await db.writeTransaction(async (query) => {
    await query.deleteFrom('session').where('expires_at', '<=', now).execute();
    await query
      .insertInto('session')
      .values({
        id_sha256: tokenSha256(token),
        user_id: userId,
        created_at: now,
        last_seen_at: now,
        expires_at: shift(now, ABSOLUTE_MINUTES),
        way,
        provider_sid: providerSid,
      })
      .execute();
    await query
      .insertInto('last_sign_in')
      .values({ user_id: userId, at: now, way })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ at: now, way }))
      .execute();
  });
  return token;
}

export async function closeSession(db: Database, idSha256: string): Promise<void> {
  await db.writeTransaction((query) =>
    query.deleteFrom('session').where('id_sha256', '=', idSha256).execute(),
  );
}

/** Ends a session for good that was found to be over: a clock that goes back does not open it again (P14). */
export async function closeOver(db: Database, idSha256: string): Promise<void> {
  const found = await db.read
    .selectFrom('session')
    .where('id_sha256', '=', idSha256)
    .select('id_sha256')
    .executeTakeFirst();
  if (found) await closeSession(db, idSha256);
}

/** Ends every session of an account, inside the transaction that wants it; `except` stays. Returns how many. */
export async function closeSessionsOf(query: Queries, userId: number, except = ''): Promise<number> {
  const gone = await query
    .deleteFrom('session')
    .where('user_id', '=', userId)
    .where('id_sha256', '<>', except)
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}

/**
 * Ends the sessions of everybody to whom the identity provider's groups gave this role, inside the transaction that
 * changes what groups give: who still has one signs in again. Returns how many.
 */
export async function closeSessionsByGroupRole(
  query: Queries,
  { role, office }: { role: Role; office: string | null },
): Promise<number> {
  const gone = await query
    .deleteFrom('session')
    .where('user_id', 'in', (eb) =>
      eb
        .selectFrom('app_user')
        .where('issuer', 'is not', null)
        .where('role', '=', role)
        .where((is) => (office === null ? is('office_code', 'is', null) : is('office_code', '=', office)))
        .select('id'),
    )
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}

/**
 * Ends the sessions that the identity provider ended: the one it names, and of the person it names every one, where it
 * names none. Returns how many.
 */
export async function closeProviderSessions(
  db: Database,
  { issuer, subject, sid }: ProviderSignOut,
): Promise<number> {
  const gone = await db.writeTransaction((query) => {
    const own = query.deleteFrom('session').where('user_id', 'in', (eb) => {
      const ofIssuer = eb.selectFrom('app_user').where('issuer', '=', issuer).select('id');
      return subject === null ? ofIssuer : ofIssuer.where('subject', '=', subject);
    });
    return (sid === null ? own : own.where('provider_sid', '=', sid)).executeTakeFirst();
  });
  return Number(gone.numDeletedRows);
}

/** Who a token belongs to, and whether its last use is due to be written. */
export interface OpenSession {
  actor: Actor;
  touchDue: boolean;
  /** The last history row: what was computed at it still holds (answer-cache.ts). */
  historySeq: number;
}

interface SessionQuestion {
  idSha256: string;
  now: Instant;
  usedAfter: Instant;
  notAfter: Instant;
  day: IsoDate;
}

/** Who a session belongs to that is open and in use, and the last history row. */
const openSessions = question((read, { idSha256, now, usedAfter, notAfter, day }: SessionQuestion) =>
  actorsOn(read, day)
    .innerJoin('session as s', 's.user_id', 'u.id')
    .where('s.id_sha256', '=', idSha256)
    .where('s.expires_at', '>', now)
    .where('s.last_seen_at', '>', usedAfter)
    .where('s.created_at', '<=', notAfter)
    .select('s.last_seen_at as lastSeenAt')
    .select((eb) =>
      eb
        .selectFrom('history')
        .select((h) => h.fn.max('seq').as('seq'))
        .as('historySeq'),
    ),
);

/** Read on each request: role and state come from the database, never from the session. */
export async function findSession(
  read: Queries,
  clock: Clock,
  idSha256: string,
): Promise<OpenSession | null> {
  const now = clock.now();
  const [usedAfter, notAfter] = [lastUseThatCounts(now), shift(now, AHEAD_MINUTES)];
  const rows = await openSessions(read, { idSha256, now, usedAfter, notAfter, day: businessDate(now) });
  const [found, actor] = [rows[0], actorOf(rows)];
  if (!found || !actor) return null;
  return {
    actor,
    touchDue: found.lastSeenAt < shift(now, -TOUCH_MINUTES),
    historySeq: found.historySeq ?? 0,
  };
}

/** Writes that a session was used now. */
export async function touchSession(db: Database, clock: Clock, idSha256: string): Promise<void> {
  const now = clock.now();
  await db.writeTransaction((query) =>
    query.updateTable('session').set({ last_seen_at: now }).where('id_sha256', '=', idSha256).execute(),
  );
}

export async function findUserName(read: Queries, id: number): Promise<string> {
  const user = await read
    .selectFrom('app_user')
    .where('id', '=', id)
    .select('name')
    .executeTakeFirstOrThrow();
  return user.name;
}

export async function listUsers(read: Queries) {
  return read.selectFrom('app_user').where('disabled', '=', 0).orderBy('id').selectAll().execute();
}

/** True on a database that `moves demo` built. */
export async function isDemo(read: Queries): Promise<boolean> {
  const row = await read.selectFrom('meta').where('key', '=', 'kind').select('value').executeTakeFirst();
  return row?.value === 'demo';
}
