import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestDetail, RequestList } from '#shared/approvals/requests.ts';
import type { Problem } from '#shared/errors.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestRequests, submitted, transferInput } from './test-requests.ts';

forEachDatabase((open) => {
  test('An approved transfer moves exactly what its preview showed', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const [one, two] = [await t.as('controller'), await t.as('controller2')];
    const input = await transferInput(t, 4_500_000);
    const preview = await one('/api/requests/preview', {
      method: 'POST',
      json: { kind: input.kind, payload: input.payload },
    });
    const shown = (await preview.json()) as { title: string; effect: RequestDetail['effect'] };
    assert.equal(shown.title, 'Umschichtung 45.000,00 € von 105 an 103 (2021)');
    const { id, version } = await submitted(one, input);
    const before = await db.read.selectFrom('movement').select('id').execute();
    const answer = await two(`/api/requests/${id}/approve`, { method: 'POST', json: {}, ifMatch: version });
    assert.equal(answer.status, 200);
    const detail = (await answer.json()) as RequestDetail;
    assert.equal(detail.request.state, 'approved');
    assert.deepEqual(detail.effect, shown.effect);
    const rows = await db.read
      .selectFrom('movement')
      .where('request_id', '=', id)
      .select(['kind', 'cents', 'reason', 'line_id as lineId', 'counter_line_id as counter'])
      .orderBy('id')
      .execute();
    const [from, to] = [await t.line('105'), await t.line('103')];
    const same = { kind: 'U', reason: 'Lizenzen früher beschafft' };
    assert.deepEqual(rows, [
      { ...same, cents: -4_500_000, lineId: from, counter: to },
      { ...same, cents: 4_500_000, lineId: to, counter: from },
    ]);
    assert.equal((await db.read.selectFrom('movement').select('id').execute()).length, before.length + 2);
    const now = detail.effect?.lines.map((line) => [line.number, line.before.U, line.after.U]);
    assert.deepEqual(now, [
      ['103', 0, 4_500_000],
      ['105', -4_500_000, -9_000_000],
    ]);
    await t.app.close();
  });

  test('Nobody decides about their own request, controllers included', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const input = await transferInput(t, 100);
    const { id, version } = await submitted(await t.as('controller'), input);
    const own = await (
      await t.as('controller')
    )(`/api/requests/${id}/approve`, {
      method: 'POST',
      json: {},
      ifMatch: version,
    });
    assert.equal(own.status, 403);
    assert.equal(((await own.json()) as Problem).code, 'four-eyes');
    const list = (await (await (await t.as('controller'))('/api/requests')).json()) as RequestList;
    assert.deepEqual([list.open, list.toDecide, list.requests[0]?.mayDecide], [1, 0, false]);
    assert.match(list.requests[0]?.whyNot ?? '', /andere Person/u);
    const other = (await (await (await t.as('controller2'))('/api/requests')).json()) as RequestList;
    assert.deepEqual([other.toDecide, other.requests[0]?.mayDecide], [1, true]);
    await t.app.close();
  });

  test('A new wording starts anew: its author decides no more, and the old version is stale', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const [one, two, three] = [
      await t.as('controller'),
      await t.as('controller2'),
      await t.as('controller3'),
    ];
    const { id, version } = await submitted(one, await transferInput(t, 100));
    const { payload } = await transferInput(t, 200);
    const edit = { payload, reason: 'doch mehr' };
    const edited = await two(`/api/requests/${id}`, { method: 'PATCH', json: edit, ifMatch: version });
    assert.equal(edited.status, 200);
    const detail = (await edited.json()) as RequestDetail;
    assert.deepEqual([detail.request.revision, detail.request.authors.length], [2, 2]);
    const approve = (fetch: typeof one, ifMatch: number) =>
      fetch(`/api/requests/${id}/approve`, { method: 'POST', json: {}, ifMatch });
    assert.equal((await approve(three, version)).status, 412);
    assert.equal((await approve(two, detail.request.version)).status, 403);
    assert.equal((await approve(one, detail.request.version)).status, 403);
    assert.equal((await approve(three, detail.request.version)).status, 200);
    const sum = await db.read.selectFrom('movement').where('request_id', '=', id).select('cents').execute();
    assert.deepEqual(sum.map((row) => row.cents).sort(), [-200, 200]);
    await t.app.close();
  });
});
