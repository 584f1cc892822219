import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CityView } from '#shared/city/city.ts';
import type { SessionView } from '#shared/session/session.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';

forEachDatabase((open) => {
  test('The city is called neutrally until somebody says how, and the session tells it to everybody', async () => {
    const db = await open();
    await addTestUsers(db);
    const app = await startTestApp(db);
    const ask = await app.as('admin');
    const told = async () => ((await (await ask('/api/session')).json()) as SessionView).city.name;
    assert.equal(await told(), 'Stadtverwaltung');
    const json = {
      name: 'Stadt Esslingen',
      place: 'Esslingen',
      programme: 'ES digital',
      sender: 'Amt 10',
      reason: '',
    };
    const set = (more: object, ifMatch: number) =>
      ask('/api/city', { method: 'POST', json: { ...json, ...more }, ifMatch });
    assert.equal(((await (await set({}, 0)).json()) as CityView).version, 1);
    assert.equal(await told(), 'Stadt Esslingen');
    assert.equal((await set({}, 0)).status, 412);
    assert.equal((await set({ name: '' }, 1)).status, 400);
    assert.equal((await set({ sender: 'a\nb\nc\nd\ne\nf' }, 1)).status, 400);
    assert.equal(
      (await (await app.as('controller'))('/api/city', { method: 'POST', json, ifMatch: 1 })).status,
      403,
    );
    await app.close();
  });
});
