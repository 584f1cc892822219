import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseEnvironment } from '../environment.ts';
import { oidcSettings } from './settings.ts';

const read = (variables: Record<string, string>) => oidcSettings(parseEnvironment(variables));
const ALL = {
  ...{
    OIDC_ISSUER: 'https://id.example/realms/stadt',
    OIDC_CLIENT_ID: 'moves',
    OIDC_CLIENT_SECRET: 'geheim',
  },
  PUBLIC_URL: 'https://moves.example/',
};

test('Nothing is set up where no variable says anything', () => {
  assert.equal(read({}), null);
  assert.equal(read({ OIDC_ISSUER: '', OIDC_CLIENT_ID: ' ', PUBLIC_URL: 'https://moves.example' }), null);
});

test('All variables together are a provider; the redirect comes from PUBLIC_URL', () => {
  assert.deepEqual(read(ALL), {
    ...{ issuer: 'https://id.example/realms/stadt', clientId: 'moves', clientSecret: 'geheim' },
    ...{ name: 'Anmeldung der Stadt', groupsClaim: 'groups' },
    redirectUri: 'https://moves.example/api/session/oidc/return',
    signedOutUri: 'https://moves.example/anmelden',
  });
  const named = read({ ...ALL, OIDC_NAME: 'Stadt-Konto', OIDC_GROUPS_CLAIM: 'roles' });
  assert.deepEqual([named?.name, named?.groupsClaim], ['Stadt-Konto', 'roles']);
});

test('The secret may lie in a file', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'moves-oidc-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [file, empty] = [join(folder, 'secret'), join(folder, 'empty')];
  writeFileSync(file, 'aus der Datei\n');
  writeFileSync(empty, '\n');
  const { OIDC_CLIENT_SECRET: _, ...rest } = ALL;
  assert.equal(read({ ...rest, OIDC_CLIENT_SECRET_FILE: file })?.clientSecret, 'aus der Datei');
  for (const wrong of [empty, join(folder, 'fehlt')])
    assert.throws(() => read({ ...rest, OIDC_CLIENT_SECRET_FILE: wrong }), /OIDC_CLIENT_SECRET_FILE/u);
});

test('What is missing or too much is told by name', () => {
  for (const name of Object.keys(ALL))
    assert.throws(() => read({ ...ALL, [name]: '' }), new RegExp(name, 'u'), name);
  assert.throws(
    () => read({ OIDC_NAME: 'Stadt-Konto' }),
    /OIDC_ISSUER.*OIDC_CLIENT_ID.*PUBLIC_URL.*OIDC_CLIENT_SECRET/u,
  );
  assert.throws(() => read({ ...ALL, OIDC_CLIENT_SECRET_FILE: '/x' }), /nur eines von beiden/u);
});

test('Plain http leads only to this very machine', () => {
  for (const wrong of ['http://id.example', 'id.example', 'ftp://127.0.0.1', 'http://127.0.0.1.evil.example'])
    assert.throws(() => read({ ...ALL, OIDC_ISSUER: wrong }), /OIDC_ISSUER/u, wrong);
  assert.equal(read({ ...ALL, OIDC_ISSUER: 'http://127.0.0.1:9000' })?.issuer, 'http://127.0.0.1:9000');
});
