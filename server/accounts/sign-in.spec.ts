import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { mock, test } from 'node:test';
import { forEachDatabase } from '../db/test-databases.ts';
import { PASSWORD, answerOf, codeAt, openDoor, withPassword } from './test-sign-in.ts';
import type { Door } from './test-sign-in.ts';

const local = (door: Door, login: string, password: string, code: string) =>
  door.post('/api/session/local', { login, password, code });
const now = ({ clock }: Door, secret: string): string => codeAt(secret, clock.now());
const WRONG_CODE = '000000';

forEachDatabase((open) => {
  test('Name, password and code sign in together, each time with a new session, and the old one ends', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const { secret, cookie } = await withPassword(door, 'auditor');
    const first = await local(door, 'auditor', PASSWORD, now(door, secret));
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.equal((first.body['user'] as unknown as { role: string }).role, 'auditor');
    assert.notEqual(first.cookie, cookie);
    door.clock.forward(30);
    const again = await door.post(
      '/api/session/local',
      { login: 'auditor', password: PASSWORD, code: now(door, secret) },
      { headers: { cookie: first.cookie } },
    );
    assert.equal(again.status, 200);
    assert.notEqual(again.cookie, first.cookie);
    const history = (cookies: string) => door.nobody('/api/history', { headers: { cookie: cookies } });
    assert.equal((await history(first.cookie)).status, 401, 'the session before is closed');
    assert.equal((await history(again.cookie)).status, 200);
    const last = await door.db.read
      .selectFrom('last_sign_in')
      .where('user_id', '=', door.ids.auditor)
      .select('way')
      .execute();
    assert.deepEqual(last, [{ way: 'password' }]);
  });

  test('A code is good for one step to each side and is never taken twice, a recovery code once', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const { secret, recoveryCodes } = await withPassword(door, 'auditor');
    const code = now(door, secret);
    assert.equal((await local(door, 'auditor', PASSWORD, code)).status, 200);
    assert.equal((await local(door, 'auditor', PASSWORD, code)).status, 401, 'the same step again');
    door.clock.forward(30);
    const late = now(door, secret);
    door.clock.forward(30);
    assert.equal((await local(door, 'auditor', PASSWORD, late)).status, 200, 'one step late');
    door.clock.forward(30);
    const early = codeAt(secret, new Date(Date.parse(door.clock.now()) + 60_000).toISOString() as never);
    assert.equal((await local(door, 'auditor', PASSWORD, early)).status, 401, 'two steps early');
    const [recovery = ''] = recoveryCodes;
    assert.match(recovery, /^[a-z2-9]{5}-[a-z2-9]{5}$/u);
    const rescued = await local(door, ' auditor', PASSWORD, recovery.toUpperCase().replace('-', ' '));
    assert.equal(rescued.status, 200);
    assert.equal((await local(door, 'auditor', PASSWORD, recovery)).status, 401, 'used');
    assert.deepEqual(
      door.events.filter(({ event }) => event === 'sign-in').map(({ way }) => way),
      ['password', 'password', 'password', 'recovery'],
    );
  });

  test('Of two at once with one code, one comes in', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const { secret } = await withPassword(door, 'auditor');
    const code = now(door, secret);
    const answers = await Promise.all([1, 2, 3].map(() => local(door, 'auditor', PASSWORD, code)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401]);
  });

  test('Whatever is wrong, the answer is the same and as much was computed', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const { secret } = await withPassword(door, 'auditor');
    await withPassword(door, 'council');
    await door.db.writeTransaction((query) =>
      query.updateTable('app_user').set({ disabled: 1 }).where('login', '=', 'council').execute(),
    );
    await withPassword(door, 'office');
    await door.db.writeTransaction((query) =>
      query
        .updateTable('app_user')
        .set({ issuer: 'i', subject: 's' })
        .where('login', '=', 'office')
        .execute(),
    );
    const counted = mock.method(crypto, 'argon2');
    syncBuiltinESMExports();
    t.after(() => {
      counted.mock.restore();
      syncBuiltinESMExports();
    });
    const said = new Set<string>();
    for (const [login, password, code] of [
      ['niemand', PASSWORD, WRONG_CODE],
      ['auditor', 'falsch geraten ist das', now(door, secret)],
      ['auditor', PASSWORD, WRONG_CODE],
      ['auditor', PASSWORD, 'abcde-fghij'],
      ['controller', PASSWORD, WRONG_CODE],
      ['council', PASSWORD, WRONG_CODE],
      ['office', PASSWORD, WRONG_CODE],
    ] as const) {
      const before = counted.mock.callCount();
      const { status, body, cookie } = await local(door, login, password, code);
      assert.equal(counted.mock.callCount() - before, 1, `${login}: one hash`);
      const { traceId, ...rest } = body;
      assert.equal(String(traceId).length, 36);
      said.add(JSON.stringify({ status, rest, cookie }));
    }
    assert.equal(said.size, 1, [...said].join('\n'));
    assert.match([...said][0] ?? '', /"status":401.*"code":"sign-in-failed"/u);
  });

  test('A known and an unknown name take the same time', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    await withPassword(door, 'auditor');
    const times: Record<'auditor' | 'niemand', number[]> = { auditor: [], niemand: [] };
    const median = (list: number[]): number => list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
    const apart = (): number => Math.abs(median(times.auditor) / median(times.niemand) - 1);
    // By turns and in processor time of all threads: what else the machine does slows neither. Under 100 a minute.
    const spent = (): number => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1_000;
    };
    for (let round = 0; round < 45 && (round < 20 || apart() >= 0.05); round += 1)
      for (const login of ['auditor', 'niemand'] as const) {
        door.clock.forward(900);
        const started = spent();
        assert.equal((await local(door, login, 'falsch geraten ist das', WRONG_CODE)).status, 401);
        times[login].push(spent() - started);
      }
    const [known, unknown] = [median(times.auditor), median(times.niemand)];
    t.diagnostic(
      `median of ${times.auditor.length}: known ${Math.round(known * 100) / 100} ms, unknown ${Math.round(unknown * 100) / 100} ms`,
    );
    assert.ok(apart() < 0.05, `known ${known} ms, unknown ${unknown} ms`);
  });

  test('The security log knows ids and no name, and no secret', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const { secret } = await withPassword(door, 'auditor');
    const forged = 'x\r\n{"log":"security","event":"sign-in","account":1}';
    await local(door, forged, PASSWORD, WRONG_CODE);
    await local(door, 'auditor', PASSWORD, WRONG_CODE);
    await local(door, 'auditor', PASSWORD, now(door, secret));
    const said = JSON.stringify(door.events);
    for (const word of ['auditor', 'Test', 'niemand', PASSWORD, secret, 'forged', '\\r'])
      assert.ok(!said.includes(word), word);
    const failed = door.events.filter(({ event }) => event === 'sign-in-failed');
    assert.deepEqual(
      failed.map(({ account, way, address }) => [account, way, address]),
      [
        [null, 'password', '127.0.0.1'],
        [door.ids.auditor, 'password', '127.0.0.1'],
      ],
    );
  });

  test('An emergency sign-in is marked in the security log', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const { secret } = await withPassword(door, 'admin');
    await door.db.writeTransaction((query) =>
      query.updateTable('app_user').set({ break_glass: 1 }).where('login', '=', 'admin').execute(),
    );
    assert.equal((await local(door, 'admin', PASSWORD, now(door, secret))).status, 200);
    assert.equal(door.events.at(-1)?.breakGlass, true);
  });

  test('What is sent otherwise than the page does is refused before anything is compared', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const body = JSON.stringify({ login: 'auditor', password: PASSWORD, code: WRONG_CODE });
    for (const headers of [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      { 'content-type': 'application/json', origin: 'http://evil.example' },
    ] as Record<string, string>[]) {
      const answer = await answerOf(
        await door.nobody('/api/session/local', { method: 'POST', body, headers }),
      );
      assert.deepEqual([answer.status, answer.body['code']], [403, 'origin-refused']);
    }
    const more = { login: 'auditor', password: PASSWORD, code: WRONG_CODE, role: 'admin' };
    assert.equal((await door.post('/api/session/local', more)).body['code'], 'unknown-field');
    assert.equal((await door.db.read.selectFrom('sign_in_failure').selectAll().execute()).length, 0);
  });
});
