import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { TestIssuer } from './test-issuer.ts';
import { NAVIGATION, begin, comeBack, sessionOf, signIn } from './test-browser.ts';
import { withProvider } from './test-oidc.ts';

const past = (): number => Math.floor((performance.timeOrigin + performance.now()) / 1000) - 3600;

/** What an attacker, or a provider in disorder, would send (promises.md T13). */
const BAD: [title: string, bend: (issuer: TestIssuer) => void][] = [
  ['a state of somebody else', (issuer) => (issuer.returns = { state: 'other' })],
  ['no state', (issuer) => (issuer.returns = { state: '' })],
  ['another issuer in the answer (RFC 9207)', (issuer) => (issuer.returns = { iss: 'http://127.0.0.1:1' })],
  ['a nonce of somebody else', (issuer) => (issuer.claims = { nonce: 'other' })],
  ['no nonce', (issuer) => (issuer.claims = { nonce: undefined })],
  ['another issuer in the token', (issuer) => (issuer.claims = { iss: 'http://127.0.0.1:1' })],
  ['a token for another application', (issuer) => (issuer.claims = { aud: 'other' })],
  [
    'a token for us that another application asked for',
    (issuer) => (issuer.claims = { aud: ['moves', 'other'], azp: 'other' }),
  ],
  ['an expired token', (issuer) => (issuer.claims = { exp: past() })],
  ['a token without an end', (issuer) => (issuer.claims = { exp: undefined })],
  ['a token that is not signed (alg none)', (issuer) => (issuer.signed = 'none')],
  ['a token signed with the shared secret', (issuer) => (issuer.signed = 'secret')],
  ['a token signed by another key of the same name', (issuer) => (issuer.signed = 'other')],
  ['a token without a subject', (issuer) => (issuer.claims = { sub: undefined })],
  ['a code that was never given', (issuer) => (issuer.returns = { code: 'made-up' })],
  ['a refusal of the provider', (issuer) => (issuer.returns = { error: 'access_denied', code: '' })],
];

forEachDatabase((open) => {
  test('What does not hold in every point is 401 and opens no session', async () => {
    const { app, issuer, sessions, account, close } = await withProvider(await open());
    for (const [title, bend] of BAD) {
      Object.assign(issuer, { claims: {}, signed: 'own', returns: {} });
      bend(issuer);
      issuer.claims = { groups: ['rat'], ...issuer.claims };
      const { authorization, cookie } = await begin(app);
      const answer = await comeBack(app, issuer.signIn(authorization), cookie);
      assert.equal(answer.status, 401, title);
      assert.equal(((await answer.json()) as Problem).code, 'sign-in-failed', title);
      assert.equal(sessionOf(answer), undefined, title);
      assert.equal(await sessions(), 0, title);
    }
    assert.equal(await account(), undefined, 'nor was an account made');
    Object.assign(issuer, { claims: { groups: ['rat'] }, signed: 'own', returns: {} });
    assert.ok(sessionOf(await signIn(app, issuer)), 'the same with nothing bent');
    await close();
  });

  test('A code that is replayed opens no second session, and neither does its cookie in another browser', async () => {
    const { app, issuer, sessions, close } = await withProvider(await open());
    issuer.claims = { groups: ['rat'] };
    const { authorization, cookie } = await begin(app);
    const query = issuer.signIn(authorization);
    const first = await comeBack(app, query, cookie);
    assert.ok(sessionOf(first));
    assert.match(first.headers.getSetCookie().join(), /__Host-moves-oidc=;/u, 'what was begun is removed');
    assert.equal((await comeBack(app, query, '')).status, 401, 'the browser no longer has it');
    assert.equal((await comeBack(app, query, cookie)).status, 401, 'and the provider takes the code once');
    const other = await begin(app);
    issuer.takesCodesTwice = true;
    assert.equal(
      (await comeBack(app, query, other.cookie)).status,
      401,
      'what another browser began does not fit',
    );
    assert.equal(await sessions(), 1);
    await close();
  });

  test('Nobody comes back without having begun, in time and in this browser', async () => {
    const now = { ms: Date.parse('2021-07-02T08:00:00Z') };
    const clock = { now: () => new Date(now.ms).toISOString() as never };
    const { app, issuer, sessions, close } = await withProvider(await open(), { clock });
    issuer.claims = { groups: ['rat'] };
    const begun = await begin(app);
    const query = issuer.signIn(begun.authorization);
    for (const cookie of ['', '__Host-moves-oidc=e30', '__Host-moves-oidc=%%%', 'moves-oidc=x'])
      assert.equal((await comeBack(app, query, cookie)).status, 401, cookie);
    const page = await comeBack(app, query, '', NAVIGATION);
    assert.deepEqual([page.status, page.headers.get('location')], [303, '/anmelden?fehler=abgelaufen']);
    now.ms += 600_000;
    assert.equal((await comeBack(app, query, begun.cookie)).status, 401, 'ten minutes later');
    assert.equal(await sessions(), 0);
    await close();
  });
});
