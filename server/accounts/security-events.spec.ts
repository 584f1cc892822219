import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../db/test-databases.ts';
import { openDoor } from './test-sign-in.ts';

forEachDatabase((open) => {
  test('Who gives a role, a link, an end or a lock stands in the security log, with whom it is done to', async (t) => {
    const door = await openDoor(await open());
    t.after(() => door.app.close());
    const { auditor, council } = door.ids;
    const admin = await door.app.as('admin');
    const post = async (path: string, json?: unknown, ifMatch?: number): Promise<unknown> => {
      const sent = { ...(json === undefined ? {} : { json }), ...(ifMatch === undefined ? {} : { ifMatch }) };
      const answer = await admin(path, { method: 'POST', ...sent });
      assert.ok(answer.status < 300, `${path}: ${answer.status}`);
      return answer.status === 204 ? undefined : answer.json();
    };
    const role = (login: string, name: string) =>
      post('/api/accounts', { login, name: 'Kim', role: name, office: null, reason: 'neu im Team' });
    await role('auditor', 'programme-office');
    await role('neu', 'council');
    await role('admin2', 'admin');
    await post(`/api/accounts/${council}/link`);
    await post(`/api/accounts/${council}/disabled`, { disabled: true, reason: 'fort' }, 1);
    await admin(`/api/accounts/${auditor}/sessions`, { method: 'DELETE' });
    assert.deepEqual(
      door.events.map(({ event, account, subject, what }) => [event, account, subject, what]),
      [
        ['role-changed', door.ids.admin, auditor, 'programme-office'],
        ['role-changed', door.ids.admin, undefined, 'council'],
        ['activation-link-made', door.ids.admin, council, undefined],
        ['account-changed', door.ids.admin, council, 'disabled'],
        ['sessions-ended', door.ids.admin, auditor, undefined],
      ],
      'an administrator is only asked for',
    );
  });
});
