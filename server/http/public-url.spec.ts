import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT_HEADER } from '#shared/session/account-header.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { parseEnvironment } from '../environment.ts';
import { openSession } from '../session/session.sql.ts';
import { addTestUsers } from '../session/test-users.ts';
import { startTestApp } from './test-app.ts';
import { startTlsProxy } from './test-tls-proxy.ts';

const OWN = 'https://moves.example';

/** The application behind a TLS proxy that rewrites Host, as PUBLIC_URL says, and somebody signed in by its cookie. */
async function behindProxy(db: Database, options: { forwarded?: boolean } = {}) {
  const ids = await addTestUsers(db);
  const trustedProxies = options.forwarded === true ? ['127.0.0.1'] : [];
  const app = await startTestApp(db, { publicOrigin: OWN, secureCookies: true, trustedProxies });
  const proxy = await startTlsProxy('moves.example', app.url, options);
  const cookie = `__Host-moves=${await openSession(db, systemClock, ids.controller, { way: 'demo' })}`;
  const page = { cookie, [ACCOUNT_HEADER]: String(ids.controller), 'content-type': 'application/json' };
  const close = async (): Promise<void> => {
    proxy.close();
    await app.close();
  };
  return { app, proxy, page, close };
}

const BASKET = '{"month":"2021-01","state":"held","reason":"Test"}';

forEachDatabase((open) => {
  test('Behind a TLS proxy that rewrites Host, writes of the own origin are taken and of any other refused', async () => {
    const { proxy, page, close } = await behindProxy(await open());
    const write = async (headers: Record<string, string>): Promise<number> =>
      (await proxy.send('POST', '/api/rules/simulate', { ...page, ...headers }, BASKET)).status;
    const sameOrigin = { 'sec-fetch-site': 'same-origin' };
    // Taken = it comes as far as the body, which is of another form.
    assert.equal(await write({ ...sameOrigin, origin: OWN }), 400);
    assert.equal(await write({ origin: OWN }), 400, 'an old browser');
    for (const origin of [
      'https://evil.example',
      'http://moves.example',
      'null',
      `${OWN}:8443`,
      `${OWN}.evil.example`,
    ])
      assert.deepEqual([await write({ ...sameOrigin, origin }), await write({ origin })], [403, 403], origin);
    await close();
  });

  test('Whoever is signed in reads and signs out through the proxy; the cookie is Secure and of this host', async () => {
    const { proxy, page, close } = await behindProxy(await open());
    assert.equal((await proxy.send('GET', '/api/budget?year=2021', page)).status, 200);
    const out = await proxy.send('DELETE', '/api/session', {
      ...{ ...page, 'sec-fetch-site': 'same-origin', origin: OWN },
    });
    assert.equal(out.status, 204);
    assert.match(
      String(out.headers['set-cookie']),
      /^__Host-moves=; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/u,
    );
    assert.equal((await proxy.send('GET', '/api/budget?year=2021', page)).status, 401);
    await close();
  });

  test('With PUBLIC_URL the Host header gives nobody an origin', async () => {
    const { app, page, close } = await behindProxy(await open());
    const direct = await fetch(`${app.url}/api/rules/simulate`, {
      ...{ method: 'POST', body: BASKET },
      headers: { ...page, origin: app.url, 'sec-fetch-site': 'same-origin' },
    });
    assert.equal(direct.status, 403);
    await close();
  });

  test('Signing in to the demo by one click does not exist through the proxy', async () => {
    const { app, proxy, page, close } = await behindProxy(await open());
    const own = { 'sec-fetch-site': 'same-origin', origin: OWN, 'content-type': 'application/json' };
    const signIn = await proxy.send('POST', '/api/session/demo', own, '{"login":"admin"}');
    assert.equal(signIn.status, 404);
    assert.equal((await proxy.send('GET', '/api/demo-accounts', page)).status, 404);
    const direct = await (await app.as(null))('/api/demo-accounts');
    assert.equal(direct.status, 404, 'whoever has another address has it for everybody');
    await close();
  });

  test('Nor through a proxy that says nothing, seen from a page that stands elsewhere', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const nobody = await app.as(null);
    const elsewhere = { referer: 'http://kiosk.example/anmelden' };
    assert.equal((await nobody('/api/demo-accounts', { headers: elsewhere })).status, 404);
    assert.equal((await nobody('/api/demo-accounts', { headers: { referer: `${app.url}/x` } })).status, 200);
    const trusting = await startTestApp(db, { trustedProxies: ['127.0.0.1'] });
    assert.equal((await (await trusting.as(null))('/api/demo-accounts')).status, 404);
    await trusting.close();
    await app.close();
  });
});

test('PUBLIC_URL is an origin, TRUSTED_PROXY a list of addresses; anything else is told by name', () => {
  const read = (variables: Record<string, string>) => () => parseEnvironment(variables);
  assert.equal(read({ PUBLIC_URL: 'https://moves.example' })().PUBLIC_URL, 'https://moves.example');
  assert.deepEqual(read({ TRUSTED_PROXY: '10.0.0.1, ::1' })().TRUSTED_PROXY, ['10.0.0.1', '::1']);
  assert.deepEqual(read({})().TRUSTED_PROXY, []);
  for (const wrong of [
    'moves.example',
    'ftp://a.example',
    'https://a.example/moves',
    'https://u:p@a.example',
  ])
    assert.throws(read({ PUBLIC_URL: wrong }), /PUBLIC_URL/u, wrong);
  for (const wrong of ['proxy', '10.0.0.0/8', '10.0.0.1;10.0.0.2'])
    assert.throws(read({ TRUSTED_PROXY: wrong }), /TRUSTED_PROXY/u, wrong);
});
