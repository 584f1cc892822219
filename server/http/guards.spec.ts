import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { routes } from '../routes.ts';
import { addTestUsers } from '../session/test-users.ts';
import { startTestApp } from './test-app.ts';

/** A path of the route with ids that do not exist. */
function examplePath(path: string): string {
  return path.replace(/:(\w+)/gu, '999999');
}

/** Sends headers exactly as given; fetch would not send a foreign method or Host. */
function rawStatus(url: string, method: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

const FOREIGN: { title: string; headers: Record<string, string> }[] = [
  {
    title: 'a form of another site',
    headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  },
  { title: 'a page of the same site but another origin', headers: { 'sec-fetch-site': 'same-site' } },
  { title: 'an address typed by hand', headers: { 'sec-fetch-site': 'none' } },
  {
    title: 'a foreign origin that claims to be the same',
    headers: { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
  },
  { title: 'an old browser with a foreign origin', headers: { origin: 'https://evil.example' } },
  { title: 'no word of where it comes from', headers: {} },
  { title: 'the origin null', headers: { origin: 'null' } },
];

forEachDatabase((open) => {
  test('Every unsafe route refuses requests from elsewhere', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    for (const route of routes.filter((one) => one.method !== 'get' && one.isForm !== true)) {
      for (const { title, headers } of FOREIGN) {
        const status = await rawStatus(app.url + examplePath(route.path), route.method.toUpperCase(), {
          ...headers,
          'content-length': '0',
        });
        assert.equal(status, 403, `${route.method} ${route.path}: ${title}`);
      }
    }
    await app.close();
  });

  test('A body that a foreign form could send is refused', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const admin = await app.as('admin');
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await admin('/api/session/demo', {
        method: 'POST',
        body: '{"login":"admin"}',
        headers: { 'content-type': type },
      });
      assert.equal(answer.status, 403, type);
      assert.equal(((await answer.json()) as Problem).code, 'origin-refused');
    }
    await app.close();
  });

  test('Without a session every route but the public ones asks to sign in', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const nobody = await app.as(null);
    for (const route of routes.filter((one) => one.action !== 'public')) {
      const answer = await nobody(examplePath(route.path), { method: route.method.toUpperCase() });
      assert.equal(answer.status, 401, `${route.method} ${route.path}`);
      assert.equal(((await answer.json()) as Problem).title, 'Bitte melden Sie sich an.');
    }
    await app.close();
  });

  test('Other methods on a known path are 405, unknown paths 404, both as problem+json with a trace id', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const admin = await app.as('admin');
    assert.equal((await admin('/api/history', { method: 'DELETE' })).status, 405);
    assert.equal(await rawStatus(`${app.url}/api/history`, 'TRACE'), 405);
    assert.equal(await rawStatus(`${app.url}/api/history`, 'PROPFIND'), 405);
    for (const path of [
      '/api/nichts',
      '/api/%E0%A4%A',
      '/metrics',
      '/.git/config',
      '/.env',
      '/main.js.map',
      '/api/../package.json',
    ]) {
      const answer = await admin(path);
      assert.equal(answer.status, 404, path);
      assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/u);
      assert.match(((await answer.json()) as Problem).traceId, /^[\da-f-]{36}$/u);
    }
    await app.close();
  });

  test('Unknown parameters and fields are refused, broken JSON too', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const admin = await app.as('admin');
    for (const query of [
      'sort=__proto__',
      'limit=1e9',
      'limit=0',
      'limit=-1',
      'before=abc',
      'limit=5&limit=6',
    ]) {
      const answer = await admin(`/api/history?${query}`);
      assert.equal(answer.status, 400, query);
      assert.equal(((await answer.json()) as Problem).code, 'invalid-parameter');
    }
    const extra = await admin('/api/session/demo', {
      method: 'POST',
      json: { login: 'admin', role: 'admin' },
    });
    assert.equal(extra.status, 400);
    assert.deepEqual(((await extra.json()) as Problem).errors, [
      { path: 'role', message: 'Dieses Feld gibt es hier nicht.' },
    ]);
    const broken = await admin('/api/session/demo', {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(broken.status, 400);
    const huge = await admin('/api/session/demo', { method: 'POST', json: { login: 'x'.repeat(300_000) } });
    assert.equal(huge.status, 413);
    await app.close();
  });

  test('Answers carry the security headers, and the API is never stored', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const answer = await (await app.as('admin'))('/api/session');
    const policyOf = (of: Response): string => of.headers.get('content-security-policy') ?? '';
    assert.match(policyOf(answer), /^default-src 'none';.*frame-ancestors 'none'/u);
    assert.doesNotMatch(policyOf(answer), /script-src|style-src/u, 'an answer of the API loads nothing');
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(answer.headers.get('x-powered-by'), null);
    const outside = policyOf(await (await app.as('admin'))('/eine-seite'));
    assert.match(outside, /default-src 'none'/u);
    assert.match(outside, /script-src 'nonce-[^']+' 'strict-dynamic'/u);
    assert.match(outside, /require-trusted-types-for 'script'/u);
    const again = policyOf(await (await app.as('admin'))('/eine-seite'));
    assert.notEqual(again, outside, 'a fresh nonce for each answer');
    await app.close();
  });

  test('It says that it lives and whether it is ready', async () => {
    const db = await open();
    const app = await startTestApp(db);
    const nobody = await app.as(null);
    assert.equal((await nobody('/healthz')).status, 200);
    const ready = await nobody('/readyz');
    assert.deepEqual([ready.status, await ready.json()], [200, { status: 'ready' }]);
    await app.close();
  });

  test('It is not ready when a setting of the database does not hold or it does not answer', async () => {
    const db = await open();
    for (const faults of [
      () => Promise.resolve(['synchronous ist 1']),
      () => Promise.reject(new Error('weg')),
    ]) {
      const app = await startTestApp({ ...db, faults });
      assert.equal((await (await app.as(null))('/readyz')).status, 503);
      await app.close();
    }
  });
});
