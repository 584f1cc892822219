import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { openProvider } from './provider.ts';
import { NAVIGATION, begin, comeBack, open as openPage, sessionOf } from './test-browser.ts';
import { CLIENT_ID, CLIENT_SECRET, PUBLIC_ORIGIN } from './test-issuer.ts';
import { give } from './test-oidc.ts';
import { startRealProvider } from './test-real-provider.ts';

forEachDatabase((open) => {
  test('A certified provider signs a person in, and its sign-out ends the session here', async () => {
    const db = await open();
    await addTestUsers(db);
    await give(db, 'pruefung', 'auditor');
    const address = { app: '' };
    const real = await startRealProvider(() => `${address.app}/api/session/oidc/logout`);
    const provider = openProvider(
      {
        ...{ issuer: real.url, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, groupsClaim: 'groups' },
        ...{
          name: 'Test',
          redirectUri: `${PUBLIC_ORIGIN}/api/session/oidc/return`,
          signedOutUri: `${PUBLIC_ORIGIN}/anmelden`,
        },
      },
      pino({ level: 'silent' }),
    );
    const app: TestApp = await startTestApp(db, {
      provider,
      publicOrigin: PUBLIC_ORIGIN,
      secureCookies: true,
    });
    address.app = app.url;
    real.person.groups = ['pruefung', 'alle'];
    const { authorization, cookie } = await begin(app, '/berichte');
    const query = await real.walk(authorization.href);
    const back = await comeBack(app, query, cookie, NAVIGATION);
    assert.equal(back.headers.get('location'), '/berichte');
    const session = sessionOf(back) ?? '';
    const status = async (): Promise<number> =>
      (await openPage(app, '/api/history', { cookie: session })).status;
    assert.equal(await status(), 200);
    const stored = await db.read
      .selectFrom('session as s')
      .innerJoin('app_user as u', 'u.id', 's.user_id')
      .select(['s.provider_sid as sid', 'u.login', 'u.name', 'u.issuer', 'u.subject'])
      .executeTakeFirstOrThrow();
    assert.deepEqual(
      [stored.login, stored.name, stored.issuer, stored.subject],
      ['kim', 'Frau kim', real.url, 'kim'],
    );
    assert.ok(stored.sid, 'the provider names its session');
    const replayed = await comeBack(app, query, cookie);
    assert.equal(replayed.status, 401, 'a code is good once');
    await real.signOut('kim', stored.sid);
    assert.equal(await status(), 401);
    const out = await openPage(app, '/api/session/oidc/sign-out', NAVIGATION);
    const leaving = new URL(out.headers.get('location') ?? '');
    assert.equal(leaving.origin, real.url);
    assert.equal(leaving.searchParams.get('post_logout_redirect_uri'), `${PUBLIC_ORIGIN}/anmelden`);
    const asked = await fetch(leaving, { redirect: 'manual' });
    assert.equal(asked.status, 200, 'the provider knows client and way back, and asks whether to sign out');
    leaving.searchParams.set('post_logout_redirect_uri', `${PUBLIC_ORIGIN}/elsewhere`);
    assert.equal((await fetch(leaving, { redirect: 'manual' })).status, 400, 'and no other way back');
    real.close();
    await app.close();
  });
});
