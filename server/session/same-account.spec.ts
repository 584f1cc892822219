import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import { ACCOUNT_HEADER } from '#shared/session/account-header.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { routes } from '../routes.ts';
import { openSession } from './session.sql.ts';
import { addTestUsers } from './test-users.ts';
import { systemClock } from '../clock.ts';
import { startTestApp } from '../http/test-app.ts';

const examplePath = (path: string): string => path.replace(/:(\w+)/gu, '999999');
const isRead = (method: string): boolean => method === 'get';

/** What a browser sends with the cookie it holds for all its tabs. */
async function browser(db: Database, url: string, userId: number) {
  const cookie = `moves=${await openSession(db, systemClock, userId, { way: 'demo' })}`;
  return (method: string, path: string, headers: Record<string, string>, body?: string) =>
    fetch(url + path, {
      method: method.toUpperCase(),
      headers: { cookie, 'sec-fetch-site': 'same-origin', origin: url, ...headers },
      ...(body === undefined ? {} : { body }),
    });
}

async function written(db: Database): Promise<number> {
  const { n } = await db.read
    .selectFrom('history')
    .select((eb) => eb.fn.max('seq').as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

forEachDatabase((open) => {
  test('Every route refuses a page that believes to be somebody else, and writes nothing', async () => {
    const db = await open();
    const ids = await addTestUsers(db);
    const app = await startTestApp(db);
    const send = await browser(db, app.url, ids.controller);
    const before = await written(db);
    for (const route of routes.filter((one) => one.action !== 'public' || one.method === 'delete')) {
      const name = `${route.method} ${route.path}`;
      for (const account of [
        String(ids['programme-office']),
        '999999',
        'none',
        '',
        ' 1',
        `0${ids.controller}`,
      ]) {
        const answer = await send(route.method, examplePath(route.path), { [ACCOUNT_HEADER]: account });
        const problem = (await answer.json()) as Problem;
        assert.deepEqual([answer.status, problem.code], [409, 'account-changed'], `${name} as „${account}“`);
        assert.match(problem.detail ?? '', /^Angemeldet ist jetzt Test controller,/u);
      }
    }
    assert.equal(await written(db), before);
    assert.equal((await send('get', '/api/session', {})).status, 200, 'nobody was signed out');
    await app.close();
  });

  test('Every unsafe request of a page must say whom it believes to be', async () => {
    const db = await open();
    const ids = await addTestUsers(db);
    const app = await startTestApp(db);
    const send = await browser(db, app.url, ids.controller);
    const before = await written(db);
    for (const route of routes.filter((one) => one.action !== 'public')) {
      const answer = await send(route.method, examplePath(route.path), {});
      const name = `${route.method} ${route.path}`;
      if (isRead(route.method)) assert.notEqual(answer.status, 428, name);
      else
        assert.deepEqual(
          [answer.status, ((await answer.json()) as Problem).code],
          [428, 'account-required'],
          name,
        );
    }
    assert.equal(await written(db), before);
    await app.close();
  });

  test('An upload in the name of somebody else is refused before its bytes are read', async () => {
    const db = await open();
    const ids = await addTestUsers(db);
    const app = await startTestApp(db);
    const send = await browser(db, app.url, ids.controller);
    const headers = { 'content-type': 'application/octet-stream', [ACCOUNT_HEADER]: String(ids.admin) };
    for (const path of [
      '/api/imports/uploads?profile=sap-ist&name=a.csv',
      '/api/import-profiles/samples?name=a.csv',
    ]) {
      const answer = await send('post', path, headers, 'Konto;Betrag\n1;2,00\n');
      assert.equal(((await answer.json()) as Problem).code, 'account-changed', path);
    }
    const kept = await db.read.selectFrom('upload').select('id').execute();
    assert.deepEqual(kept, []);
    await app.close();
  });

  test('What a person may not do is said only to that person', async () => {
    const db = await open();
    const ids = await addTestUsers(db);
    const app = await startTestApp(db);
    const send = await browser(db, app.url, ids.council);
    const post = (account: number) =>
      send(
        'post',
        '/api/requests',
        { [ACCOUNT_HEADER]: String(account), 'content-type': 'application/json' },
        '{',
      );
    assert.equal((await post(ids.controller)).status, 409, 'before right and body');
    assert.equal((await post(ids.council)).status, 400);
    await app.close();
  });

  test('Answers name the account they are for, and asking who one is works for every page', async () => {
    const db = await open();
    const ids = await addTestUsers(db);
    const app = await startTestApp(db);
    const nobody = await (await app.as(null))('/api/session');
    assert.equal(nobody.headers.get(ACCOUNT_HEADER), 'none');
    const send = await browser(db, app.url, ids.auditor);
    for (const path of ['/api/session', '/api/milestones', '/api/milestones', '/api/nichts'])
      assert.equal((await send('get', path, {})).headers.get(ACCOUNT_HEADER), String(ids.auditor), path);
    const asked = await send('get', '/api/session', { [ACCOUNT_HEADER]: String(ids.admin) });
    assert.equal(asked.status, 200);
    const signedIn = await send(
      'post',
      '/api/session/demo',
      { [ACCOUNT_HEADER]: String(ids.admin), 'content-type': 'application/json' },
      '{"login":"controller"}',
    );
    assert.equal(signedIn.status, 200, 'becoming somebody else is what signing in is for');
    await app.close();
  });
});
