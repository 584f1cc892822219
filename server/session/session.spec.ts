import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock, Instant } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import type { SessionView } from '#shared/session/session.ts';
import { systemClock } from '../clock.ts';
import type { Queries } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from './test-users.ts';

/** A clock the test turns. */
function turnableClock(start: string): Clock & { forward(minutes: number): void } {
  let now = Date.parse(start);
  return {
    now: () => new Date(now).toISOString() as Instant,
    forward: (minutes) => {
      now += minutes * 60_000;
    },
  };
}

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie') ?? '';
}

forEachDatabase((open) => {
  test('One click signs in on the demo database, with a new session each time', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const nobody = await app.as(null);
    const first = await nobody('/api/session/demo', { method: 'POST', json: { login: 'controller' } });
    assert.equal(first.status, 200);
    assert.equal(((await first.json()) as SessionView).user?.role, 'controller');
    assert.match(cookieOf(first), /^moves=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/u);
    const [old] = cookieOf(first).split(';');
    const second = await nobody('/api/session/demo', {
      method: 'POST',
      json: { login: 'council' },
      headers: { cookie: old ?? '' },
    });
    assert.notEqual(cookieOf(second).split(';')[0], old);
    assert.equal(
      (await nobody('/api/history', { headers: { cookie: old ?? '' } })).status,
      401,
      'the old session is gone',
    );
    const stored = await db.read.selectFrom('session').selectAll().execute();
    assert.equal(stored.length, 1);
    assert.ok(!cookieOf(second).includes(stored[0]?.id_sha256 ?? ''), 'only the hash is stored');
    await app.close();
  });

  test('Demo sign-in does not exist on a real database, through a proxy, or under another host name', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const nobody = await app.as(null);
    const proxied = await nobody('/api/demo-accounts', { headers: { 'x-forwarded-for': '127.0.0.1' } });
    assert.equal(proxied.status, 404);
    await db.writeTransaction((query) =>
      query.updateTable('meta').set({ value: 'live' }).where('key', '=', 'kind').execute(),
    );
    assert.equal(
      (await nobody('/api/session/demo', { method: 'POST', json: { login: 'admin' } })).status,
      404,
    );
    assert.equal((await nobody('/api/demo-accounts')).status, 404);
    await app.close();
  });

  test('An unknown login is refused without saying that it is unknown', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const answer = await (
      await app.as(null)
    )('/api/session/demo', { method: 'POST', json: { login: 'niemand' } });
    assert.equal(answer.status, 401);
    assert.equal(((await answer.json()) as Problem).code, 'sign-in-failed');
    await app.close();
  });

  test('A session ends after half an hour without use and after ten hours in any case', async () => {
    const db = await open();
    await addTestUsers(db);
    const clock = turnableClock('2021-07-02T08:00:00.000Z');
    const app = await startTestApp(db, { clock });
    const idle = await app.as('auditor');
    clock.forward(29);
    assert.equal((await idle('/api/history')).status, 200);
    clock.forward(31);
    assert.equal((await idle('/api/history')).status, 401);
    const busy = await app.as('auditor');
    for (let minutes = 0; minutes < 9 * 60 + 40; minutes += 20) {
      clock.forward(20);
      assert.equal((await busy('/api/history')).status, 200);
    }
    clock.forward(21);
    assert.equal((await busy('/api/history')).status, 401);
    await app.close();
  });

  test('What a clock ended stays ended when it goes back, and what it opened ahead of time ends', async () => {
    const db = await open();
    await addTestUsers(db);
    const clock = turnableClock('2021-07-02T08:00:00.000Z');
    const app = await startTestApp(db, { clock });
    const days = (count: number): number => count * 24 * 60;
    const first = await app.as('auditor');
    assert.equal((await first('/api/history')).status, 200);
    clock.forward(days(370));
    assert.equal((await first('/api/history')).status, 401);
    const ahead = await app.as('auditor');
    assert.equal((await ahead('/api/history')).status, 200);
    clock.forward(-days(370));
    assert.equal((await first('/api/history')).status, 401, 'expired stays expired');
    assert.equal((await ahead('/api/history')).status, 401, 'nobody was signed in a year from now');
    clock.forward(days(370));
    assert.equal((await ahead('/api/history')).status, 401);
    const second = await app.as('auditor');
    clock.forward(-3);
    assert.equal((await second('/api/history')).status, 200, 'a clock that is set right ends nothing');
    await app.close();
  });

  test('A changed role or a disabled account counts from the next request on', async () => {
    const db = await open();
    const ids = await addTestUsers(db);
    const app = await startTestApp(db);
    const auditor = await app.as('auditor');
    assert.equal((await auditor('/api/history')).status, 200);
    const account = (query: Queries) => query.updateTable('app_user').where('id', '=', ids.auditor);
    await db.writeTransaction((query) => account(query).set({ role: 'council' }).execute());
    assert.equal((await auditor('/api/history')).status, 403);
    await db.writeTransaction((query) => account(query).set({ disabled: 1 }).execute());
    assert.equal((await auditor('/api/history')).status, 401);
    await app.close();
  });

  test('Signing out ends the session, not only the cookie', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db, { clock: systemClock });
    const auditor = await app.as('auditor');
    assert.equal((await auditor('/api/session', { method: 'DELETE' })).status, 204);
    assert.equal((await auditor('/api/history')).status, 401);
    await app.close();
  });

  test('Guessing at sign-in is slowed down, whatever address a header claims', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const nobody = await app.as(null);
    const statuses = new Set<number>();
    let last: Response | undefined;
    for (let i = 0; i < 130; i += 1) {
      const headers = { 'x-forwarded-for': `10.0.0.${i}`, forwarded: `for=10.0.0.${i}` };
      last = await nobody('/api/session/demo', { method: 'POST', json: { login: `rate${i}` }, headers });
      statuses.add(last.status);
    }
    assert.equal(last?.status, 429);
    assert.ok(Number(last.headers.get('retry-after')) > 0);
    assert.equal(((await last.json()) as Problem).code, 'too-many-attempts');
    await app.close();
  });
});
