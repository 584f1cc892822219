import type { OwnPasskey } from '#shared/accounts/own-access.ts';
import type { Instant } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Queries } from '../db/database.ts';

/** A passkey as a device has made it and a signature is checked with it. */
export interface KnownPasskey {
  id: string;
  /** Base64url, COSE. */
  publicKey: string;
  counter: number;
  transports: string[];
}

/** The passkey of that id with the account it opens, unless that is disabled or signs in elsewhere. */
export async function findPasskey(
  read: Queries,
  id: string,
): Promise<(KnownPasskey & { userId: number }) | undefined> {
  const row = await read
    .selectFrom('passkey as p')
    .innerJoin('app_user as u', 'u.id', 'p.user_id')
    .where('p.id', '=', id)
    .where('u.disabled', '=', 0)
    .where('u.issuer', 'is', null)
    .select(['p.id', 'p.user_id as userId', 'p.public_key as publicKey', 'p.counter', 'p.transports'])
    .executeTakeFirst();
  return row && { ...row, transports: JSON.parse(row.transports) as string[] };
}

/** The passkeys of an account, oldest first. */
export async function passkeysOf(read: Queries, userId: number): Promise<OwnPasskey[]> {
  return read
    .selectFrom('passkey')
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .select(['id', 'name', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
    .execute();
}

/** Adds a passkey. Throws `conflict` when it is known already. */
export async function addPasskey(
  query: Queries,
  userId: number,
  { id, publicKey, counter, transports, name }: KnownPasskey & { name: string },
  at: Instant,
): Promise<void> {
  const row = { id, user_id: userId, name, public_key: publicKey, counter, created_at: at };
  const added = await query
    .insertInto('passkey')
    .values({ ...row, transports: JSON.stringify(transports), last_used_at: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows !== 1n)
    throw new AppError('conflict', 'Dieser Passkey ist schon eingetragen.');
}

/** Keeps how often a passkey says it has signed: a copy of it would fall behind. */
export async function passkeyUsed(query: Queries, id: string, counter: number, at: Instant): Promise<void> {
  await query.updateTable('passkey').set({ counter, last_used_at: at }).where('id', '=', id).execute();
}

/** Throws `not-found` when the account has no such passkey. */
export async function renamePasskey(query: Queries, userId: number, id: string, name: string): Promise<void> {
  const renamed = await query
    .updateTable('passkey')
    .set({ name })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (renamed.numUpdatedRows !== 1n) throw new AppError('not-found', 'Diesen Passkey gibt es nicht mehr.');
}

/** Throws `not-found` when the account has no such passkey. */
export async function removePasskey(query: Queries, userId: number, id: string): Promise<void> {
  const removed = await query
    .deleteFrom('passkey')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (removed.numDeletedRows !== 1n) throw new AppError('not-found', 'Diesen Passkey gibt es nicht mehr.');
}

export async function dropPasskeys(query: Queries, userId: number): Promise<void> {
  await query.deleteFrom('passkey').where('user_id', '=', userId).execute();
}
