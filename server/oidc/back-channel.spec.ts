import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { forEachDatabase } from '../db/test-databases.ts';
import type { TestApp } from '../http/test-app.ts';
import { startTestApp } from '../http/test-app.ts';
import { PUBLIC_ORIGIN } from './test-issuer.ts';
import type { TestIssuer } from './test-issuer.ts';
import { open as openPage, sessionOf, signIn } from './test-browser.ts';
import { withProvider } from './test-oidc.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const events = { [EVENT]: {} };
const usual = () => ({ events, jti: randomUUID() });

/** Sends a logout token as a provider does: a form, from a server, without any word of where it comes from. */
async function tell(app: TestApp, token: string): Promise<number> {
  const answer = await fetch(`${app.url}/api/session/oidc/logout`, {
    method: 'POST',
    body: new URLSearchParams({ logout_token: token }),
  });
  return answer.status;
}

/** Signs in with this session at the provider; tells whether the session is still open. */
async function person(app: TestApp, issuer: TestIssuer, sub: string, sid: string) {
  issuer.claims = { groups: ['pruefung'], sub, sid };
  const cookie = sessionOf(await signIn(app, issuer)) ?? '';
  assert.ok(cookie);
  return async (): Promise<boolean> => (await openPage(app, '/api/history', { cookie })).status === 200;
}

const seconds = (): number => Math.floor((performance.timeOrigin + performance.now()) / 1000);

forEachDatabase((open) => {
  test('The provider ends one session by its name, or all of a person', async () => {
    const { app, issuer, close } = await withProvider(await open());
    const [one, two, other] = [
      await person(app, issuer, 'person-1', 'sid-1'),
      await person(app, issuer, 'person-1', 'sid-2'),
      await person(app, issuer, 'person-2', 'sid-3'),
    ];
    const state = async () => [await one(), await two(), await other()];
    assert.equal(await tell(app, await issuer.token({ ...usual(), sid: 'sid-1', sub: 'person-2' })), 200);
    assert.deepEqual(await state(), [true, true, true], 'a session of somebody else is nobody’s');
    assert.equal(await tell(app, await issuer.token({ ...usual(), sub: undefined, sid: 'sid-1' })), 200);
    assert.deepEqual(await state(), [false, true, true]);
    assert.equal(await tell(app, await issuer.token({ ...usual(), sub: 'person-1' })), 200);
    assert.deepEqual(await state(), [false, false, true]);
    assert.equal(
      await tell(app, await issuer.token({ ...usual(), sub: 'person-2', sid: 'sid-3' }, 'own', 'logout+jwt')),
      200,
    );
    assert.deepEqual(await state(), [false, false, false]);
    await close();
  });

  test('A token that does not hold in every point ends nothing', async () => {
    const { app, issuer, close } = await withProvider(await open());
    const isOpen = await person(app, issuer, 'person-1', 'sid-1');
    for (const [title, claims, signed] of [
      ['no event', { events: undefined }],
      ['another event', { events: { 'http://example.org/other': {} } }],
      ['an event that is no object', { events: { [EVENT]: 'x' } }],
      ['an ID token', { events: undefined, nonce: 'n' }],
      ['a nonce', { nonce: 'n' }],
      ['another issuer', { iss: 'http://127.0.0.1:1' }],
      ['another application', { aud: 'other' }],
      ['no issue time', { iat: undefined }],
      ['issued long ago', { iat: seconds() - 3600, exp: undefined }],
      ['expired', { exp: seconds() - 3600 }],
      ['issued tomorrow', { iat: seconds() + 86_400 }],
      ['no number of its own', { jti: undefined }],
      ['neither person nor session', { sub: undefined }],
      ['not signed', {}, 'none'],
      ['signed with the shared secret', {}, 'secret'],
      ['signed by another key', {}, 'other'],
    ] as [string, Record<string, unknown>, ('none' | 'secret' | 'other')?][]) {
      assert.equal(await tell(app, await issuer.token({ ...usual(), ...claims }, signed)), 400, title);
      assert.ok(await isOpen(), title);
    }
    for (const text of ['', 'x', 'a.b.c']) assert.equal(await tell(app, text), 400);
    const json = await fetch(`${app.url}/api/session/oidc/logout`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' } },
      body: '{}',
    });
    assert.equal(json.status, 400);
    await close();
  });

  test('A token counts once: sent again it does not end what was opened since', async () => {
    const { app, issuer, close } = await withProvider(await open());
    const first = await person(app, issuer, 'person-1', 'sid-1');
    const token = await issuer.token({ ...usual(), sub: 'person-1' });
    assert.equal(await tell(app, token), 200);
    assert.equal(await first(), false);
    const second = await person(app, issuer, 'person-1', 'sid-2');
    assert.equal(await tell(app, token), 400);
    assert.ok(await second());
    await close();
  });

  test('No other door takes a form or a request from elsewhere, and this one says when the provider is away', async () => {
    const db = await open();
    const { app, issuer, close } = await withProvider(db);
    const form = { method: 'POST', body: new URLSearchParams({ login: 'admin' }) };
    for (const path of [
      '/api/session/demo',
      '/api/session/oidc/logout/',
      '/api/session/oidc/LOGOUT',
      '/api/requests',
    ])
      assert.equal((await fetch(app.url + path, form)).status, 403, path);
    const token = await issuer.token({ ...usual(), sub: 'person-1' });
    const { url } = issuer;
    issuer.url = 'http://127.0.0.1:1';
    const away = await startTestApp(await open(), {
      provider: issuer.provider(),
      publicOrigin: PUBLIC_ORIGIN,
    });
    issuer.url = url;
    assert.equal(await tell(away, token), 503);
    await away.close();
    await close();
  });
});
