import assert from 'node:assert/strict';
import { test } from 'node:test';
import { previousQuarterEnd, toIsoDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { addTestUsers } from '../session/test-users.ts';
import { lastIssuedBefore } from './issued.sql.ts';
import { released } from './test-released.ts';

const by = { clock: { now: () => '2021-07-12T08:00:00.000Z' as Instant } };

forEachDatabase((open) => {
  test('The report before is the last one issued up to the day before, else the last quarter end', async () => {
    const db = await open();
    await addTestUsers(db);
    await addTestBudget(db);
    assert.equal(await lastIssuedBefore(db.read, toIsoDate('2021-03-15')), null);
    assert.equal(previousQuarterEnd(toIsoDate('2021-03-15')), '2020-12-31');
    for (const [date, reference] of [
      ['2020-12-31', '9008/2021'],
      ['2021-03-31', '9016/2021'],
    ] as const)
      await released(db, by, { asOf: toIsoDate(date), reference });
    for (const [asOf, expected] of [
      ['2020-12-31', null],
      ['2021-03-15', '2020-12-31'],
      ['2021-03-31', '2020-12-31'],
      ['2021-06-30', '2021-03-31'],
      ['2021-12-31', '2021-03-31'],
    ] as const)
      assert.equal(await lastIssuedBefore(db.read, toIsoDate(asOf)), expected, asOf);
  });
});
