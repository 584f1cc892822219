import { AppError } from '#shared/errors.ts';
import { DECIDING_ROLES } from '#shared/permissions.ts';
import type { Database } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { closeSessionsOf } from '../session/session.sql.ts';
import type { By } from '../requests/submit.sql.ts';
import { accountById, changeAccount, surroundings } from './accounts.sql.ts';
import type { StoredAccount } from './accounts.sql.ts';

/**
 * Disables an account, which ends its sessions at once, or enables it again. Throws `rule-violated` for the last
 * administrator and for what stands already, `stale` when another was faster.
 */
export async function setDisabled(
  db: Database,
  by: By,
  account: StoredAccount,
  { disabled, reason }: { disabled: boolean; reason: string },
): Promise<void> {
  await transact(db, by, async (tx) => {
    const { admins } = await surroundings(tx.query);
    if (account.disabled === disabled)
      throw new AppError('rule-violated', `Das Konto ist ${disabled ? 'schon' : 'nicht'} gesperrt.`);
    const standing = await accountById(tx.query, account.id);
    if (!disabled && by.writer.id !== null && standing && DECIDING_ROLES.includes(standing.role))
      throw new AppError(
        'four-eyes',
        'Einen gesperrten Zugang, der entscheidet, öffnet niemand allein: Der Betrieb tut es (moves user enable).',
      );
    if (disabled && account.role === 'admin' && !account.breakGlass && admins <= 1)
      throw new AppError(
        'rule-violated',
        'Das ist die letzte Verwaltung der Anwendung: Danach könnte niemand mehr Zugänge vergeben.',
      );
    await changeAccount(tx, account, { disabled: disabled ? 1 : 0 });
    if (disabled) await closeSessionsOf(tx.query, account.id);
    const action = disabled ? 'account.disable' : 'account.enable';
    return { result: undefined, change: { action, entity: 'app_user', entityId: account.id, reason } };
  });
}
