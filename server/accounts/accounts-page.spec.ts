import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountAnswer, AccountDetail, AccountList, ActivationLink } from '#shared/accounts/accounts.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { Problem } from '#shared/errors.ts';
import { systemClock } from '../clock.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { activationOf } from './activation.sql.ts';
import { giveRole } from './add-or-request-role.ts';

const machine = { clock: systemClock, writer: { id: null, name: 'Kommandozeile (test)' } };
const kim = { login: 'kim', name: 'Kim', role: 'controller', office: null, reason: 'neue Kollegin' };

forEachDatabase((open) => {
  test('Two administrators make a controller, and the account says how it came to its role', async () => {
    const db = await open();
    await addTestUsers(db);
    await giveRole(db, machine, { ...kim, login: 'admin2', name: 'Zweite', role: 'admin' });
    const app = await startTestApp(db);
    const [one, two] = [await app.as('admin'), await app.as('admin2')];
    const asked = await one('/api/accounts', { method: 'POST', json: kim });
    assert.equal(asked.status, 201);
    const { requestId } = (await asked.json()) as AccountAnswer;
    const approve = { method: 'POST', json: {}, ifMatch: 1 };
    assert.equal((await one(`/api/requests/${requestId}/approve`, approve)).status, 403);
    assert.equal((await two(`/api/requests/${requestId}/approve`, approve)).status, 200);
    const { accounts } = (await (await one('/api/accounts')).json()) as AccountList;
    const row = accounts.find(({ login }) => login === 'kim');
    assert.deepEqual([row?.role, row?.ways, row?.lastSignInAt], ['controller', [], null]);
    const detail = (await (await one(`/api/accounts/${row?.id}`)).json()) as AccountDetail;
    assert.deepEqual(
      detail.grants.map(({ role, by, approvedBy, reason }) => ({ role, by, approvedBy, reason })),
      [{ role: 'controller', by: 'Test admin', approvedBy: 'Zweite', reason: 'neue Kollegin' }],
    );
    await app.close();
  });

  test('A link to a role that decides, or to who stands in for one, is the operator’s alone', async () => {
    const db = await open();
    const ids = await addTestUsers(db);
    const app = await startTestApp(db);
    const admin = await app.as('admin');
    const link = (id: number) => admin(`/api/accounts/${id}/link`, { method: 'POST' });
    const first = (await (await link(ids.auditor)).json()) as ActivationLink;
    assert.match(first.token, /^[\w-]{43}$/u);
    await db.writeTransaction((query) =>
      query
        .insertInto('deputy')
        .values({
          ...{ user_id: ids.controller, deputy_id: ids['programme-office'], reason: 'x', recorded_seq: 1 },
          ...{ valid_from: toIsoDate('2021-01-01'), valid_to: toIsoDate('2199-12-31') },
        })
        .execute(),
    );
    assert.equal((await link(ids['programme-office'])).status, 403, 'it acts by a controller’s right');
    const refused = await link(ids.controller);
    assert.equal(refused.status, 403);
    assert.match(((await refused.json()) as Problem).detail ?? '', /Betrieb/u);
    assert.equal((await link(ids.auditor)).status, 201);
    await app.close();
  });

  test('Nobody gains alone what two must give: by a link kept, by opening again, by another name, from an old page', async () => {
    const db = await open();
    const ids = await addTestUsers(db);
    await giveRole(db, machine, { ...kim, login: 'admin2', name: 'Zweite', role: 'admin' });
    const app = await startTestApp(db);
    const [one, two] = [await app.as('admin'), await app.as('admin2')];
    const kept = (await (
      await one(`/api/accounts/${ids.auditor}/link`, { method: 'POST' })
    ).json()) as ActivationLink;
    const promoted = { ...kim, login: 'auditor', name: 'Test auditor' };
    const { requestId } = (await (
      await one('/api/accounts', { method: 'POST', json: promoted })
    ).json()) as AccountAnswer;
    await two(`/api/requests/${requestId}/approve`, { method: 'POST', json: {}, ifMatch: 1 });
    assert.equal(
      await activationOf(db.read, systemClock, kept.token),
      undefined,
      'the link was for a reader',
    );

    const path = `/api/accounts/${ids.controller}/disabled`;
    const json = { disabled: true, reason: 'Verdacht' };
    assert.equal((await two(path, { method: 'POST', json, ifMatch: 1 })).status, 204);
    const again = await one(path, { method: 'POST', json: { ...json, disabled: false }, ifMatch: 2 });
    assert.deepEqual([again.status, ((await again.json()) as Problem).code], [403, 'four-eyes']);

    const renamed = { ...kim, login: 'controller', name: 'Jemand anders' };
    const asked = await one('/api/accounts', { method: 'POST', json: renamed });
    assert.ok(((await asked.json()) as AccountAnswer).requestId !== null, 'another name is another person');
    const old = { ...kim, login: 'council', name: 'Test council', role: 'auditor', version: 7 };
    assert.equal((await one('/api/accounts', { method: 'POST', json: old })).status, 412);
    const taken = await one('/api/accounts', { method: 'POST', json: { ...old, version: 0 } });
    assert.deepEqual(
      ((await taken.json()) as Problem).errors?.map(({ path }) => path),
      ['login'],
    );
    const group = { group: 'moves-rat', role: 'council', office: null, reason: 'x', version: 0 };
    assert.equal((await one('/api/account-groups', { method: 'POST', json: group })).status, 200);
    assert.equal(
      (await one('/api/account-groups', { method: 'POST', json: { ...group, role: 'auditor' } })).status,
      412,
    );
    await assert.rejects(
      giveRole(
        db,
        { clock: systemClock, writer: { id: ids.admin, name: 'admin' } },
        { ...kim, role: 'controller' },
      ),
      {
        code: 'four-eyes',
      },
    );
    await app.close();
  });

  test('Disabling asks for the version that was seen, ends sessions and says why', async () => {
    const db = await open();
    const ids = await addTestUsers(db);
    const app = await startTestApp(db);
    const [admin, auditor] = [await app.as('admin'), await app.as('auditor')];
    const path = `/api/accounts/${ids.auditor}/disabled`;
    const json = { disabled: true, reason: 'ausgeschieden' };
    assert.equal((await admin(path, { method: 'POST', json })).status, 428);
    assert.equal((await admin(path, { method: 'POST', json, ifMatch: 7 })).status, 412);
    assert.equal(
      (await admin(path, { method: 'POST', json: { disabled: true, reason: '' }, ifMatch: 1 })).status,
      400,
    );
    assert.equal((await admin(path, { method: 'POST', json, ifMatch: 1 })).status, 204);
    assert.equal((await auditor('/api/history')).status, 401);
    const own = await admin(`/api/accounts/${ids.admin}/disabled`, { method: 'POST', json, ifMatch: 1 });
    assert.equal(((await own.json()) as Problem).code, 'rule-violated');
    await app.close();
  });

  test('Whoever has no account here is told so, and ended sessions are counted', async () => {
    const db = await open();
    const ids = await addTestUsers(db);
    const app = await startTestApp(db);
    const [admin] = [await app.as('admin'), await app.as('council')];
    assert.equal((await admin('/api/accounts/99999')).status, 404);
    const ended = await admin(`/api/accounts/${ids.council}/sessions`, { method: 'DELETE' });
    assert.deepEqual(await ended.json(), { ended: 1 });
    await app.close();
  });
});
