import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#shared/errors.ts';
import type { Problem } from '#shared/errors.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { editRequest } from '../requests/submit.sql.ts';
import { handlerOf } from '../request-kinds.ts';
import { startTestRequests, submitted, transferInput, writerOf } from './test-requests.ts';

const EDITORS = 200;
/** P8 asks for 50 rounds: `npm run torture` runs them. */
const ROUNDS = Number(process.env['TORTURE_ROUNDS'] ?? 8);
/** The first rounds come over HTTP, the others at the choke point below it, where the race is decided. */
const OVER_HTTP = Math.ceil(ROUNDS / 10);

forEachDatabase((open) => {
  test(`P8: of ${EDITORS} editors with the same version exactly one succeeds, in ${ROUNDS} rounds`, async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const fetch = await t.as('controller');
    const by = await writerOf(db, 'controller');
    const input = await transferInput(t, 100);
    const { id } = await submitted(fetch, input);
    const overHttp = async (reason: string, version: number): Promise<number> => {
      const json = { payload: input.payload, reason };
      const answer = await fetch(`/api/requests/${id}`, { method: 'PATCH', json, ifMatch: version });
      await answer.arrayBuffer();
      return answer.status;
    };
    const below = (reason: string, version: number): Promise<number> =>
      editRequest(db, by, handlerOf, { id, version }, { payload: input.payload, reason }).then(
        () => 200,
        (error: unknown) => (error instanceof AppError ? error.status : 0),
      );
    for (let round = 1; round <= ROUNDS; round += 1) {
      const edit = round <= OVER_HTTP ? overHttp : below;
      const edits = Array.from({ length: EDITORS }, (_, editor) =>
        edit(`Runde ${round}, Fassung ${editor}`, round),
      );
      const statuses = await Promise.all(edits);
      const count = (status: number): number => statuses.filter((one) => one === status).length;
      assert.deepEqual([count(200), count(412)], [1, EDITORS - 1], `round ${round}`);
    }
    const revisions = await db.read.selectFrom('request_revision').select('revision').execute();
    assert.equal(revisions.length, ROUNDS + 1);
    await t.app.close();
  });

  test('T28: ten at once with one Idempotency-Key are one request with one answer', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const fetch = await t.as('controller');
    const json = await transferInput(t, 100);
    const headers = { 'idempotency-key': 'a1b2c3d4-ten-at-once' };
    const send = () => fetch('/api/requests', { method: 'POST', json, headers });
    const answers = await Promise.all(Array.from({ length: 10 }, send));
    assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([201]));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    assert.equal(new Set(bodies).size, 1);
    assert.equal(await (await send()).text(), bodies[0]);
    assert.equal((await db.read.selectFrom('request').select('id').execute()).length, 1);
    const submits = await db.read
      .selectFrom('history')
      .where('action', '=', 'request.submit')
      .select('seq')
      .execute();
    assert.equal(submits.length, 1);
    await t.app.close();
  });

  test('T28: the same key with another body is refused; another person may have the same key', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const [one, two] = [await t.as('controller'), await t.as('controller2')];
    const headers = { 'idempotency-key': 'a1b2c3d4-another-body' };
    const send = async (fetch: typeof one, cents: number) =>
      fetch('/api/requests', { method: 'POST', json: await transferInput(t, cents), headers });
    assert.equal((await send(one, 100)).status, 201);
    const reused = await send(one, 200);
    assert.equal(reused.status, 422);
    assert.equal(((await reused.json()) as Problem).code, 'idempotency-key-reused');
    assert.equal((await send(two, 200)).status, 201);
    const short = await one('/api/requests', {
      method: 'POST',
      json: await transferInput(t, 100),
      headers: { 'idempotency-key': 'kurz' },
    });
    assert.equal(short.status, 400);
    assert.equal((await db.read.selectFrom('request').select('id').execute()).length, 2);
    await t.app.close();
  });

  test('T28: a refused request leaves its key free', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    const fetch = await t.as('controller');
    const headers = { 'idempotency-key': 'a1b2c3d4-refused' };
    const json = await transferInput(t, 999_999_999);
    const refused = await fetch('/api/requests', { method: 'POST', json, headers });
    assert.equal(refused.status, 422);
    assert.equal(
      (await fetch('/api/requests', { method: 'POST', json: await transferInput(t, 1), headers })).status,
      201,
    );
    await t.app.close();
  });
});
