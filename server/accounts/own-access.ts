import type { NewPasskey, OwnAccess } from '#shared/accounts/own-access.ts';
import { AppError } from '#shared/errors.ts';
import { transact } from '../db/transact.ts';
import type { Change, Tx } from '../db/transact.ts';
import type { RouteContext } from '../http/route.ts';
import { closeSessionsOf } from '../session/session.sql.ts';
import { taken } from './challenges.sql.ts';
import { isPassword } from './hashes.ts';
import { ownAccess } from './own-access.sql.ts';
import type { Own } from './own-access.sql.ts';
import { addPasskey } from './passkeys.sql.ts';
import { secretsOf } from './secrets.sql.ts';
import { tryAs } from './sign-in.ts';
import { forgetTries } from './throttle.sql.ts';
import { newPasskeyOf } from './webauthn.ts';

/** What the deeds on the own access need of a route. */
export type OwnContext = Pick<
  RouteContext<unknown, unknown, unknown>,
  'db' | 'beside' | 'clock' | 'actor' | 'by' | 'caller'
>;

export const ownOf = ({ actor, caller }: OwnContext): Own => ({
  userId: actor.id,
  sessionSha256: caller.sessionSha256,
});

/**
 * Changes the own access in one transaction with its history row, and writes it to the security log; with
 * `endOthers` every other session ends. Returns what is then.
 */
export async function changeOwn(
  context: OwnContext,
  { action, endOthers = false }: { action: Change['action']; endOthers?: boolean },
  work: (tx: Tx) => Promise<void>,
): Promise<OwnAccess> {
  const { db, by, clock, caller } = context;
  const own = ownOf(context);
  const access = await transact(
    db,
    by,
    async (tx) => {
      await work(tx);
      if (endOthers) await closeSessionsOf(tx.query, own.userId, own.sessionSha256 ?? '');
      return { result: undefined, change: { action, entity: 'access', entityId: own.userId } };
    },
    (query) => ownAccess(query, clock.now(), own),
  );
  caller.security({ event: 'access-changed', what: action });
  return access;
}

/**
 * Asks for the own password once more, as slowly as at the door. Throws `rule-violated` at `path`, and
 * `too-many-attempts`.
 */
export async function requireOwnPassword(
  { beside, clock, caller, actor }: OwnContext,
  password: string,
  path: string,
): Promise<void> {
  const begun = await tryAs({ db: beside, clock, caller }, actor.login, actor.id);
  const known = await secretsOf(beside.read, actor.login);
  if (!(await isPassword(password, known?.hash ?? null))) {
    caller.security({ event: 'sign-in-failed', what: 'password-again' });
    const message = 'Das ist nicht Ihr Kennwort.';
    throw new AppError('rule-violated', undefined, { errors: [{ path, message }] });
  }
  await beside.writeTransaction((query) => forgetTries(query, begun));
}

/** Adds the passkey a device has made. Throws `invalid-input` when it answers another question. */
export async function addOwnPasskey(context: OwnContext, made: NewPasskey): Promise<OwnAccess> {
  const { beside, clock, caller, actor } = context;
  const asked = { token: made.setup, purpose: 'passkey-add' as const, userId: actor.id };
  const challenge = await beside.writeTransaction((query) => taken(query, clock.now(), asked));
  const passkey = await newPasskeyOf(caller.origin, challenge, made.response);
  return changeOwn(context, { action: 'access.add-passkey' }, (tx) =>
    addPasskey(tx.query, actor.id, { ...passkey, name: made.name }, tx.at),
  );
}
