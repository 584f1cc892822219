import type { LocalSignIn, PasskeySignIn } from '#shared/accounts/own-access.ts';
import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { SignInWay } from '#shared/session/session.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../http/caller.ts';
import { taken } from './challenges.sql.ts';
import { isPassword } from './hashes.ts';
import { newCodeSecret, stepOf } from './one-time-codes.ts';
import { findPasskey, passkeyUsed } from './passkeys.sql.ts';
import { secretsOf, useRecoveryCode, useStep } from './secrets.sql.ts';
import type { LocalSecrets } from './secrets.sql.ts';
import { beginTry, forgetTries, subjectsOf } from './throttle.sql.ts';
import type { Try } from './throttle.sql.ts';
import { signatureOf } from './webauthn.ts';

/** Who signs in, and with what. */
export interface SignedIn {
  userId: number;
  way: SignInWay;
}

export interface SignInDoors {
  db: Database;
  clock: Clock;
  caller: Caller;
}

/** Compared with where there is no secret, so that nothing is left out. */
const NOBODYS_SECRET = newCodeSecret();

/** Begins a try by name and writes it down when there were too many. Throws `too-many-attempts`. */
export async function tryAs(
  { db, clock, caller }: SignInDoors,
  login: string,
  account: number | null,
): Promise<Try> {
  try {
    return await beginTry(db, clock, subjectsOf(login, caller.address));
  } catch (error) {
    if (error instanceof AppError && error.code === 'too-many-attempts')
      caller.security({ event: 'throttled', account });
    throw error;
  }
}

/** Uses the code up, of the app or for the day it is lost. Undefined when it is none of them, or was used. */
async function useCode(
  { db, clock }: SignInDoors,
  { id }: LocalSecrets,
  code: string,
  step: number | undefined,
  begun: Try,
): Promise<SignInWay | undefined> {
  return db.writeTransaction(async (query) => {
    const way =
      step === undefined
        ? (await useRecoveryCode(query, id, code, clock.now())) && ('recovery' as const)
        : (await useStep(query, id, step)) && ('password' as const);
    if (way) await forgetTries(query, begun);
    return way || undefined;
  });
}

/**
 * Signs in with name, password and code at once. Throws `sign-in-failed` for every reason alike, after the same
 * work, and `too-many-attempts`.
 */
export async function signInLocally(doors: SignInDoors, typed: LocalSignIn): Promise<SignedIn> {
  const { db, clock, caller } = doors;
  const login = typed.login.trim();
  const known = await secretsOf(db.read, login);
  const begun = await tryAs(doors, login, known?.id ?? null);
  const isRight = await isPassword(typed.password, known?.hash ?? null);
  const code = typed.code.replace(/\s/gu, '');
  const step = stepOf(known?.secret ?? NOBODYS_SECRET, code, clock.now());
  const way = isRight && known?.usable ? await useCode(doors, known, code, step, begun) : undefined;
  if (!known || !way) {
    caller.security({ event: 'sign-in-failed', account: known?.id ?? null, way: 'password' });
    throw new AppError('sign-in-failed');
  }
  return { userId: known.id, way };
}

/** Signs in with a passkey, whatever else failed for its account. Throws `sign-in-failed`. */
export async function signInByPasskey(
  { db, clock, caller }: SignInDoors,
  { setup, response }: PasskeySignIn,
): Promise<SignedIn> {
  const now = clock.now();
  const passkey = await findPasskey(db.read, String(response['id']));
  const challenge = await db.writeTransaction((query) =>
    taken(query, now, { token: setup, purpose: 'passkey-sign-in', userId: null }),
  );
  try {
    if (!passkey) throw new AppError('sign-in-failed');
    const counter = await signatureOf(caller.origin, challenge, response, passkey);
    await db.writeTransaction((query) => passkeyUsed(query, passkey.id, counter, now));
    return { userId: passkey.userId, way: 'passkey' };
  } catch (error) {
    caller.security({ event: 'sign-in-failed', account: passkey?.userId ?? null, way: 'passkey' });
    throw error;
  }
}
