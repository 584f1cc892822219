import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GroupInput, GroupRow } from '#shared/accounts/groups.ts';
import { roleOfGroups } from '#shared/accounts/group-rules.ts';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { handlerOf } from '../request-kinds.ts';
import { decideRequest } from '../requests/decide.sql.ts';
import { openSession } from '../session/session.sql.ts';
import { addTestUsers } from '../session/test-users.ts';
import { giveRole } from './add-or-request-role.ts';
import { findAccount } from './accounts.sql.ts';
import { groupsVerb } from './groups.cli.ts';
import { listGroups } from './groups.sql.ts';
import { setGroup } from './set-group.ts';

const machine = { clock: systemClock, writer: { id: null, name: 'Kommandozeile (test)' } };
const as = (id: number) => ({ clock: systemClock, writer: { id, name: 'test' } });
const input = (group: string, role: GroupInput['role']): GroupInput => ({
  ...{ group, role, office: null, reason: 'Test' },
});

/** The verb at the command line. */
function group(db: Database, positionals: string[], values: Record<string, string> = {}) {
  return groupsVerb.run({ db, by: machine, values, positionals });
}

async function withTwoAdmins(open: () => Promise<Database>) {
  const db = await open();
  const ids = await addTestUsers(db);
  await giveRole(db, machine, {
    ...{ login: 'admin2', name: 'Zweite', role: 'admin', office: null, reason: 'Test' },
  });
  const second = await findAccount(db.read, 'admin2');
  return { db, ids, second: second?.id ?? 0 };
}

/** The roles of all groups. */
const roles = async (db: Database): Promise<Record<string, string>> =>
  Object.fromEntries((await listGroups(db.read)).map((row) => [row.group, row.role]));

forEachDatabase((open) => {
  test('A group gives a role at once, and one that decides only when a second administrator agrees', async () => {
    const { db, ids, second } = await withTwoAdmins(open);
    const app = await startTestApp(db);
    const admin = await app.as('admin');
    const post = async (body: GroupInput) => {
      const answer = await admin('/api/account-groups', { method: 'POST', json: body });
      return { status: answer.status, body: (await answer.json()) as { requestId: number | null } };
    };
    assert.deepEqual(await post(input('/moves/rat', 'council')), {
      status: 200,
      body: { group: '/moves/rat', requestId: null },
    });
    const asked = await post(input('/moves/kasse', 'controller'));
    const id = asked.body.requestId ?? 0;
    assert.ok(id > 0);
    assert.deepEqual(await roles(db), { '/moves/rat': 'council' }, 'nothing is given yet');
    const decision = { id, version: 1, decision: 'approved' as const, note: '' };
    await assert.rejects(decideRequest(db, as(ids.admin), handlerOf, decision), { code: 'four-eyes' });
    await assert.rejects(decideRequest(db, as(ids.controller), handlerOf, decision), { code: 'forbidden' });
    const detail = (await (await admin(`/api/requests/${id}`)).json()) as { request: { title: string } };
    assert.equal(detail.request.title, 'Finanzcontrolling: Gruppe /moves/kasse');
    await decideRequest(db, as(second), handlerOf, decision);
    assert.deepEqual(await roles(db), { '/moves/kasse': 'controller', '/moves/rat': 'council' });
    const twice = await post(input('/moves/kasse', 'controller'));
    assert.equal(twice.status, 422, 'it gives this role already');
    const upgraded = await post(input('/moves/rat', 'admin'));
    assert.ok(upgraded.body.requestId !== null, 'a harmless group does not become a deciding one at once');
    await app.close();
  });

  test('A request of the general route decides about groups by the same rule', async () => {
    const { db } = await withTwoAdmins(open);
    const app = await startTestApp(db);
    const payload = { group: 'kasse', role: 'controller', office: null };
    const json = { kind: 'role', reason: 'Test', payload };
    const [admin, controller] = [await app.as('admin'), await app.as('controller')];
    assert.equal((await controller('/api/requests', { method: 'POST', json })).status, 403);
    assert.equal((await admin('/api/requests', { method: 'POST', json })).status, 201);
    const wrong = { ...json, payload: { ...payload, login: 'kim' } };
    assert.equal((await admin('/api/requests', { method: 'POST', json: wrong })).status, 400);
    await app.close();
  });

  test('Taking a group its role needs one administrator, the version seen, and ends sessions it gave', async () => {
    const { db } = await withTwoAdmins(open);
    await setGroup(db, machine, input('rat', 'council'));
    const { id } = await db.writeTransaction((query) =>
      query
        .insertInto('app_user')
        .values({
          login: 'r',
          name: 'R',
          role: 'council',
          issuer: 'https://i',
          subject: 's',
          recorded_seq: 1,
        })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    await openSession(db, systemClock, id, { way: 'oidc' });
    const app = await startTestApp(db);
    const [admin, local] = [await app.as('admin'), await app.as('council')];
    const remove = async (name: string, ifMatch?: number): Promise<number> => {
      const query = new URLSearchParams({ group: name, reason: 'Test' });
      const headers = ifMatch === undefined ? {} : { ifMatch };
      return (await admin(`/api/account-groups?${query.toString()}`, { method: 'DELETE', ...headers }))
        .status;
    };
    assert.deepEqual([await remove('rat'), await remove('rat', 7), await remove('nie', 1)], [428, 412, 404]);
    assert.equal(await remove('rat', 1), 204);
    const left = await db.read.selectFrom('session').where('user_id', '=', id).select('way').execute();
    assert.deepEqual(left, [], 'who came by the group signs in again');
    assert.equal((await local('/api/projects')).status, 200, 'a local account with the same role stays');
    const row = await db.read
      .selectFrom('history')
      .where('action', '=', 'group.remove')
      .select(['entity_id', 'before'])
      .executeTakeFirstOrThrow();
    assert.deepEqual(row, { entity_id: 'rat', before: '{"role":"council","office":null}' });
    await app.close();
  });

  test('The command line lists, sets and removes, and gives no role that decides once two administrators can', async () => {
    const db = await open();
    await addTestUsers(db);
    await group(db, ['set', 'moves-verwaltung'], { role: 'admin' });
    assert.match((await group(db, ['list'])).text, /^moves-verwaltung +Verwaltung der Anwendung$/u);
    await giveRole(db, machine, {
      ...{ login: 'admin2', name: 'Zweite', role: 'admin', office: null, reason: 'Test' },
    });
    await assert.rejects(group(db, ['set', 'kasse'], { role: 'controller' }), { code: 'four-eyes' });
    await group(db, ['set', 'moves-verwaltung'], { role: 'council', reason: 'zu weit' });
    await group(db, ['remove', 'moves-verwaltung']);
    assert.deepEqual(await roles(db), {});
    for (const wrong of [[], ['list', 'x'], ['set'], ['set', 'a', 'b'], ['weg', 'a']])
      await assert.rejects(group(db, wrong, { role: 'council' }), { code: 'invalid-input' }, wrong.join());
    await assert.rejects(group(db, ['set', 'a'], { role: 'chef' }), { code: 'invalid-input' });
    await assert.rejects(group(db, ['set', 'a'], { role: 'office' }), { code: 'rule-violated' });
    await assert.rejects(group(db, ['remove', 'a']), { code: 'not-found' });
  });
});

test('Groups give exactly one role, or none', () => {
  const row = (role: GroupRow['role'], office: string | null = null) => ({ role, office });
  assert.equal(roleOfGroups([]), 'none');
  assert.deepEqual(roleOfGroups([row('council')]), row('council'));
  assert.deepEqual(roleOfGroups([row('council'), row('council')]), row('council'), 'twice the same is one');
  assert.equal(roleOfGroups([row('council'), row('auditor')]), 'several');
  assert.equal(roleOfGroups([row('office', '10'), row('office', '17')]), 'several', 'two offices');
});
