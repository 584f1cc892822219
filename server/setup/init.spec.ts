import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { meaningOf } from '#shared/imports/account-map.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { verify } from '../verify/verify.ts';
import { accountMapOf } from '../imports/money/account-map.sql.ts';
import { createDemo } from '../demo/demo.ts';
import { initDatabase } from './init.sql.ts';
import { instantOf } from '../demo/demo-step.sql.ts';
import { SimulatedClock } from '../demo/simulated-clock.ts';

const on = toIsoDate('2021-01-04');
const by = {
  clock: new SimulatedClock(instantOf(on, '08:00')),
  writer: { id: null, name: 'moves' },
};

/** Two-digit beginnings of the accounts of a real file (Kreis Wesel, Plan 2017) and what each must mean. */
const WESEL: Record<string, string[]> = {
  income: [
    '40',
    '41',
    '42',
    '43',
    '44',
    '45',
    '46',
    '47',
    '48',
    '49',
    '60',
    '61',
    '62',
    '63',
    '64',
    '65',
    '66',
    '67',
    '68',
    '69',
    '97',
  ],
  personnel: ['50', '51', '70', '71'],
  material: ['52', '54', '72', '74'],
  investment: ['78'],
  other: ['53', '55', '56', '57', '58', '59', '73', '75', '76', '77', '79', '98'],
};
const STUTTGART: Record<string, string[]> = {
  personnel: ['40', '41'],
  material: ['42', '440'],
  reserve: ['449'],
  other: ['43', '45', '46', '47', '48'],
  investment: ['78', '78312', '7871', '7872', '7873'],
  income: ['30', '31', '32', '33', '34', '35', '36', '37', '38', '68'],
};

forEachDatabase((open) => {
  test('Sets up a live database with one administrator and a green verify', async () => {
    const db = await open();
    await initDatabase(db, by, { admin: 'anna.admin' });
    const users = await db.read.selectFrom('app_user').select(['login', 'role']).execute();
    assert.deepEqual(users, [{ login: 'anna.admin', role: 'admin' }]);
    const kind = await db.read.selectFrom('meta').select('value').where('key', '=', 'kind').execute();
    assert.deepEqual(kind, [{ value: 'live' }]);
    assert.equal((await verify(db)).ok, true);
  });

  test('Knows every account of both frames', async () => {
    const db = await open();
    await initDatabase(db, by, { admin: 'admin' });
    for (const [frame, kinds] of [
      ['NW', WESEL],
      ['BW', STUTTGART],
    ] as const) {
      const map = await accountMapOf(db.read, frame);
      for (const [kind, prefixes] of Object.entries(kinds)) {
        for (const prefix of prefixes) {
          const meaning = meaningOf(map, prefix.padEnd(8, '0'), on);
          assert.equal(meaning.value?.kind, kind, `${frame} ${prefix}: ${meaning.fault ?? ''}`);
          const account = Number(prefix.slice(0, 2));
          const ledger = account >= 90 ? 'costing' : account >= 60 ? 'cash' : 'result';
          assert.equal(meaning.value.ledger, ledger, `${frame} ${prefix}`);
        }
      }
    }
  });

  test('Refuses a name that cannot be a login', async () => {
    const db = await open();
    for (const admin of ['', ' admin', 'admin.', '../x', 'a/b', 'x'.repeat(65)]) {
      await assert.rejects(
        initDatabase(db, by, { admin }),
        (error) => error instanceof AppError && error.code === 'invalid-input',
      );
    }
    assert.deepEqual(await db.read.selectFrom('app_user').selectAll().execute(), []);
  });

  test('Refuses a database that was set up before', async () => {
    const db = await open();
    await initDatabase(db, by, { admin: 'admin' });
    for (const again of [() => initDatabase(db, by, { admin: 'zweite' }), () => createDemo(db)]) {
      await assert.rejects(again, (error) => error instanceof AppError && error.code === 'conflict');
    }
    assert.equal((await db.read.selectFrom('app_user').selectAll().execute()).length, 1);
  });
});
