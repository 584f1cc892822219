import { AppError } from '#shared/errors.ts';
import type { Database } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { By } from '../requests/submit.sql.ts';
import { changeAccount } from './accounts.sql.ts';
import type { StoredAccount } from './accounts.sql.ts';

/**
 * Makes an administrator's account a break-glass one: for the day on which the identity provider is away. Throws
 * `rule-violated` for another role.
 */
export async function setBreakGlass(db: Database, by: By, account: StoredAccount): Promise<void> {
  if (account.role !== 'admin' || account.breakGlass)
    throw new AppError('rule-violated', 'Ein Notzugang wird aus einer Verwaltung der Anwendung gemacht.');
  await transact(db, by, async (tx) => {
    await changeAccount(tx, account, { break_glass: 1 });
    const change = { action: 'account.break-glass', entity: 'app_user', entityId: account.id };
    return { result: undefined, change };
  });
}
