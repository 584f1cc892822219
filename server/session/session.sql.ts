import { hash, randomBytes } from 'node:crypto';
import type { Clock, Instant } from '#shared/calendar.ts';
import type { Actor } from '#shared/permissions.ts';
import type { Database, Queries } from '../db/database.ts';

/** Idle for half an hour or open for ten hours ends a session (promises.md section 4). */
const IDLE_MINUTES = 30;
const ABSOLUTE_MINUTES = 10 * 60;
/** The last use is written at most once a minute, so that reading stays reading. */
const TOUCH_MINUTES = 1;

function shift(at: Instant, minutes: number): Instant {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString() as Instant;
}

export function tokenSha256(token: string): string {
  return hash('sha256', token);
}

/** Opens a session with a fresh 256-bit token; only its SHA-256 is kept. Returns the token. */
export async function openSession(db: Database, clock: Clock, userId: number): Promise<string> {
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
      })
      .execute();
  });
  return token;
}

export async function closeSession(db: Database, idSha256: string): Promise<void> {
  await db.writeTransaction((query) =>
    query.deleteFrom('session').where('id_sha256', '=', idSha256).execute(),
  );
}

/** Who a token belongs to, and whether its last use is due to be written. */
export interface OpenSession {
  actor: Actor;
  touchDue: boolean;
  /** The last history row: what was computed at it still holds (answer-cache.ts). */
  historySeq: number;
}

interface SessionRow extends Actor {
  lastSeenAt: Instant;
  historySeq: number | null;
}

type SessionQuery = ReturnType<typeof compileSessionQuery>;

/** Asked on every request: its text is made once per handle, only the values change. */
const compiled = new WeakMap<Queries, SessionQuery>();

/** Values in this order: token, now, the last use that still counts, 0. */
function compileSessionQuery(read: Queries) {
  return read
    .selectFrom('session as s')
    .innerJoin('app_user as u', 'u.id', 's.user_id')
    .where('s.id_sha256', '=', '')
    .where('s.expires_at', '>', '' as Instant)
    .where('s.last_seen_at', '>', '' as Instant)
    .where('u.disabled', '=', 0)
    .select(['u.id', 'u.login', 'u.role', 's.last_seen_at as lastSeenAt'])
    .select((eb) =>
      eb
        .selectFrom('history')
        .select((h) => h.fn.max('seq').as('seq'))
        .as('historySeq'),
    )
    .compile();
}

function sessionQuery(read: Queries): SessionQuery {
  const known = compiled.get(read) ?? compileSessionQuery(read);
  compiled.set(read, known);
  return known;
}

/** Read on each request: role and state come from the database, never from the session. */
export async function findSession(
  read: Queries,
  clock: Clock,
  idSha256: string,
): Promise<OpenSession | null> {
  const now = clock.now();
  const { rows } = await read.executeQuery<SessionRow>({
    ...sessionQuery(read),
    parameters: [idSha256, now, shift(now, -IDLE_MINUTES), 0],
  });
  const [found] = rows;
  if (!found) return null;
  return {
    actor: { id: found.id, login: found.login, role: found.role },
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

export async function findUser(read: Queries, login: string) {
  return read
    .selectFrom('app_user')
    .where('login', '=', login)
    .where('disabled', '=', 0)
    .selectAll()
    .executeTakeFirst();
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
