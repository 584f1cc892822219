import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { startTestApp } from '../http/test-app.ts';
import { testBy } from '../imports/test-imports.ts';
import { addTestUsers } from '../session/test-users.ts';

forEachDatabase((open) => {
  test('A sub-budget is exported whole, however many dated versions its code has', async (t) => {
    const db = await open();
    await addTestUsers(db);
    await addTestBudget(db);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const controller = await app.as('controller');
    const rows = async () => {
      const answer = await controller('/api/postings.csv?asOf=2021-12-31&subBudget=100');
      return (await answer.text()).split('\r\n').length;
    };
    const before = await rows();
    assert.ok(before > 2);
    await transact(db, testBy, async (tx) => {
      const { id, ...version } = await tx.query
        .selectFrom('sub_budget')
        .where('code', '=', '100')
        .selectAll()
        .executeTakeFirstOrThrow();
      const renamed = await tx.query
        .insertInto('sub_budget')
        .values({ ...version, name: 'THH 100 neu', valid_from: toIsoDate('2021-01-01') })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx.query
        .updateTable('budget_line')
        .set({ sub_budget_id: renamed.id })
        .where('sub_budget_id', '=', id)
        .where('year', '=', 2021)
        .execute();
      return { result: undefined, change: { action: 'seed', entity: 'sub-budget', entityId: '100' } };
    });
    assert.equal(await rows(), before);
  });
});
