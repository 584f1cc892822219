import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionView } from '#shared/session/session.ts';
import { removeGroup } from '../accounts/set-group.ts';
import { setDisabled } from '../accounts/disable.ts';
import { findAccount } from '../accounts/accounts.sql.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { SecurityEvent } from '../http/security-log.ts';
import { verify } from '../verify/verify.ts';
import { NAVIGATION, begin, comeBack, open as openPage, sessionOf, signIn } from './test-browser.ts';
import { give, withProvider } from './test-oidc.ts';
import { PUBLIC_ORIGIN } from './test-issuer.ts';

const machine = { clock: systemClock, writer: { id: null, name: 'test' } };

/** What the history says about accounts, oldest first. */
const written = (db: Database) =>
  db.read
    .selectFrom('history')
    .where('entity', '=', 'app_user')
    .where('action', 'like', 'account.%')
    .orderBy('seq')
    .select(['actor', 'actor_id', 'action', 'before', 'after', 'reason'])
    .execute();

forEachDatabase((open) => {
  test('The button leads to the provider with code flow, PKCE, state and nonce', async () => {
    const { app, issuer, close } = await withProvider(await open());
    const answer = await openPage(app, '/api/session/oidc?weiter=/budget', NAVIGATION);
    assert.equal(answer.status, 303);
    const url = new URL(answer.headers.get('location') ?? '');
    const { state, nonce, code_challenge: challenge, ...fixed } = Object.fromEntries(url.searchParams);
    assert.equal(url.origin, issuer.url);
    assert.deepEqual(fixed, {
      ...{ client_id: 'moves', scope: 'openid profile', response_type: 'code', response_mode: 'query' },
      ...{ redirect_uri: `${PUBLIC_ORIGIN}/api/session/oidc/return`, code_challenge_method: 'S256' },
    });
    for (const random of [state, nonce, challenge]) assert.match(random ?? '', /^[\w-]{43}$/u);
    const [kept] = answer.headers.getSetCookie();
    assert.match(
      kept ?? '',
      /^__Host-moves-oidc=[\w-]+; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/u,
    );
    const view = (await (await (await app.as(null))('/api/session')).json()) as SessionView;
    assert.deepEqual(view.provider, { name: 'Test-Anmeldung' });
    await close();
  });

  test('One group makes an account with its role, named by issuer and subject, never by mail', async () => {
    const db = await open();
    const { app, issuer, account, close } = await withProvider(db);
    issuer.claims = {
      ...{ groups: ['alle', 'kasse'], preferred_username: 'controller', name: 'Kim Beispiel' },
      ...{ email: 'kim@example.org', sid: 'sid-1' },
    };
    const answer = await signIn(app, issuer, '/budget?jahr=2021#zeile');
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/budget?jahr=2021#zeile']);
    const session = sessionOf(answer) ?? '';
    const own = await account();
    assert.deepEqual(
      [own?.login, own?.name, own?.role, own?.issuer, own?.subject],
      ['controller-2', 'Kim Beispiel', 'controller', issuer.url, 'person-1'],
    );
    const view = (await (await openPage(app, '/api/session', { cookie: session })).json()) as SessionView;
    assert.deepEqual([view.user?.login, view.user?.role], ['controller-2', 'controller']);
    const stored = await db.read.selectFrom('session').select(['user_id', 'way', 'provider_sid']).execute();
    assert.deepEqual(stored, [{ user_id: own?.id, way: 'oidc', provider_sid: 'sid-1' }]);
    assert.deepEqual(await written(db), [
      {
        ...{ actor: 'Anmeldung der Stadt', actor_id: null, action: 'account.add', before: null },
        after: '{"login":"controller-2","role":"controller","office":null}',
        reason: 'Gruppe „kasse“',
      },
    ]);
    issuer.claims = { ...issuer.claims, sub: 'person-2' };
    await signIn(app, issuer);
    assert.equal(
      (await account('person-2'))?.login,
      'controller-3',
      'the same mail and name are somebody else',
    );
    issuer.claims = { groups: ['rat'], preferred_username: '\u0007 <b>/', sub: 'person-3', name: 'a\u0000b' };
    await signIn(app, issuer);
    assert.deepEqual(
      [(await account('person-3'))?.login, (await account('person-3'))?.role],
      ['b', 'council'],
    );
    assert.ok((await verify(db)).checks.every((one) => one.ok || one.name === 'settings'));
    await close();
  });

  test('No group, or groups of two roles, let nobody in and say whom to ask', async () => {
    const { app, issuer, sessions, account, close } = await withProvider(await open());
    for (const [groups, fault] of [
      [undefined, 'ohne-rolle'],
      [[], 'ohne-rolle'],
      [['alle', 'Kasse', 'kasse '], 'ohne-rolle'],
      [['rat', 'kasse'], 'mehrere-rollen'],
    ] as const) {
      issuer.claims = { groups };
      const page = await signIn(app, issuer, '/budget');
      assert.deepEqual(
        [page.status, page.headers.get('location'), sessionOf(page)],
        [303, `/anmelden?fehler=${fault}&weiter=%2Fbudget`, undefined],
      );
    }
    issuer.claims = { groups: undefined, _claim_names: { groups: 'src1' }, _claim_sources: {} };
    const overage = await signIn(app, issuer);
    assert.match(overage.headers.get('location') ?? '', /fehler=zu-viele-gruppen/u);
    assert.deepEqual([await sessions(), await account()], [0, undefined]);
    issuer.claims = { groups: 'rat' };
    assert.ok(sessionOf(await signIn(app, issuer)), 'a single group may be a text');
    await close();
  });

  test('A role is read anew at each sign-in, with a history row when it changed; without one the rest ends too', async () => {
    const db = await open();
    const { app, issuer, sessions, account, close } = await withProvider(db);
    issuer.claims = { groups: ['kasse'], name: 'Kim' };
    const first = sessionOf(await signIn(app, issuer)) ?? '';
    const status = async (cookie: string): Promise<number> =>
      (await openPage(app, '/api/history', { cookie })).status;
    assert.equal(await status(first), 403);
    issuer.claims = { groups: ['pruefung'], name: 'Kim' };
    const second = sessionOf(await signIn(app, issuer)) ?? '';
    assert.deepEqual(
      [await status(first), await status(second)],
      [200, 200],
      'felt by every session at once',
    );
    await signIn(app, issuer);
    issuer.claims = { groups: ['pruefung'], name: 'Kim Neu' };
    await signIn(app, issuer);
    assert.equal((await account())?.name, 'Kim Neu');
    assert.deepEqual(
      (await written(db)).map(({ action, before, after }) => [action, before, after]),
      [
        ['account.add', null, '{"login":"konto","role":"controller","office":null}'],
        ['account.role', '{"role":"controller","office":null}', '{"role":"auditor","office":null}'],
        ['account.rename', null, null],
      ],
    );
    issuer.claims = { groups: [] };
    await signIn(app, issuer);
    assert.deepEqual([await sessions(), await status(second)], [0, 401]);
    await close();
  });

  test('A disabled account stays out, and a group that gives no role any more ends what it gave', async () => {
    const db = await open();
    const { app, issuer, sessions, account, close } = await withProvider(db);
    issuer.claims = { groups: ['kasse'] };
    await signIn(app, issuer);
    await removeGroup(db, machine, { group: 'kasse', reason: 'Test' });
    assert.equal(await sessions(), 0);
    await give(db, 'kasse', 'controller');
    await signIn(app, issuer);
    const stored = await findAccount(db.read, (await account())?.login ?? '');
    assert.ok(stored);
    await setDisabled(db, machine, stored, { disabled: true, reason: 'Test' });
    const page = await signIn(app, issuer);
    assert.deepEqual(
      [page.headers.get('location')?.split('&')[0], sessionOf(page)],
      ['/anmelden?fehler=gesperrt', undefined],
    );
    assert.equal(await sessions(), 0);
    await close();
  });

  test('Signing in gives a new session and ends the one this browser had', async () => {
    const { app, issuer, sessions, close } = await withProvider(await open());
    issuer.claims = { groups: ['rat'] };
    const first = sessionOf(await signIn(app, issuer)) ?? '';
    const { authorization, cookie } = await begin(app);
    const again = await comeBack(app, issuer.signIn(authorization), `${cookie}; ${first}`);
    assert.notEqual(sessionOf(again), first);
    assert.equal(await sessions(), 1);
    await close();
  });

  test('Afterwards only an address of the application is opened', async () => {
    const { app, issuer, close } = await withProvider(await open());
    issuer.claims = { groups: ['rat'] };
    for (const [weiter, location] of [
      ['/berichte?jahr=2021', '/berichte?jahr=2021'],
      ['//evil.example', '/'],
      ['https://evil.example', '/'],
      ['/\\evil.example', '/'],
      ['/.//evil.example', '/'],
      ['/api/session/oidc', '/'],
    ] as const)
      assert.equal((await signIn(app, issuer, weiter)).headers.get('location'), location, weiter);
    const { authorization } = await begin(app);
    const forged = Buffer.from(
      JSON.stringify({
        state: 's',
        nonce: 'n',
        verifier: 'v',
        weiter: '//evil.example',
        until: 9_999_999_999_999,
      }),
    ).toString('base64url');
    const back = await comeBack(app, issuer.signIn(authorization), `__Host-moves-oidc=${forged}`, NAVIGATION);
    assert.equal(back.headers.get('location'), '/anmelden?fehler=fehlgeschlagen', 'nor by a cookie');
    await close();
  });

  test('A link from elsewhere begins nothing: it leads to the button', async () => {
    const { app, close } = await withProvider(await open());
    const answer = await openPage(app, '/api/session/oidc?weiter=/budget', {
      ...NAVIGATION,
      'sec-fetch-site': 'cross-site',
    });
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/anmelden?weiter=%2Fbudget']);
    assert.deepEqual(answer.headers.getSetCookie(), []);
    await close();
  });

  test('A provider without a sign-out of its own, and a link from elsewhere, lead to the sign-in page', async () => {
    const { app, close } = await withProvider(await open());
    for (const site of ['same-origin', 'cross-site']) {
      const headers = { ...NAVIGATION, 'sec-fetch-site': site };
      const answer = await openPage(app, '/api/session/oidc/sign-out', headers);
      assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/anmelden'], site);
    }
    await close();
  });

  test('The security log notes who came in, who did not and why, by number and fixed word', async () => {
    const events: SecurityEvent[] = [];
    const security = ({ event, account, subject, way, what }: SecurityEvent): void => {
      events.push(JSON.parse(JSON.stringify({ event, account, subject, way, what })) as SecurityEvent);
    };
    const { app, issuer, account, close } = await withProvider(await open(), { security });
    issuer.claims = { groups: ['rat'], name: 'Kim Beispiel' };
    await signIn(app, issuer);
    issuer.claims = { groups: [], name: 'Kim Beispiel' };
    await signIn(app, issuer);
    const id = (await account())?.id ?? 0;
    assert.deepEqual(events, [
      { event: 'sign-in', account: id, way: 'oidc' },
      { event: 'role-changed', account: null, subject: id, way: 'oidc' },
      { event: 'sign-in-failed', account: null, way: 'oidc', what: 'ohne-rolle' },
    ]);
    await close();
  });
});
