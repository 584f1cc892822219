import type { CodeSetup, FirstCode } from '#shared/accounts/own-access.ts';
import { passwordFault } from '#shared/accounts/passwords.ts';
import type { Clock, Instant } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Database, Queries } from '../db/database.ts';
import { begin, begun, goOn, taken } from './challenges.sql.ts';
import { codeUri, newCodeSecret, newRecoveryCodes, recoveryDigest, stepOf } from './one-time-codes.ts';
import { setOneTimeCode, setPassword, setRecoveryCodes } from './secrets.sql.ts';

/** Password and code that are being set up and count for nothing until all of it is confirmed. */
interface Pending {
  /** Of a new password; null = the one that is there stays. */
  hash: string | null;
  secret: string;
  /** Once the first code was right. */
  confirmed: { step: number; digests: string[] } | null;
}

const PURPOSE = 'second-factor';

/** Refuses a password that is too short, too long or easily guessed. Throws `rule-violated` at `password`. */
export function requireGoodPassword(password: string, login: string): void {
  const message = passwordFault(password, login);
  if (message !== undefined)
    throw new AppError('rule-violated', undefined, { errors: [{ path: 'password', message }] });
}

/** Begins a one-time code, with a new password or for the one there is. */
export async function beginCodeSetup(
  db: Database,
  clock: Clock,
  { id, login }: { id: number; login: string },
  hash: string | null,
): Promise<CodeSetup> {
  const secret = newCodeSecret();
  const pending: Pending = { hash, secret, confirmed: null };
  const beginning = { purpose: PURPOSE, userId: id, challenge: JSON.stringify(pending) } as const;
  return { setup: await begin(db, clock, beginning), secret, uri: codeUri(secret, login) };
}

/**
 * Takes the first code and gives the recovery codes, this once; only their digests wait for the end. Throws
 * `rule-violated` at `code` for a wrong one, after which the next may be tried.
 */
export async function confirmFirstCode(
  db: Database,
  clock: Clock,
  userId: number,
  { setup, code }: FirstCode,
): Promise<string[]> {
  const now = clock.now();
  const recoveryCodes = newRecoveryCodes();
  const digests = recoveryCodes.flatMap((one) => recoveryDigest(userId, one) ?? []);
  await db.writeTransaction(async (query) => {
    const kept = await begun(query, now, { token: setup, purpose: PURPOSE, userId });
    const pending = JSON.parse(kept) as Pending;
    const step = stepOf(pending.secret, code, now);
    if (step === undefined) {
      const message = 'Das ist nicht der Code, den die App jetzt zeigt. Stimmt die Uhr des Geräts?';
      throw new AppError('rule-violated', undefined, { errors: [{ path: 'code', message }] });
    }
    await goOn(query, setup, JSON.stringify({ ...pending, confirmed: { step, digests } }));
  });
  return recoveryCodes;
}

/** Puts what was set up in place of what was there. Throws `invalid-input` when it is over or not confirmed. */
export async function finishCodeSetup(
  query: Queries,
  userId: number,
  setup: string,
  at: Instant,
): Promise<void> {
  const kept = await taken(query, at, { token: setup, purpose: PURPOSE, userId });
  const { hash, secret, confirmed } = JSON.parse(kept) as Pending;
  if (!confirmed) throw new AppError('invalid-input', 'Der erste Code fehlt noch.');
  if (hash !== null) await setPassword(query, userId, hash, at);
  await setOneTimeCode(query, userId, { secret, step: confirmed.step }, at);
  await setRecoveryCodes(query, userId, confirmed.digests);
}
