import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { settleOrders } from '../orders/release-orders.sql.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { addAccountMap } from '../imports/test-imports.ts';
import { addTestUsers } from '../session/test-users.ts';

/** A small town: every role, a second controller, account map and test budget; set up like a real one. */
export async function addTestTown(db: Database): Promise<ReadonlyMap<string, number>> {
  await addTestUsers(db);
  await addAccountMap(db);
  const lines = await addTestBudget(db);
  await transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async (tx) => {
    await tx.query
      .insertInto('app_user')
      .values({
        login: 'controller2',
        name: 'Zweite Person im Controlling',
        role: 'controller',
        description: 'nur im Test',
        recorded_seq: tx.seq,
      })
      .execute();
    await tx.query.updateTable('budget_line').set({ transferable: 1 }).where('number', '=', '105').execute();
    // The test budget's basket names an order, which its invoice releases.
    await settleOrders(tx, ['4500012790'], 'invented');
    await tx.query.insertInto('meta').values({ key: 'setup', value: 'complete' }).execute();
    return { result: undefined, change: { action: 'user.add', entity: 'app_user', entityId: 'controller2' } };
  });
  return lines;
}
