import type { AccountAnswer, AccountInput } from '#shared/accounts/accounts.ts';
import { roleNeedsTwo } from '#shared/accounts/role-rules.ts';
import { AppError } from '#shared/errors.ts';
import type { Database } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { submitRequest } from '../requests/submit.sql.ts';
import type { By } from '../requests/submit.sql.ts';
import { requireSoundRole, writeRole } from './accounts.sql.ts';
import { roleRequest } from './role-request.ts';

/**
 * Gives a role at once, or asks a second administrator where it is one that decides. Throws `rule-violated` with every
 * reason, `forbidden` for who is no administrator.
 */
export async function addOrRequestRole(db: Database, by: By, input: AccountInput): Promise<AccountAnswer> {
  const { reason, version, ...payload } = input;
  const { standing } = await requireSoundRole(db.read, payload);
  if (standing && version === 0)
    throw new AppError('rule-violated', 'Es wurde nichts angelegt.', {
      errors: [{ path: 'login', message: 'Diesen Anmeldenamen gibt es schon.' }],
    });
  requireSeen(standing, version);
  if (roleNeedsTwo(payload, standing)) {
    const asked = { kind: 'role' as const, reason, payload };
    return submitRequest(
      db,
      by,
      () => roleRequest,
      asked,
      ({ id }) => ({ login: payload.login, requestId: id }),
    );
  }
  return giveRole(db, by, input);
}

/** Throws `stale` when something is not as it was seen (`seenVersion`): changed since, or made meanwhile. */
export function requireSeen(standing: { version: number } | null, version: number | undefined): void {
  if (version !== undefined && (standing?.version ?? 0) !== version)
    throw new AppError('stale', undefined, { current: standing });
}

/**
 * Asked on the state that is changed: one person gives no role that decides, but for the operator as long as no two
 * administrators could. Throws `four-eyes`.
 */
export function requireOneIsEnough(by: By, needsTwo: boolean, admins: number): void {
  const isOperator = by.writer.id === null && admins <= 1;
  if (needsTwo && !isOperator)
    throw new AppError(
      'four-eyes',
      'Diese Rolle vergeben zwei Verwaltungen gemeinsam. Es wurde nichts geändert.',
    );
}

/** Gives a role at once, in one transaction with its history row. */
export async function giveRole(db: Database, by: By, input: AccountInput): Promise<AccountAnswer> {
  const { reason, version, ...payload } = input;
  return transact(db, by, async (tx) => {
    const { standing, admins } = await requireSoundRole(tx.query, payload);
    requireSeen(standing, version);
    requireOneIsEnough(by, roleNeedsTwo(payload, standing), admins);
    const id = await writeRole(tx, payload, standing);
    const { login, role, office } = payload;
    const before = standing && { role: standing.role, office: standing.office };
    // The history names what was changed, never a person's name.
    const fields = standing && standing.name !== payload.name ? { fields: ['name'] } : {};
    const change = { action: standing ? 'account.role' : 'account.add', entity: 'app_user', entityId: id };
    return {
      result: { login, requestId: null },
      change: { ...change, reason, before, after: { login, role, office, ...fields } },
    };
  });
}
