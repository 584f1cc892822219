import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '#shared/calendar.ts';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { toCents } from '#shared/money.ts';
import { toIsoDate } from '#shared/calendar.ts';
import { systemClock } from '../clock.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { openDatabase } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { addTestUsers } from '../session/test-users.ts';
import { startTestApp } from './test-app.ts';

forEachDatabase((open) => {
  test('A kept answer is new as soon as anybody wrote, also another process', async (t) => {
    const db = await open();
    await addTestUsers(db);
    const ids = await addTestBudget(db);
    const instant = { now: '2021-07-01T21:55:00.000Z' as Instant };
    const clock = { now: () => instant.now };
    const app = await startTestApp(db, { clock });
    t.after(() => app.close());
    const [controller, council] = [await app.as('controller'), await app.as('council')];
    const text = async (path = '/api/budget?asOf=2021-06-30') => (await controller(path)).text();
    const before = await text();
    assert.ok((await text()) === before);
    assert.equal((await council('/api/budget?asOf=2021-06-30')).status, 403, 'rights come first');
    assert.equal((await controller('/api/budget?asOf=yesterday')).status, 400);

    const other = await openDatabase(db.url);
    const line_id = ids.get('105/2021') ?? 0;
    const movement = {
      line_id,
      kind: 'N' as const,
      cents: toCents(123),
      effective_on: toIsoDate('2021-01-01'),
      reason: 'Nachtrag',
      origin: 'live' as const,
    };
    await transact(other, { clock, writer: { id: null, name: 'other' } }, async (tx) => {
      await tx.query
        .insertInto('movement')
        .values({ ...movement, recorded_seq: tx.seq })
        .execute();
      return { result: undefined, change: { action: 'movement.record', entity: 'movement', entityId: 1 } };
    });
    await other.close();
    assert.ok((await text()) !== before, 'the new movement is seen');

    const undated = async () => (JSON.parse(await text('/api/budget')) as BudgetPage).asOf;
    assert.equal(await undated(), '2021-07-01');
    instant.now = '2021-07-01T22:05:00.000Z' as Instant;
    assert.equal(await undated(), '2021-07-02', 'a new day is a new answer');
  });

  test('What is kept for administrators is not shown to a break-glass account', async (t) => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const admin = await app.as('admin');
    assert.equal((await admin('/api/overview')).status, 200);
    await transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async ({ query, seq }) => {
      const account = {
        login: 'tresor',
        name: 'Tresor',
        role: 'admin',
        description: '',
        break_glass: 1,
      } as const;
      await query
        .insertInto('app_user')
        .values({ ...account, recorded_seq: seq })
        .execute();
      return { result: undefined, change: { action: 'user.add', entity: 'app_user', entityId: 'test' } };
    });
    assert.equal((await admin('/api/overview')).status, 200);
    assert.equal((await (await app.as('tresor'))('/api/overview')).status, 403);
  });
});
