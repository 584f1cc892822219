import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Clock, Instant } from '#shared/calendar.ts';
import type { RequestDetail, RequestList, SubmittedRequest } from '#shared/approvals/requests.ts';
import type { DeputyList } from '#shared/deputies/deputies.ts';
import type { Problem } from '#shared/errors.ts';
import type { SessionView } from '#shared/session/session.ts';
import { startTestRequests, transferInput } from '../approvals/test-requests.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { verify } from '../verify/verify.ts';

/** A clock that stands still until the test moves it. */
function standing(start: string): Clock & { to(at: string): void } {
  const state = { now: start as Instant };
  return { now: () => state.now, to: (at) => void (state.now = at as Instant) };
}

const TERM = { from: '2021-07-05', to: '2021-07-16', reason: 'Urlaub' };

forEachDatabase((open) => {
  /** Requests as in the tests of approvals, at a clock of this test's own. */
  async function start() {
    const db = await open();
    const requests = await startTestRequests(db);
    const clock = standing('2021-07-02T08:00:00.000Z');
    const app = await startTestApp(db, { clock });
    return { db, clock, requests, app };
  }

  test('A deputy decides by the right of whoever is represented, on those days and no other, and both are kept', async () => {
    const { db, clock, requests, app } = await start();
    const [absent, author] = [await app.as('controller2'), await app.as('controller')];
    const named = await absent('/api/deputies', {
      method: 'POST',
      json: { login: 'programme-office', ...TERM },
    });
    assert.equal(named.status, 201);
    const sent = await author('/api/requests', { method: 'POST', json: await transferInput(requests, 100) });
    const { id, version } = (await sent.json()) as SubmittedRequest;
    const approve = async () =>
      (await app.as('programme-office'))(`/api/requests/${id}/approve`, {
        method: 'POST',
        json: {},
        ifMatch: version,
      });
    assert.equal((await approve()).status, 403, 'it has not begun');
    clock.to('2021-07-17T08:00:00.000Z');
    assert.equal((await approve()).status, 403, 'it is over');
    clock.to('2021-07-16T08:00:00.000Z');
    const list = (await (await (await app.as('programme-office'))('/api/requests')).json()) as RequestList;
    assert.deepEqual([list.toDecide, list.requests[0]?.mayDecide], [1, true]);
    const approved = await approve();
    assert.equal(approved.status, 200);
    const detail = (await approved.json()) as RequestDetail;
    assert.equal(detail.request.decision?.by, 'Test programme-office in Vertretung von Test controller 2');
    assert.ok((await verify(db)).checks.find((one) => one.name === 'four-eyes')?.ok !== false);
    await app.close();
    await requests.app.close();
  });

  test('Four eyes hold for who acts and for whom: neither decides what either wrote', async () => {
    const { db, clock, requests, app } = await start();
    const absent = await app.as('controller');
    await absent('/api/deputies', { method: 'POST', json: { login: 'programme-office', ...TERM } });
    clock.to('2021-07-06T08:00:00.000Z');
    const [author, deputy] = [await app.as('controller'), await app.as('programme-office')];
    const sent = await author('/api/requests', { method: 'POST', json: await transferInput(requests, 100) });
    const { id, version } = (await sent.json()) as SubmittedRequest;
    const list = (await (await deputy('/api/requests')).json()) as RequestList;
    assert.deepEqual([list.toDecide, list.requests[0]?.mayDecide], [0, false]);
    const own = await deputy(`/api/requests/${id}/approve`, { method: 'POST', json: {}, ifMatch: version });
    assert.deepEqual([own.status, ((await own.json()) as Problem).code], [403, 'four-eyes']);
    const ids = await db.read.selectFrom('app_user').select(['id', 'login']).execute();
    const idOf = (login: string): number => ids.find((one) => one.login === login)?.id ?? 0;
    await assert.rejects(
      db.writeTransaction((query) =>
        sql`insert into approval (request_id, revision, decision, requested_by, decided_by, decided_for, recorded_seq)
          values (${id}, 1, 'approved', ${idOf('controller')}, ${idOf('auditor')}, ${idOf('controller')}, 1)`.execute(
          query,
        ),
      ),
      /four-eyes/u,
    );
    await app.close();
    await requests.app.close();
  });

  test('A lead reports for the lead who is away, and the session says for whom one acts', async () => {
    const { clock, requests, app } = await start();
    await (
      await app.as('controller')
    )('/api/deputies', {
      method: 'POST',
      json: { login: 'project-lead', ...TERM, from: '2021-07-02' },
    });
    clock.to('2021-07-02T09:00:00.000Z');
    const deputy = await app.as('project-lead');
    const { user, actions } = (await (await deputy('/api/session')).json()) as SessionView;
    assert.deepEqual(
      user?.standsInFor?.map(({ role }) => role),
      ['controller'],
    );
    assert.ok(actions.includes('requests:decide') && !actions.includes('imports:apply'));
    await app.close();
    await requests.app.close();
  });

  test('Every reason against a deputy is told at once, and only whoever named one ends it', async () => {
    const { clock, requests, app } = await start();
    const me = await app.as('controller');
    const wrong = { login: 'council', from: '2020-01-01', to: '2019-12-01', reason: 'x' };
    const refused = await me('/api/deputies', { method: 'POST', json: wrong });
    const { errors = [] } = (await refused.json()) as Problem;
    assert.deepEqual([...new Set(errors.map(({ path }) => path))].sort(), ['from', 'login', 'to']);
    assert.equal(
      (await (await app.as('council'))('/api/deputies', { method: 'POST', json: wrong })).status,
      403,
    );
    const json = { login: 'controller2', ...TERM };
    const { deputies } = (await (await me('/api/deputies', { method: 'POST', json })).json()) as DeputyList;
    const [row] = deputies;
    assert.ok(row?.mayEnd && !row.active);
    assert.equal((await me('/api/deputies', { method: 'POST', json })).status, 422, 'the same days twice');
    const path = `/api/deputies/${row.id}`;
    assert.equal((await (await app.as('controller2'))(path, { method: 'DELETE', ifMatch: 1 })).status, 404);
    assert.equal((await me(path, { method: 'DELETE', ifMatch: 2 })).status, 412);
    clock.to('2021-07-08T08:00:00.000Z');
    const again = await app.as('controller');
    const ended = await again(path, { method: 'DELETE', ifMatch: 1 });
    assert.equal(ended.status, 200);
    assert.equal(((await ended.json()) as DeputyList).deputies[0]?.to, '2021-07-07');
    assert.equal((await again(path, { method: 'DELETE', ifMatch: 2 })).status, 422);
    await app.close();
    await requests.app.close();
  });

  test('A deputyship ends with the roles that may have one, and nobody previews what is not theirs', async () => {
    const { db, clock, requests, app } = await start();
    const json = { login: 'programme-office', ...TERM, from: '2021-07-02' };
    await (
      await app.as('controller2')
    )('/api/deputies', { method: 'POST', json });
    clock.to('2021-07-06T08:00:00.000Z');
    const represented = async (login: string) => {
      const { user } = (await (await (await app.as(login))('/api/session')).json()) as SessionView;
      return user?.standsInFor?.length ?? 0;
    };
    assert.equal(await represented('programme-office'), 1);
    const become = (login: string, role: 'admin' | 'programme-office' | 'controller') =>
      db.writeTransaction((query) =>
        query.updateTable('app_user').set({ role }).where('login', '=', login).execute(),
      );
    await become('programme-office', 'admin');
    assert.equal(await represented('programme-office'), 0, 'an administrator acts for nobody');
    await become('programme-office', 'programme-office');
    await become('controller2', 'admin');
    assert.equal(await represented('programme-office'), 0, 'and nobody for an administrator');
    const preview = { kind: 'movement', payload: (await transferInput(requests, 100)).payload };
    const asked = await (await app.as('admin'))('/api/requests/preview', { method: 'POST', json: preview });
    assert.equal(asked.status, 403);
    await app.close();
    await requests.app.close();
  });

  test('One that has no day behind it is withdrawn and never counts', async () => {
    const { clock, requests, app } = await start();
    const me = await app.as('controller');
    const json = { login: 'controller2', ...TERM };
    const { deputies } = (await (await me('/api/deputies', { method: 'POST', json })).json()) as DeputyList;
    await me(`/api/deputies/${deputies[0]?.id}`, { method: 'DELETE', ifMatch: 1 });
    clock.to('2021-07-06T08:00:00.000Z');
    const { user } = (await (await (await app.as('controller2'))('/api/session')).json()) as SessionView;
    assert.deepEqual(user?.standsInFor, []);
    await app.close();
    await requests.app.close();
  });
});
