import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { transact } from '../db/transact.ts';
import { addTestUsers } from '../session/test-users.ts';
import { verify } from '../verify/verify.ts';
import { released } from './test-released.ts';

const clock = { now: () => '2021-07-12T08:00:00.000Z' as Instant };
const asOf = toIsoDate('2021-06-30');

forEachDatabase((open) => {
  test('The database issues nothing that nobody approved', async () => {
    const db = await open();
    await addTestUsers(db);
    await addTestBudget(db);
    await db.writeTransaction((query) =>
      query.insertInto('meta').values({ key: 'setup', value: 'complete' }).execute(),
    );
    const { id } = await released(db, { clock }, { asOf, reference: '9105/2021' });
    const row = await db.read
      .selectFrom('issued_report')
      .where('id', '=', id)
      .selectAll()
      .executeTakeFirstOrThrow();
    const { id: _, ...rest } = row;
    const alone = db.writeTransaction((query) =>
      query
        .insertInto('issued_report')
        .values({ ...rest, request_id: null })
        .execute(),
    );
    await assert.rejects(alone, /four-eyes/u);
  });

  test('Verify finds a report that nobody released, and knows those of earlier programs by their history', async () => {
    const db = await open();
    await addTestUsers(db);
    await addTestBudget(db);
    const { id } = await released(db, { clock }, { asOf, reference: '9105/2021' });
    const row = await db.read
      .selectFrom('issued_report')
      .where('id', '=', id)
      .selectAll()
      .executeTakeFirstOrThrow();
    const { id: _, request_id: __, ...rest } = row;
    const add = (action: string) =>
      transact(db, { clock, writer: { id: null, name: 'test' } }, async (tx) => {
        await tx.query
          .insertInto('issued_report')
          .values({ ...rest, recorded_seq: tx.seq })
          .execute();
        return { result: null, change: { action, entity: 'issued_report', entityId: action } };
      });
    const found = async () => (await verify(db)).checks.find(({ name }) => name === 'released-reports');
    await add('report.issue');
    assert.equal((await found())?.ok, true);
    await add('report.forge');
    const after = await found();
    assert.equal(after?.ok, false);
    assert.match(after.detail, /Bericht 3: herausgegeben ohne Freigabe/u);
  });
});
