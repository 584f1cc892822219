import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import type { SessionView } from '#shared/session/session.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { NAVIGATION, begin, comeBack, open as openPage } from './test-browser.ts';
import { PUBLIC_ORIGIN } from './test-issuer.ts';
import { withProvider } from './test-oidc.ts';

forEachDatabase((open) => {
  test('With the provider away the application works, says so at sign-in, and asks again each time', async () => {
    const { app, issuer, sessions, close } = await withProvider(await open());
    issuer.claims = { groups: ['rat'] };
    const provider = issuer.provider();
    const { url } = issuer;
    issuer.url = 'http://127.0.0.1:1';
    const away = await startTestApp(await open(), {
      provider: issuer.provider(),
      publicOrigin: PUBLIC_ORIGIN,
    });
    issuer.url = url;
    const program = await openPage(away, '/api/session/oidc');
    assert.deepEqual([program.status, ((await program.json()) as Problem).code], [503, 'provider-away']);
    const page = await openPage(away, '/api/session/oidc?weiter=/budget', NAVIGATION);
    assert.equal(page.headers.get('location'), '/anmelden?fehler=nicht-erreichbar&weiter=%2Fbudget');
    const leaving = await openPage(away, '/api/session/oidc/sign-out', NAVIGATION);
    assert.equal(leaving.headers.get('location'), '/anmelden?fehler=nicht-erreichbar');
    assert.equal((await openPage(away, '/readyz')).status, 200);
    await assert.doesNotReject(provider.begin(), 'one that answers is found by the same code');
    const { authorization, cookie } = await begin(app);
    const query = issuer.signIn(authorization);
    issuer.close();
    const back = await comeBack(app, query, cookie, NAVIGATION);
    assert.match(back.headers.get('location') ?? '', /fehler=nicht-erreichbar/u, 'it went away in between');
    assert.equal(await sessions(), 0);
    await away.close();
    await close();
  });

  test('Where no provider is set up there is no such door', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    assert.equal((await openPage(app, '/api/session/oidc', NAVIGATION)).status, 404);
    assert.equal((await comeBack(app, 'code=x&state=y', '')).status, 404);
    assert.equal((await openPage(app, '/api/session/oidc/sign-out', NAVIGATION)).status, 404);
    const view = (await (await openPage(app, '/api/session')).json()) as SessionView;
    assert.equal(view.provider, null);
    await app.close();
  });
});
