import { hash, randomBytes } from 'node:crypto';
import { businessDate } from '#shared/calendar.ts';
import type { Clock, Instant, IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { DECIDING_ROLES } from '#shared/permissions.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { By } from '../requests/submit.sql.ts';
import { accountById } from './accounts.sql.ts';
import type { StoredAccount } from './accounts.sql.ts';

/** A link is good for one use within an hour. */
const GOOD_FOR_MS = 3_600_000;

const digestOf = (token: string): string => hash('sha256', token);
const after = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString() as Instant;

/** Whether an account has set anything to prove who it is. */
async function isActivated(read: Queries, userId: number): Promise<boolean> {
  const password = await read
    .selectFrom('password')
    .where('user_id', '=', userId)
    .select('user_id')
    .executeTakeFirst();
  const passkey = await read
    .selectFrom('passkey')
    .where('user_id', '=', userId)
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return password !== undefined || passkey !== undefined;
}

/**
 * Whether one administrator may hand out the link alone. Whoever holds it becomes that account: of one that decides, or
 * stands in for somebody who does, now or later, it is the operator's.
 */
export async function mayLinkAlone(read: Queries, account: StoredAccount, today: IsoDate): Promise<boolean> {
  if (account.disabled || account.fromProvider || DECIDING_ROLES.includes(account.role)) return false;
  const lent = await read
    .selectFrom('deputy as d')
    .innerJoin('app_user as r', 'r.id', 'd.user_id')
    .where('d.deputy_id', '=', account.id)
    .where('d.withdrawn', '=', 0)
    .where('d.valid_to', '>=', today)
    .where('r.role', 'in', DECIDING_ROLES)
    .select('d.id')
    .limit(1)
    .executeTakeFirst();
  return lent === undefined;
}

/**
 * Makes the one link with which an account sets its secrets, anew; earlier links end. Returns its token (256 bits, of
 * which only the digest is kept) and until when it is good. Throws `rule-violated` for an account that is disabled or
 * signs in elsewhere, and with `alone`, of one administrator, `forbidden` where the link is the operator's.
 */
export async function issueActivation(
  db: Database,
  by: By,
  account: StoredAccount,
  { alone = false }: { alone?: boolean } = {},
): Promise<{ token: string; expiresAt: Instant }> {
  if (account.disabled) throw new AppError('rule-violated', `Das Konto „${account.login}“ ist gesperrt.`);
  if (account.fromProvider)
    throw new AppError('rule-violated', `„${account.login}“ meldet sich bei der Anmeldung der Stadt an.`);
  const token = randomBytes(32).toString('base64url');
  return transact(db, by, async (tx) => {
    // As it stands now: a role may have been given since it was looked at.
    const standing = await accountById(tx.query, account.id);
    if (!standing || standing.disabled || standing.fromProvider) throw new AppError('stale');
    if (alone && !(await mayLinkAlone(tx.query, standing, businessDate(tx.at))))
      throw new AppError(
        'forbidden',
        'Wer diesen Link hat, wird zu diesem Zugang. Für eine Rolle, die entscheidet, und für deren Vertretung gibt ihn der Betrieb aus (moves user activate).',
      );
    const expiresAt = after(tx.at, GOOD_FOR_MS);
    await tx.query.deleteFrom('activation').where('user_id', '=', account.id).execute();
    await tx.query
      .insertInto('activation')
      .values({
        token_sha256: digestOf(token),
        user_id: account.id,
        created_at: tx.at,
        expires_at: expiresAt,
        used_at: null,
      })
      .execute();
    return {
      result: { token, expiresAt },
      change: { action: 'account.link', entity: 'app_user', entityId: account.id, after: { expiresAt } },
    };
  });
}

/** Whom a link belongs to that is still good; undefined otherwise, whatever the reason. */
export async function activationOf(
  read: Queries,
  clock: Clock,
  token: string,
): Promise<{ id: number; login: string; name: string; expiresAt: Instant; activated: boolean } | undefined> {
  const owner = await read
    .selectFrom('activation as a')
    .innerJoin('app_user as u', 'u.id', 'a.user_id')
    .where('a.token_sha256', '=', digestOf(token))
    .where('a.used_at', 'is', null)
    .where('a.expires_at', '>', clock.now())
    .where('u.disabled', '=', 0)
    .select(['u.id', 'u.login', 'u.name', 'a.expires_at as expiresAt'])
    .executeTakeFirst();
  return owner && { ...owner, activated: await isActivated(read, owner.id) };
}

/** Uses a link up, inside the transaction that sets the secrets. Throws `not-found` when another was faster. */
export async function useActivation(query: Queries, at: Instant, token: string): Promise<void> {
  const used = await query
    .updateTable('activation')
    .set({ used_at: at })
    .where('token_sha256', '=', digestOf(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  if (used.numUpdatedRows !== 1n) throw new AppError('not-found', 'Der Link gilt nicht mehr.');
}
