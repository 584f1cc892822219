import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OwnAccess } from '#shared/accounts/own-access.ts';
import { ACCOUNT_HEADER } from '#shared/session/account-header.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { openSession } from '../session/session.sql.ts';
import { verify } from '../verify/verify.ts';
import { TestDevice } from './test-device.ts';
import type { Question } from './test-device.ts';
import { PASSWORD, SECOND_PASSWORD, answerOf, codeAt, openDoor, withPassword } from './test-sign-in.ts';
import type { Answer, Door } from './test-sign-in.ts';

/** Somebody signed in, as the page sends for them. */
async function signedIn(door: Door, login: string) {
  const own = await withPassword(door, login);
  const headers = { cookie: own.cookie, [ACCOUNT_HEADER]: String(door.ids[login as 'auditor']) };
  const send = async (method: string, path: string, json?: unknown): Promise<Answer> =>
    answerOf(await door.nobody(path, { method, headers, ...(json === undefined ? {} : { json }) }));
  const access = async (): Promise<OwnAccess> =>
    (await send('GET', '/api/account')).body as unknown as OwnAccess;
  return { ...own, send, access };
}

const faultAt = ({ body }: Answer): string | undefined =>
  (body['errors'] as unknown as { path: string }[] | undefined)?.[0]?.path;
const ORIGIN = 'http://localhost:3000';

async function addPasskey({ send }: Awaited<ReturnType<typeof signedIn>>, name: string) {
  const device = new TestDevice(ORIGIN);
  const { body } = await send('POST', '/api/account/passkey-options');
  const question = body as unknown as Question & { setup: string };
  const made = { setup: question.setup, name, response: device.make(question) };
  return { device, answer: await send('POST', '/api/account/passkeys', made) };
}

forEachDatabase((open) => {
  test('One sees the own ways and sessions, and nobody else has a way to', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const own = await signedIn(door, 'council');
    await openSession(door.db, door.clock, door.ids.council, { way: 'password' });
    const access = await own.access();
    assert.deepEqual(
      [access.login, access.passkeys, access.password?.recoveryCodesLeft],
      ['council', [], 10],
    );
    assert.deepEqual(
      access.sessions.map((one) => one.own),
      [false, true],
    );
    const said = JSON.stringify(access);
    for (const word of ['argon2', own.secret, ...own.recoveryCodes]) assert.ok(!said.includes(word));
    const ended = await own.send('POST', '/api/account/end-other-sessions');
    assert.equal((ended.body['sessions'] as unknown as unknown[]).length, 1);
  });

  test('A password is changed with the old one, as slowly as at the door, and ends all other sessions', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const own = await signedIn(door, 'auditor');
    const other = await openSession(door.db, door.clock, door.ids.auditor, { way: 'password' });
    const change = (old: string, password: string) =>
      own.send('POST', '/api/account/password', { old, password });
    assert.equal(faultAt(await change('falsch geraten ist das', SECOND_PASSWORD)), 'old');
    assert.equal(faultAt(await change(PASSWORD, 'zu kurz')), 'password');
    const changed = await change(PASSWORD, SECOND_PASSWORD);
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
    assert.equal((await door.nobody('/api/history', { headers: { cookie: `moves=${other}` } })).status, 401);
    const local = (password: string) =>
      door.post('/api/session/local', {
        login: 'auditor',
        password,
        code: codeAt(own.secret, door.clock.now()),
      });
    assert.equal((await local(PASSWORD)).status, 401);
    assert.equal((await local(SECOND_PASSWORD)).status, 200);
    const guesses = [];
    for (let tries = 0; tries < 6; tries += 1)
      guesses.push((await change('geraten geraten', SECOND_PASSWORD)).status);
    assert.deepEqual(guesses, [422, 422, 422, 422, 422, 429]);
    assert.ok((await verify(door.db)).checks.every((one) => one.ok || one.name === 'settings'));
  });

  test('Passkeys are added, named and removed; the last way stays', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const own = await signedIn(door, 'auditor');
    assert.equal((await own.send('DELETE', '/api/account/password')).status, 422, 'the only way');
    const { answer, device } = await addPasskey(own, 'Telefon');
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    await addPasskey(own, 'Schlüssel');
    const [phone, key] = (await own.access()).passkeys;
    const path = (id = ''): string => `/api/account/passkeys/${id}`;
    assert.equal((await own.send('PATCH', path(phone?.id), { name: 'Diensttelefon' })).status, 200);
    assert.equal((await own.access()).passkeys[0]?.name, 'Diensttelefon');
    assert.equal((await own.send('DELETE', '/api/account/password')).status, 200);
    assert.equal((await own.access()).password, null);
    assert.equal((await own.send('DELETE', path(key?.id))).status, 200);
    assert.equal((await own.send('DELETE', path(phone?.id))).status, 422, 'the last one');
    assert.equal((await own.access()).passkeys.length, 1);
    const question = (await door.post('/api/session/passkey-options')).body as unknown as Question & {
      setup: string;
    };
    const signed = { setup: question.setup, response: device.sign(question) };
    assert.equal((await door.post('/api/session/passkey', signed)).status, 200);
    const stranger = await signedIn(door, 'council');
    assert.equal((await stranger.send('DELETE', path(phone?.id))).status, 404, "another's");
    assert.equal((await stranger.send('PATCH', path(phone?.id), { name: 'x' })).status, 404);
  });

  test('Ways change soon after signing in only, a password is added with its code', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const own = await signedIn(door, 'auditor');
    await addPasskey(own, 'Telefon');
    await own.send('DELETE', '/api/account/password');
    const begun = await own.send('POST', '/api/account/password-setup', { password: SECOND_PASSWORD });
    const { setup, secret } = begun.body as unknown as { setup: string; secret: string };
    assert.equal((await own.send('POST', '/api/account/finish-setup', { setup })).status, 400);
    const code = codeAt(secret, door.clock.now());
    const codes = await own.send('POST', '/api/account/first-code', { setup, code });
    assert.equal((codes.body['recoveryCodes'] as unknown as unknown[]).length, 10);
    assert.equal((await own.access()).password, null, 'nothing counts yet');
    assert.equal((await own.send('POST', '/api/account/finish-setup', { setup })).status, 200);
    assert.equal((await own.access()).password?.recoveryCodesLeft, 10);
    door.clock.forward(870);
    for (const [method, path] of [
      ['POST', '/api/account/passkey-options'],
      ['DELETE', '/api/account/password'],
    ] as const) {
      const { status, body } = await own.send(method, path);
      assert.deepEqual([status, /Viertelstunde/u.test(String(body['detail']))], [422, true], path);
    }
  });

  test('Codes are made anew with the password, and the old ones end', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const own = await signedIn(door, 'auditor');
    const post = (path: string, json: unknown) => own.send('POST', path, json);
    assert.equal(faultAt(await post('/api/account/recovery-codes', { password: 'falsch' })), 'password');
    const fresh = await post('/api/account/recovery-codes', { password: PASSWORD });
    const [code = ''] = fresh.body['recoveryCodes'] as unknown as string[];
    const local = (one: string) =>
      door.post('/api/session/local', { login: 'auditor', password: PASSWORD, code: one });
    assert.equal((await local(own.recoveryCodes[0] ?? '')).status, 401);
    assert.equal((await local(code)).status, 200);
    const { body } = await post('/api/account/code-setup', { password: PASSWORD });
    const { setup, secret } = body as unknown as { setup: string; secret: string };
    await post('/api/account/first-code', { setup, code: codeAt(secret, door.clock.now()) });
    assert.equal((await post('/api/account/finish-setup', { setup })).status, 200);
    door.clock.forward(30);
    assert.equal((await local(codeAt(own.secret, door.clock.now()))).status, 401, 'the app of before');
    assert.equal((await local(codeAt(secret, door.clock.now()))).status, 200);
  });

  test('Who signs in at the provider keeps no secret here', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const own = await signedIn(door, 'auditor');
    await door.db.writeTransaction((query) =>
      query
        .updateTable('app_user')
        .set({ issuer: 'i', subject: 's' })
        .where('login', '=', 'auditor')
        .execute(),
    );
    assert.equal((await own.access()).fromProvider, true);
    assert.equal((await own.send('POST', '/api/account/passkey-options')).status, 422);
    assert.equal((await own.send('POST', '/api/account/code-setup', { password: PASSWORD })).status, 422);
  });
});
