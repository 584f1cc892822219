import type { OwnAccess } from '#shared/accounts/own-access.ts';
import type { Instant } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Queries } from '../db/database.ts';
import { countRows } from '../db/sums.ts';
import { listUsableSessions } from '../session/open-sessions.sql.ts';
import { passkeysOf } from './passkeys.sql.ts';

/** So long after signing in ways may be added and removed: a session that somebody found open does not keep the door. */
const MAY_CHANGE_MS = 15 * 60_000;

/** Whose access it is, and the session that asks. */
export interface Own {
  userId: number;
  sessionSha256: string | null;
}

async function passwordOf(read: Queries, userId: number): Promise<OwnAccess['password']> {
  const password = await read
    .selectFrom('password')
    .where('user_id', '=', userId)
    .select('changed_at as changedAt')
    .executeTakeFirst();
  const { left } = await read
    .selectFrom('recovery_code')
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .select(countRows().as('left'))
    .executeTakeFirstOrThrow();
  return password ? { ...password, recoveryCodesLeft: left } : null;
}

/** How one proves who one is and where one is signed in, at `now`. */
export async function ownAccess(
  read: Queries,
  now: Instant,
  { userId, sessionSha256 }: Own,
): Promise<OwnAccess> {
  const { issuer, ...account } = await read
    .selectFrom('app_user')
    .where('id', '=', userId)
    .select(['id', 'login', 'name', 'issuer'])
    .executeTakeFirstOrThrow();
  const sessions = await listUsableSessions(read, now, userId, sessionSha256);
  const since = sessions.find((one) => one.own)?.createdAt ?? now;
  return {
    ...account,
    fromProvider: issuer !== null,
    passkeys: await passkeysOf(read, userId),
    password: await passwordOf(read, userId),
    sessions,
    mayChangeUntil: new Date(Date.parse(since) + MAY_CHANGE_MS).toISOString() as Instant,
  };
}

/** The access of whoever asks, when its ways are kept here. Throws `rule-violated` for who signs in elsewhere. */
export async function ownLocalAccess(read: Queries, now: Instant, own: Own): Promise<OwnAccess> {
  const access = await ownAccess(read, now, own);
  if (access.fromProvider)
    throw new AppError(
      'rule-violated',
      'Sie melden sich bei der Anmeldung der Stadt an; dort ändern Sie es.',
    );
  return access;
}

/** The same soon after signing in. Throws `rule-violated` later. */
export async function freshLocalAccess(read: Queries, now: Instant, own: Own): Promise<OwnAccess> {
  const access = await ownLocalAccess(read, now, own);
  if (now >= access.mayChangeUntil)
    throw new AppError(
      'rule-violated',
      'Anmeldewege lassen sich nur in der ersten Viertelstunde nach dem Anmelden ändern. Bitte melden Sie sich ab und neu an.',
    );
  return access;
}

/** Throws `rule-violated` when what is left opens the account no more. */
export async function requireWayLeft(query: Queries, userId: number): Promise<void> {
  const left = await passkeysOf(query, userId);
  if (left.length === 0 && (await passwordOf(query, userId)) === null)
    throw new AppError(
      'rule-violated',
      'Das ist Ihr letzter Anmeldeweg; ohne ihn kämen Sie nicht mehr herein.',
    );
}
