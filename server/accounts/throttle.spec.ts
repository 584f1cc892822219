import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#shared/errors.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { Database } from '../db/database.ts';
import { beginTry, forgetTries, subjectsOf } from './throttle.sql.ts';
import { PASSWORD, codeAt, openDoor, turnableClock, withPassword } from './test-sign-in.ts';

/** Seconds the next try must wait; 0 = it was begun. */
async function next(db: Database, clock: ReturnType<typeof turnableClock>, login: string, address: string) {
  try {
    await beginTry(db, clock, subjectsOf(login, address));
    return 0;
  } catch (error) {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, 'too-many-attempts');
    return error.retryAfterSeconds ?? -1;
  }
}

forEachDatabase((open) => {
  test('From the fifth failure of a name in a quarter of an hour the next try waits 1, 2, 4 … 60 seconds', async () => {
    const db = await open();
    const clock = turnableClock();
    const waits: number[] = [];
    for (let failures = 0; failures < 14; failures += 1) {
      const wait = await next(db, clock, 'Käthe', `10.0.0.${failures}`);
      waits.push(wait);
      if (wait === 0) continue;
      clock.forward(wait - 1);
      if (wait > 1) assert.equal(await next(db, clock, 'kaethe', '10.0.1.1'), 1, 'however it is written');
      clock.forward(1);
      assert.equal(await next(db, clock, 'KÄTHE', `10.0.0.${failures}`), 0);
    }
    assert.deepEqual(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    assert.equal(await next(db, clock, 'anders', '10.0.2.1'), 0, 'nobody else waits');
  });

  test('After a quarter of an hour nothing counts any more, and what is over is gone', async () => {
    const db = await open();
    const clock = turnableClock();
    for (let failures = 0; failures < 5; failures += 1) await next(db, clock, 'a', `10.0.0.${failures}`);
    assert.equal(await next(db, clock, 'a', '10.0.0.9'), 1);
    clock.forward(900);
    assert.equal(await next(db, clock, 'a', '10.0.0.9'), 0);
    assert.equal((await db.read.selectFrom('sign_in_failure').selectAll().execute()).length, 2);
  });

  test('From the twentieth failure of an address it waits, whatever name is tried', async () => {
    const db = await open();
    const clock = turnableClock();
    const waits: number[] = [];
    for (let failures = 0; failures < 22; failures += 1) {
      waits.push(await next(db, clock, `name${failures}`, '10.0.0.1'));
    }
    assert.deepEqual(waits, [...Array<number>(20).fill(0), 1, 1]);
    assert.equal(await next(db, clock, 'name1', '10.0.0.2'), 0, 'from elsewhere the name may');
  });

  test('A right try takes back its own failures and leaves the address those of others', async () => {
    const db = await open();
    const clock = turnableClock();
    for (const login of ['a', 'a', 'b']) await next(db, clock, login, '10.0.0.1');
    const begun = await beginTry(db, clock, subjectsOf('a', '10.0.0.1'));
    await db.writeTransaction((query) => forgetTries(query, begun));
    const left = await db.read.selectFrom('sign_in_failure').select('subject').orderBy('id').execute();
    const { account, address } = subjectsOf('b', '10.0.0.1');
    assert.deepEqual(left.map(({ subject }) => subject).sort(), [account, address, address, address].sort());
    assert.ok(
      left.every(({ subject }) => !subject.includes('account:b')),
      'no name is kept',
    );
  });

  test('A thousand guesses, many at once and with a forwarded address each, get five answers', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const { secret } = await withPassword(door, 'auditor');
    const statuses = new Map<number, number>();
    let waited: string | null = '';
    for (let batch = 0; batch < 40; batch += 1) {
      const tries = Array.from({ length: 25 }, (_, one) =>
        door.post(
          '/api/session/local',
          { login: 'auditor', password: `geraten ${batch} mal ${one}`, code: '000000' },
          { headers: { 'x-forwarded-for': `10.${batch}.0.${one}`, forwarded: `for=10.${batch}.1.${one}` } },
        ),
      );
      for (const { status, headers } of await Promise.all(tries)) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 429) waited = headers.get('retry-after');
      }
    }
    assert.deepEqual(Object.fromEntries(statuses), { 401: 5, 429: 995 });
    assert.ok(Number(waited) >= 1);
    assert.equal(door.events.filter(({ event }) => event === 'sign-in-failed').length, 5);
    door.clock.forward(60);
    const own = { login: 'auditor', password: PASSWORD, code: codeAt(secret, door.clock.now()) };
    assert.equal((await door.post('/api/session/local', own)).status, 429, 'the limit of the minute');
  });

  test('The answer says when the next try goes, also for a name that does not exist, and right is right then', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const { secret } = await withPassword(door, 'auditor');
    const guess = (login: string) =>
      door.post('/api/session/local', { login, password: 'falsch geraten ist das', code: '000000' });
    const said: unknown[] = [];
    for (const login of ['niemand', 'auditor']) {
      for (let failures = 0; failures < 5; failures += 1) assert.equal((await guess(login)).status, 401);
      const { status, headers, body } = await guess(login);
      said.push([status, headers.get('retry-after'), body['code'], body['title'], body['detail']]);
    }
    assert.deepEqual(said[0], said[1]);
    assert.deepEqual(said[0], [
      ...[429, '1', 'too-many-attempts', 'Zu viele Versuche. Bitte warten Sie.'],
      'Der nächste Versuch geht in 1 Sekunde.',
    ]);
    assert.ok(
      door.events.some(({ event, account }) => event === 'throttled' && account === door.ids.auditor),
    );
    door.clock.forward(1);
    const own = { login: 'auditor', password: PASSWORD, code: codeAt(secret, door.clock.now()) };
    assert.equal((await door.post('/api/session/local', own)).status, 200);
  });
});
