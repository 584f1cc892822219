import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountInput } from '#shared/accounts/accounts.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { requestVerb } from '../approvals/requests.cli.ts';
import { handlerOf } from '../request-kinds.ts';
import { decideRequest } from '../requests/decide.sql.ts';
import { openSession } from '../session/session.sql.ts';
import { addTestUsers } from '../session/test-users.ts';
import { systemClock } from '../clock.ts';
import { verify } from '../verify/verify.ts';
import { accountsVerb } from './accounts.cli.ts';
import { findAccount, listAccounts } from './accounts.sql.ts';
import { activationOf, useActivation } from './activation.sql.ts';
import { addOrRequestRole, giveRole } from './add-or-request-role.ts';

const machine = { clock: systemClock, writer: { id: null, name: 'Kommandozeile (test)' } };
const reason = 'neu im Team';

const as = (id: number) => ({ clock: systemClock, writer: { id, name: 'test' } });
const input = (login: string, role: AccountInput['role']): AccountInput => ({
  ...{ login, name: `Frau ${login}`, role, office: null, reason },
});

/** A verb at the command line. */
function user(db: Database, positionals: string[], values: Record<string, string | boolean> = {}) {
  return accountsVerb.run({ db, by: machine, values, positionals, publicUrl: 'https://moves.example' });
}

/** The roles of all accounts, with a second administrator. */
async function withTwoAdmins(open: () => Promise<Database>) {
  const db = await open();
  const ids = await addTestUsers(db);
  await giveRole(db, machine, input('admin2', 'admin'));
  const second = await findAccount(db.read, 'admin2');
  return { db, ids, second: second?.id ?? 0 };
}

forEachDatabase((open) => {
  test('A role that decides waits for a second administrator, any other is given at once', async () => {
    const { db, ids, second } = await withTwoAdmins(open);
    const lead = await addOrRequestRole(db, as(ids.admin), input('lea', 'project-lead'));
    assert.equal(lead.requestId, null);
    assert.equal((await findAccount(db.read, 'lea'))?.role, 'project-lead');
    const asked = await addOrRequestRole(db, as(ids.admin), input('kim', 'controller'));
    assert.ok(asked.requestId !== null);
    assert.equal(await findAccount(db.read, 'kim'), undefined, 'nothing is given yet');
    const decision = { id: asked.requestId, version: 1, decision: 'approved' as const, note: '' };
    await assert.rejects(decideRequest(db, as(ids.admin), handlerOf, decision), { code: 'four-eyes' });
    await assert.rejects(decideRequest(db, as(ids.controller), handlerOf, decision), { code: 'forbidden' });
    await decideRequest(db, as(second), handlerOf, decision);
    assert.equal((await findAccount(db.read, 'kim'))?.role, 'controller');
    assert.ok((await verify(db)).checks.every((one) => one.ok || one.name === 'settings'));
  });

  test('Whoever is no administrator gives no role, by no way', async () => {
    const { db, ids } = await withTwoAdmins(open);
    for (const role of ['controller', 'auditor', 'programme-office'] as const)
      await assert.rejects(addOrRequestRole(db, as(ids[role]), input('kim', 'controller')), {
        code: 'forbidden',
      });
  });

  test('The command line sets a city up, and gives no role that decides once two administrators can', async () => {
    const db = await open();
    await addTestUsers(db);
    const { data } = await user(db, ['add', 'zweite'], { name: 'Zweite', role: 'admin' });
    assert.match((data as { url: string }).url, /^https:\/\/moves\.example\/aktivieren#[\w-]{43}$/u);
    await assert.rejects(user(db, ['add', 'kasse'], { role: 'controller' }), { code: 'four-eyes' });
    await assert.rejects(user(db, ['role', 'council'], { role: 'controller' }), { code: 'four-eyes' });
    await user(db, ['add', 'gremium'], { role: 'council' });
    assert.equal((await findAccount(db.read, 'gremium'))?.role, 'council');
    const row = await db.read
      .selectFrom('history')
      .where('action', '=', 'account.add')
      .select(['actor', 'actor_id'])
      .execute();
    assert.deepEqual(row[0], { actor: 'Kommandozeile (test)', actor_id: null });
  });

  test('Nobody becomes the second person by typing a name at the command line', async () => {
    const { db, ids } = await withTwoAdmins(open);
    await addOrRequestRole(db, as(ids.admin), input('kim', 'controller'));
    const approve = () =>
      requestVerb.run({ db, by: machine, values: { as: 'admin2' }, positionals: ['approve', '1'] });
    await db.writeTransaction((query) =>
      query.updateTable('meta').set({ value: 'live' }).where('key', '=', 'kind').execute(),
    );
    await assert.rejects(approve, { code: 'four-eyes' });
    await db.writeTransaction((query) =>
      query.updateTable('meta').set({ value: 'demo' }).where('key', '=', 'kind').execute(),
    );
    await approve();
    const { actor } = await db.read
      .selectFrom('history')
      .where('action', '=', 'request.approve')
      .select('actor')
      .executeTakeFirstOrThrow();
    assert.equal(actor, 'admin2 über Kommandozeile (test)');
  });

  test('Every reason against a role is told at once', async () => {
    const { db, ids } = await withTwoAdmins(open);
    const wrong = { ...input('kim', 'council'), office: 'nirgends' };
    await assert.rejects(addOrRequestRole(db, as(ids.admin), wrong), (error: { errors: unknown[] }) => {
      assert.equal(error.errors.length, 2);
      return true;
    });
    await assert.rejects(user(db, ['add', ' x'], { role: 'unfug' }), { code: 'invalid-input' });
  });

  test('The last administrator is neither disabled nor given another role', async () => {
    const db = await open();
    const ids = await addTestUsers(db);
    await assert.rejects(user(db, ['disable', 'admin']), { code: 'rule-violated' });
    await assert.rejects(user(db, ['role', 'admin'], { role: 'council' }), { code: 'rule-violated' });
    await assert.rejects(user(db, ['break-glass', 'admin']), { code: 'rule-violated' });
    assert.equal((await findAccount(db.read, 'admin'))?.id, ids.admin);
  });

  test('A disabled account is out with its next request, another role counts with the next', async () => {
    const { db } = await withTwoAdmins(open);
    const app = await startTestApp(db);
    const [auditor, office] = [await app.as('auditor'), await app.as('programme-office')];
    assert.equal((await auditor('/api/history')).status, 200);
    await user(db, ['disable', 'auditor']);
    assert.equal((await auditor('/api/history')).status, 401);
    await user(db, ['enable', 'auditor']);
    assert.equal((await auditor('/api/history')).status, 401, 'its sessions are gone');
    assert.equal((await office('/api/history')).status, 200);
    await user(db, ['role', 'programme-office'], { role: 'council' });
    assert.equal((await office('/api/history')).status, 403);
    await app.close();
  });

  test('A link is good once, for an hour, and a new one ends the one before', async () => {
    const { db } = await withTwoAdmins(open);
    const token = async (): Promise<string> => {
      const { data } = await user(db, ['activate', 'auditor']);
      return (data as { url: string }).url.split('#')[1] ?? '';
    };
    const [first, second] = [await token(), await token()];
    assert.equal(await activationOf(db.read, systemClock, first), undefined);
    assert.equal((await activationOf(db.read, systemClock, second))?.login, 'auditor');
    const inAnHour = { now: () => new Date(Date.now() + 3_600_001).toISOString() as never };
    assert.equal(await activationOf(db.read, inAnHour, second), undefined);
    const use = () => db.writeTransaction((query) => useActivation(query, systemClock.now(), second));
    await use();
    await assert.rejects(use, { code: 'not-found' });
    assert.equal(await activationOf(db.read, systemClock, second), undefined);
    const stored = await db.read.selectFrom('activation').selectAll().execute();
    assert.ok(!JSON.stringify(stored).includes(second), 'only the digest is kept');
  });

  test('Sessions are listed and ended, and each use stands beside the account', async () => {
    const { db, ids } = await withTwoAdmins(open);
    await openSession(db, systemClock, ids.auditor, { way: 'passkey' });
    const before = (await listAccounts(db.read, systemClock.now())).find((one) => one.login === 'auditor');
    assert.deepEqual([before?.openSessions, before?.lastSignInWay], [1, 'passkey']);
    assert.equal((await user(db, ['sessions', 'auditor'])).data instanceof Array, true);
    assert.deepEqual((await user(db, ['sessions', 'auditor'], { end: true })).data, {
      login: 'auditor',
      ended: 1,
    });
    const after = (await listAccounts(db.read, systemClock.now())).find((one) => one.login === 'auditor');
    assert.equal(after?.openSessions, 0);
  });
});
