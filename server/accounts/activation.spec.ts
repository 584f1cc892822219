import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../db/test-databases.ts';
import { openSession } from '../session/session.sql.ts';
import { TestDevice } from './test-device.ts';
import type { Question } from './test-device.ts';
import { PASSWORD, SECOND_PASSWORD, codeAt, openDoor, withPassword } from './test-sign-in.ts';
import type { Door } from './test-sign-in.ts';

const ORIGIN = 'http://localhost:3000';

/** A question of the server for a device. */
async function asked(door: Door, path: string, json?: unknown): Promise<Question & { setup: string }> {
  const { status, body } = await door.post(path, json);
  assert.equal(status, 200, JSON.stringify(body));
  return body as unknown as Question & { setup: string };
}

/** Activates with a passkey; the device that has it. */
async function withPasskey(door: Door, login: string, device = new TestDevice(ORIGIN)) {
  const token = await door.link(login);
  const question = await asked(door, '/api/activation/passkey-options', { token });
  const made = { token, setup: question.setup, name: 'Dienstgerät', response: device.make(question) };
  return { token, device, made, answer: await door.post('/api/activation/passkey', made) };
}

async function signIn(door: Door, device: TestDevice) {
  const question = await asked(door, '/api/session/passkey-options');
  return door.post('/api/session/passkey', { setup: question.setup, response: device.sign(question) });
}

forEachDatabase((open) => {
  test('A link says whose it is, and nothing to anybody without it', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const token = await door.link('auditor');
    const { body } = await door.post('/api/activation', { token });
    assert.deepEqual([body['login'], body['name'], body['replaces']], ['auditor', 'Test auditor', false]);
    for (const wrong of ['x'.repeat(43), token.slice(1) + 'x'])
      assert.equal((await door.post('/api/activation', { token: wrong })).status, 404);
    assert.equal((await door.post('/api/activation', { token: 'kurz' })).status, 400);
    door.clock.forward(3601);
    const late = await door.post('/api/activation', { token });
    assert.match(String(late.body['detail']), /gilt nicht mehr/u);
  });

  test('With a password nothing is used up before the last step, and then all of it', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const token = await door.link('auditor');
    for (const password of ['kurz', 'passwortpasswort', 'ich bin der auditor'])
      assert.equal((await door.post('/api/activation/password', { token, password })).status, 422);
    const begun = await door.post('/api/activation/password', { token, password: PASSWORD });
    const { setup, secret, uri } = begun.body as unknown as { setup: string; secret: string; uri: string };
    assert.match(uri, /^otpauth:\/\/totp\/MoveS-Cockpit:auditor\?issuer=MoveS-Cockpit&secret=[A-Z2-7]{32}&/u);
    const early = await door.post('/api/activation/finish', { token, setup });
    assert.equal(early.status, 400, 'no first code yet');
    const wrong = await door.post('/api/activation/code', { token, setup, code: '000000' });
    assert.deepEqual((wrong.body['errors'] as unknown as { path: string }[])[0]?.path, 'code');
    const rows = async () => ({
      password: (await door.db.read.selectFrom('password').selectAll().execute()).length,
      codes: (await door.db.read.selectFrom('recovery_code').selectAll().execute()).length,
      used: (await door.db.read.selectFrom('activation').select('used_at').execute()).map(
        (one) => one.used_at !== null,
      ),
    });
    const code = codeAt(secret, door.clock.now());
    const confirmed = await door.post('/api/activation/code', {
      token,
      setup,
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
    });
    const { recoveryCodes } = confirmed.body as unknown as { recoveryCodes: string[] };
    assert.equal(new Set(recoveryCodes).size, 10);
    assert.deepEqual(await rows(), { password: 0, codes: 0, used: [false] });
    const done = await door.post('/api/activation/finish', { token, setup });
    assert.equal(done.status, 200);
    assert.equal((done.body['user'] as unknown as { login: string }).login, 'auditor');
    assert.deepEqual(await rows(), { password: 1, codes: 10, used: [true] });
    const stored = JSON.stringify(await door.db.read.selectFrom('recovery_code').selectAll().execute());
    assert.ok(
      recoveryCodes.every((one) => !stored.includes(one)),
      'only digests are kept',
    );
    const { hash = '' } = (await door.db.read.selectFrom('password').selectAll().execute())[0] ?? {};
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/u);
    assert.equal((await door.post('/api/activation/finish', { token, setup })).status, 404, 'once');
    assert.equal(
      (await door.post('/api/session/local', { login: 'auditor', password: PASSWORD, code })).status,
      401,
      'its first code is used',
    );
  });

  test('With a passkey it is one step, and the passkey opens without a name', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const { device, answer, made } = await withPasskey(door, 'auditor');
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.equal((await door.post('/api/activation/passkey', made)).status, 404, 'the link is used');
    const signedIn = await signIn(door, device);
    assert.equal(signedIn.status, 200, JSON.stringify(signedIn.body));
    assert.equal((signedIn.body['user'] as unknown as { login: string }).login, 'auditor');
    const [row] = await door.db.read.selectFrom('passkey').selectAll().execute();
    assert.deepEqual([row?.name, row?.counter, row?.transports], ['Dienstgerät', 1, '["internal"]']);
    assert.deepEqual(
      door.events.map(({ event, account, way }) => [event, account, way]),
      [
        ['activation-link-used', door.ids.auditor, 'passkey'],
        ['sign-in', door.ids.auditor, 'passkey'],
        ['sign-in', door.ids.auditor, 'passkey'],
      ],
    );
  });

  test('A signature for another question, place or counter opens nothing', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const { device } = await withPasskey(door, 'auditor');
    const question = await asked(door, '/api/session/passkey-options');
    const response = device.sign(question);
    assert.equal((await door.post('/api/session/passkey', { setup: question.setup, response })).status, 200);
    const replayed = await door.post('/api/session/passkey', { setup: question.setup, response });
    assert.equal(replayed.status, 400, 'a question is good for one answer');
    const other = await asked(door, '/api/session/passkey-options');
    assert.equal((await door.post('/api/session/passkey', { setup: other.setup, response })).status, 401);
    device.counter = 0;
    assert.equal((await signIn(door, device)).status, 401, 'a copy falls behind');
    const late = await asked(door, '/api/session/passkey-options');
    door.clock.forward(301);
    const signed = { setup: late.setup, response: device.sign(late) };
    assert.equal((await door.post('/api/session/passkey', signed)).status, 400, 'five minutes');
    assert.equal((await signIn(door, new TestDevice(ORIGIN))).status, 401, 'nobody knows it');
    for (const device of [new TestDevice('http://evil.example'), new TestDevice(ORIGIN, { verifies: false })])
      assert.equal((await withPasskey(door, 'council', device)).answer.status, 400);
  });

  test('Failures of the account do not slow its passkey down, a disabled account is out', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const { device } = await withPasskey(door, 'auditor');
    const guess = { login: 'auditor', password: PASSWORD, code: '000000' };
    for (let tries = 0; tries < 6; tries += 1) await door.post('/api/session/local', guess);
    assert.equal((await door.post('/api/session/local', guess)).status, 429);
    assert.equal((await signIn(door, device)).status, 200);
    await door.db.writeTransaction((query) =>
      query.updateTable('app_user').set({ disabled: 1 }).where('login', '=', 'auditor').execute(),
    );
    assert.equal((await signIn(door, device)).status, 401);
  });

  test('A new activation replaces every secret and ends every session', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const { device, answer } = await withPasskey(door, 'auditor');
    const elsewhere = await openSession(door.db, door.clock, door.ids.auditor, { way: 'passkey' });
    const token = await door.link('auditor');
    assert.equal((await door.post('/api/activation', { token })).body['replaces'], true);
    const { secret } = await withPassword(door, 'auditor', SECOND_PASSWORD);
    for (const cookie of [answer.cookie, `moves=${elsewhere}`])
      assert.equal((await door.nobody('/api/history', { headers: { cookie } })).status, 401);
    assert.equal((await signIn(door, device)).status, 401, 'the passkey is gone');
    const code = codeAt(secret, door.clock.now());
    const own = { login: 'auditor', password: SECOND_PASSWORD, code };
    assert.equal((await door.post('/api/session/local', own)).status, 200);
    assert.equal((await door.post('/api/activation', { token })).status, 404, 'the earlier link ended');
  });

  test('Whoever is signed in may open the link of another account in the same browser', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const token = await door.link('auditor');
    const council = await door.app.as('council');
    const headers = { origin: ORIGIN };
    const answer = await council('/api/activation', { method: 'POST', json: { token }, headers });
    assert.equal(answer.status, 200);
  });
});
