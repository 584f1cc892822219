import type { Instant } from '#shared/calendar.ts';
import type { Queries } from '../db/database.ts';
import { recoveryDigest } from './one-time-codes.ts';

/** What a name and a password are compared with. */
export interface LocalSecrets {
  id: number;
  /** Enabled, and signs in here. */
  usable: boolean;
  /** PHC text; null = no password. */
  hash: string | null;
  /** Base32; null = no confirmed one. */
  secret: string | null;
}

/** The secrets of the account of that login; undefined when there is none. */
export async function secretsOf(read: Queries, login: string): Promise<LocalSecrets | undefined> {
  const row = await read
    .selectFrom('app_user as u')
    .leftJoin('password as p', 'p.user_id', 'u.id')
    .leftJoin('one_time_code as c', (join) =>
      join.onRef('c.user_id', '=', 'u.id').on('c.confirmed_at', 'is not', null),
    )
    .where('u.login', '=', login)
    .select(['u.id', 'u.disabled', 'u.issuer', 'p.hash', 'c.secret'])
    .executeTakeFirst();
  return row && { ...row, usable: row.disabled === 0 && row.issuer === null };
}

/** Marks a step of the one-time code as used; false when it or a later one was used already. */
export async function useStep(query: Queries, userId: number, step: number): Promise<boolean> {
  const used = await query
    .updateTable('one_time_code')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

/** Marks a recovery code as used; false when there is none such or it was used already. */
export async function useRecoveryCode(
  query: Queries,
  userId: number,
  code: string,
  at: Instant,
): Promise<boolean> {
  const digest = recoveryDigest(userId, code);
  if (digest === undefined) return false;
  const used = await query
    .updateTable('recovery_code')
    .set({ used_at: at })
    .where('code_sha256', '=', digest)
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

/** Sets a password, in place of the one before. */
export async function setPassword(query: Queries, userId: number, hash: string, at: Instant): Promise<void> {
  await query
    .insertInto('password')
    .values({ user_id: userId, hash, changed_at: at })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ hash, changed_at: at }))
    .execute();
}

/** Sets a one-time code whose first code was right, in place of the one before; that step is used. */
export async function setOneTimeCode(
  query: Queries,
  userId: number,
  { secret, step }: { secret: string; step: number },
  at: Instant,
): Promise<void> {
  const row = { secret, confirmed_at: at, last_step: step };
  await query
    .insertInto('one_time_code')
    .values({ user_id: userId, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute();
}

/** Sets recovery codes by their digests, in place of all before. */
export async function setRecoveryCodes(
  query: Queries,
  userId: number,
  digests: readonly string[],
): Promise<void> {
  await query.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
  const rows = digests.map((code_sha256) => ({ code_sha256, user_id: userId, used_at: null }));
  await query.insertInto('recovery_code').values(rows).execute();
}

/** Takes the password away, with the codes that are worth nothing without it. */
export async function dropPasswordWay(query: Queries, userId: number): Promise<void> {
  await query.deleteFrom('password').where('user_id', '=', userId).execute();
  await query.deleteFrom('one_time_code').where('user_id', '=', userId).execute();
  await query.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
}
