import type { Activation } from '#shared/accounts/own-access.ts';
import { AppError } from '#shared/errors.ts';
import type { SignInWay } from '#shared/session/session.ts';
import { transact } from '../db/transact.ts';
import type { Tx } from '../db/transact.ts';
import { closeSessionsOf } from '../session/session.sql.ts';
import { activationOf, useActivation } from './activation.sql.ts';
import { dropPasskeys } from './passkeys.sql.ts';
import { dropPasswordWay } from './secrets.sql.ts';
import type { SignInDoors, SignedIn } from './sign-in.ts';

type Owner = NonNullable<Awaited<ReturnType<typeof activationOf>>>;

/** Whom a link belongs to. Throws `not-found` for one that was used, is over or never was. */
export async function requireLink({ db, clock }: SignInDoors, token: string): Promise<Owner> {
  const owner = await activationOf(db.read, clock, token);
  if (!owner)
    throw new AppError(
      'not-found',
      'Der Link gilt nicht mehr: Er wurde schon benutzt, ist älter als eine Stunde oder unvollständig. Bitte lassen Sie sich einen neuen geben.',
    );
  return owner;
}

export function activationView({ login, name, expiresAt, activated }: Owner): Activation {
  return { login, name, expiresAt, replaces: activated };
}

/**
 * Uses the link up and sets the secrets in place of all the account had; its sessions end. Throws `not-found` when
 * another was faster.
 */
export async function activate(
  { db, clock, caller }: SignInDoors,
  owner: Owner,
  token: string,
  { way, set }: { way: SignInWay; set: (tx: Tx) => Promise<void> },
): Promise<SignedIn> {
  const { id, login } = owner;
  await transact(db, { clock, writer: { id, name: login } }, async (tx) => {
    await useActivation(tx.query, tx.at, token);
    await dropPasswordWay(tx.query, id);
    await dropPasskeys(tx.query, id);
    await set(tx);
    await closeSessionsOf(tx.query, id);
    return { result: undefined, change: { action: 'access.activate', entity: 'access', entityId: id } };
  });
  caller.security({ event: 'activation-link-used', account: id, way });
  return { userId: id, way };
}
