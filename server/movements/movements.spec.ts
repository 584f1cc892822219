import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestDetail, RequestPreview } from '#shared/approvals/requests.ts';
import type { Problem } from '#shared/errors.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { verify } from '../verify/verify.ts';
import type { TestFetch } from '../http/test-app.ts';
import { startTestRequests, submitted, transferInput } from '../approvals/test-requests.ts';
import type { TestRequests } from '../approvals/test-requests.ts';

const ON = '2021-07-01';

/** Submits as one controller, approves as the other; answers the request as decided. */
async function carriedOut(t: TestRequests, payload: unknown): Promise<RequestDetail> {
  const { id, version } = await submitted(await t.as('controller'), {
    kind: 'movement',
    reason: 'im Test',
    payload,
  });
  const answer = await (
    await t.as('controller2')
  )(`/api/requests/${id}/approve`, { method: 'POST', json: { note: 'geprüft' }, ifMatch: version });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as RequestDetail;
}

async function refused(fetch: TestFetch, payload: unknown): Promise<[number, string, string[]]> {
  const answer = await fetch('/api/requests', {
    method: 'POST',
    json: { kind: 'movement', reason: 'im Test', payload },
  });
  const problem = (await answer.json()) as Problem;
  return [answer.status, problem.code, (problem.errors ?? []).map((error) => error.path)];
}

async function movementsOf(db: Database, id: number) {
  return db.read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .leftJoin('council_paper as p', 'p.id', 'm.council_paper_id')
    .where('m.request_id', '=', id)
    .orderBy('m.id')
    .select(['l.number', 'm.kind', 'm.cents', 'm.pair_key as pair', 'p.number as paper'])
    .execute();
}

async function failedChecks(db: Database): Promise<string[]> {
  return (await verify(db)).checks.filter((check) => !check.ok).map((check) => check.name);
}

forEachDatabase((open) => {
  test('An unplanned need makes its line and its paper, covered to the cent by a pair', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const failedBefore = await failedChecks(db);
    const newLine = {
      ...{ number: '199', name: 'Außerplanmäßig', year: 2021, ledger: 'result', kind: 'material' },
      ...{ subBudget: '100', coverGroup: '100-A', account: '440', costObject: '0199' },
    };
    const entry = { title: 'Bedarf', body: 'Gemeinderat', sessionOn: '2021-06-30' };
    const { request, effect } = await carriedOut(t, {
      movement: 'B',
      newLine,
      cover: [{ lineId: await t.line('131'), cents: 6_000_000 }],
      effectiveOn: ON,
      paper: { number: 400, year: 2021, entry },
    });
    assert.equal(request.title, 'Außerplanmäßig 60.000,00 € auf 199, gedeckt aus 131 (2021)');
    assert.ok(effect?.notes.some((note) => note.includes('neu angelegt')));
    const pair = `B-2021-Antrag-${request.id}-1`;
    assert.deepEqual(await movementsOf(db, request.id), [
      { number: '131', kind: 'B', cents: -6_000_000, pair, paper: 400 },
      { number: '199', kind: 'B', cents: 6_000_000, pair, paper: 400 },
    ]);
    // The paper is known from now on, and the line is there only once.
    const again = { movement: 'A', newLine, cents: 100, effectiveOn: ON, paper: { number: 400, year: 2021 } };
    const [status, code, paths] = await refused(await t.as('controller'), again);
    assert.deepEqual([status, code, paths], [422, 'rule-violated', ['payload.newLine.number']]);
    // The test budget's orders are not settled by invoices; everything else holds as before.
    assert.deepEqual(await failedChecks(db), failedBefore);
    await t.app.close();
  });

  test('A block by percent is dated, and released only as far as it is there', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const lineId = await t.line('103');
    const share = { by: 'percent', tenths: 25, of: 'A' };
    const block = { movement: 'S', lineId, direction: 'block', amount: share, effectiveOn: ON };
    const { request } = await carriedOut(t, block);
    // 2.5 % of 860,000.00
    assert.deepEqual(
      (await movementsOf(db, request.id)).map((row) => row.cents),
      [2_150_000],
    );
    const release = (cents: number, effectiveOn: string) => ({
      ...{ movement: 'S', lineId, direction: 'release', amount: { by: 'cents', cents }, effectiveOn },
    });
    const controller = await t.as('controller');
    assert.deepEqual(await refused(controller, release(2_150_001, '2021-08-01')), [
      422,
      'rule-violated',
      ['payload.amount.cents'],
    ]);
    // Before the block took effect there is nothing to release.
    assert.equal((await refused(controller, release(1, '2021-06-30')))[0], 422);
    const { effect } = await carriedOut(t, release(2_150_000, '2021-08-01'));
    assert.deepEqual(
      effect?.lines.map((line) => [line.before.S, line.after.S]),
      [[2_150_000, 0]],
    );
    // Released meanwhile: a second release of the same has nothing left.
    assert.equal((await refused(controller, release(1, '2021-09-01')))[0], 422);
    await t.app.close();
  });

  test('What is not there any more at the end of the year cannot be given in the middle of it', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const [from, to] = [await t.line('105'), await t.line('103')];
    const give = {
      movement: 'U',
      fromLineId: from,
      toLineId: to,
      cents: 1_000_000,
      effectiveOn: '2021-02-01',
    };
    const preview = await (
      await t.as('controller')
    )('/api/requests/preview', { method: 'POST', json: { kind: 'movement', payload: give } });
    const { effect } = (await preview.json()) as RequestPreview;
    assert.ok(effect.notes[0]?.includes('31.12.2021'));
    assert.equal(effect.groups.length, 1);
    assert.equal(effect.groups[0]?.before.V, effect.groups[0]?.after.V);
    await carriedOut(t, {
      ...{ movement: 'N', lineId: from, cents: -75_000_000, effectiveOn: '2021-12-01' },
      paper: { number: 78, year: 2021 },
    });
    const [status, , paths] = await refused(await t.as('controller'), give);
    assert.deepEqual([status, paths], [422, ['payload.cents']]);
    await t.app.close();
  });

  test('A closed period takes no movement: 409 when that is all, else with every other fault', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    await db.writeTransaction((query) =>
      query
        .insertInto('period')
        .values({ month: '2021-03', state: 'closed', request_id: null, recorded_seq: 1 })
        .execute(),
    );
    const { payload } = await transferInput(t, 100);
    const fetch = await t.as('controller');
    const closed = { ...payload, effectiveOn: '2021-03-31' };
    assert.deepEqual(await refused(fetch, closed), [409, 'period-closed', ['payload.effectiveOn']]);
    const both = { ...closed, toLineId: await t.line('201') };
    assert.deepEqual(await refused(fetch, both), [
      422,
      'rule-violated',
      ['payload.toLineId', 'payload.effectiveOn'],
    ]);
    assert.equal((await db.read.selectFrom('request').select('id').execute()).length, 0);
    await t.app.close();
  });

  test('T5: no field beside the contract is taken, in no part of the request', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const fetch = await t.as('controller');
    const input = await transferInput(t, 100);
    const bodies: [unknown, string][] = [
      [{ ...input, approved_by: 1 }, 'approved_by'],
      [{ ...input, state: 'approved' }, 'state'],
      [{ ...input, payload: { ...input.payload, kind: 'A' } }, 'payload.kind'],
      [{ ...input, payload: { ...input.payload, recorded_seq: 1 } }, 'payload.recorded_seq'],
    ];
    for (const [json, path] of bodies) {
      const answer = await fetch('/api/requests', { method: 'POST', json });
      const problem = (await answer.json()) as Problem;
      assert.deepEqual(
        [answer.status, problem.code, problem.errors?.map((error) => error.path)],
        [400, 'unknown-field', [path]],
      );
    }
    const unknown = { ...input, payload: { ...input.payload, movement: 'E' } };
    assert.equal((await fetch('/api/requests', { method: 'POST', json: unknown })).status, 400);
    const bare = await fetch('/api/requests', { method: 'POST', json: { kind: 'movement', reason: 'x' } });
    assert.equal(bare.status, 400);
    assert.equal((await db.read.selectFrom('request').select('id').execute()).length, 0);
    await t.app.close();
  });

  test('Only who wrote a request takes it back, and then nobody decides about it', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const [one, two] = [await t.as('controller'), await t.as('controller2')];
    const { id, version } = await submitted(one, await transferInput(t, 100));
    const act = (fetch: TestFetch, deed: string, ifMatch?: number) =>
      fetch(`/api/requests/${id}/${deed}`, {
        method: 'POST',
        json: {},
        ...(ifMatch === undefined ? {} : { ifMatch }),
      });
    assert.equal((await act(one, 'withdraw')).status, 428);
    assert.equal((await act(two, 'withdraw', version)).status, 403);
    assert.equal((await act(one, 'withdraw', version + 1)).status, 412);
    assert.equal((await act(one, 'withdraw', version)).status, 200);
    assert.equal((await act(two, 'approve', version + 1)).status, 409);
    assert.equal((await db.read.selectFrom('approval').select('id').execute()).length, 0);
    await t.app.close();
  });
});
