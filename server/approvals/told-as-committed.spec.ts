import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestDetail } from '#shared/approvals/requests.ts';
import type { Problem } from '#shared/errors.ts';
import type { UploadResult } from '#shared/imports/imports.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { Database } from '../db/database.ts';
import type { TestFetch } from '../http/test-app.ts';
import { addAccountMap } from '../imports/test-imports.ts';
import { runJob } from '../work/run-job.ts';
import { waitingJob } from '../work/test-jobs.ts';
import { startTestRequests, submitted, transferInput, TEST_CLOCK } from './test-requests.ts';

/** As many jobs as run and wait at once: one more is refused. */
const FULL = 18;

const HEAD = 'Haushaltsjahr;Teilhaushalt;Objekt;Bezeichnung;Sachkonto;Ansatz';
const FIRST = '2021;100;7.100110.001;eAkte;440;500,00';
const LATER = '2021;100;7.100120.001;Fachverfahren;440;20,00';

/** Uploads a file of appropriations; `apply` books it or asks for a second person. */
async function uploaded(fetch: TestFetch, rows: string[]) {
  const bytes = Buffer.from([HEAD, ...rows].join('\r\n'));
  const upload = await fetch('/api/imports/uploads?profile=sap-ansatz&name=ansatz.csv', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  const { uploadId, plan } = (await upload.json()) as UploadResult;
  const apply = async (key?: string): Promise<string> => {
    const answer = await fetch(`/api/imports/uploads/${uploadId}/apply`, {
      method: 'POST',
      json: { planSha256: plan.planSha256 },
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });
    const text = await answer.text();
    assert.equal(answer.status, 200, text);
    return text;
  };
  return { uploadId, apply };
}

/** Holds every thread and every place in the queue until `release`. */
function fillPool(db: Database) {
  const held = new SharedArrayBuffer(4);
  const jobs = Array.from({ length: FULL }, () => runJob(waitingJob, { db, clock: TEST_CLOCK }, { held }));
  return async (): Promise<void> => {
    Atomics.store(new Int32Array(held), 0, 1);
    Atomics.notify(new Int32Array(held), 0);
    await Promise.all(jobs);
  };
}

async function setUp(open: () => Promise<Database>) {
  const db = await open();
  const t = await startTestRequests(db);
  await addAccountMap(db);
  const [one, two] = [await t.as('controller'), await t.as('controller2')];
  await (await uploaded(one, [FIRST, 'Summe;;;;;500,00'])).apply();
  const stored = (id: number) =>
    db.read.selectFrom('request').where('id', '=', id).select(['state', 'version']).executeTakeFirstOrThrow();
  /** A request whose effect is computed beside the event loop. */
  const waiting = async (): Promise<number> => {
    const { apply } = await uploaded(one, [FIRST, LATER, 'Summe;;;;;520,00']);
    return (JSON.parse(await apply()) as { requestId: number }).requestId;
  };
  return { db, t, one, two, stored, waiting };
}

/** The upload is gone, as after a day. */
async function forget(db: Database, id: string): Promise<void> {
  await db.writeTransaction(async (query) => {
    await query.deleteFrom('upload_piece').where('upload_id', '=', id).execute();
    await query.deleteFrom('upload_file').where('upload_id', '=', id).execute();
    await query.deleteFrom('upload').where('id', '=', id).execute();
  });
}

forEachDatabase((open) => {
  test('A decision that stands is answered as standing, while every thread is taken', async () => {
    const { db, t, one, two, stored, waiting } = await setUp(open);
    const [first, second, third] = [await waiting(), await waiting(), await waiting()];
    const release = fillPool(db);
    const send = (fetch: TestFetch, id: number, verb: string) =>
      fetch(`/api/requests/${id}/${verb}`, {
        method: 'POST',
        json: verb === 'withdraw' ? undefined : { note: 'nein' },
        ifMatch: 1,
      });
    for (const [fetch, id, verb, state] of [
      [two, first, 'reject', 'rejected'],
      [one, second, 'withdraw', 'withdrawn'],
    ] as const) {
      const answer = await send(fetch, id, verb);
      const told = (await answer.json()) as RequestDetail;
      assert.deepEqual([answer.status, told.request.state, told.request.version], [200, state, 2], verb);
      assert.deepEqual(await stored(id), { state, version: 2 });
    }
    // What needs a thread is refused before anything is written, and says so truly.
    const refused = await send(two, third, 'approve');
    assert.equal(refused.status, 503);
    assert.match(((await refused.json()) as Problem).detail ?? '', /Es wurde nichts gespeichert\./u);
    assert.deepEqual(await stored(third), { state: 'open', version: 1 });
    await release();
    const approved = await send(two, third, 'approve');
    assert.equal(((await approved.json()) as RequestDetail).request.state, 'approved');
    assert.deepEqual(await stored(third), { state: 'approved', version: 2 });
    await t.app.close();
  });

  test('The decision that is told has its decider, instant and note', async () => {
    const { db, t, two, waiting } = await setUp(open);
    const id = await waiting();
    const answer = await two(`/api/requests/${id}/reject`, {
      method: 'POST',
      json: { note: 'zu früh' },
      ifMatch: 1,
    });
    assert.equal(answer.headers.get('etag'), '"2"');
    const told = (await answer.json()) as RequestDetail;
    const rows = await db.read.selectFrom('history').select('at').orderBy('seq').execute();
    assert.deepEqual(told.request.decision, {
      by: 'Test controller 2',
      at: rows.at(-1)?.at,
      note: 'zu früh',
    });
    assert.deepEqual(told, await (await two(`/api/requests/${id}`)).json());
    await t.app.close();
  });

  test('A new wording is answered with its effect, as reading it again says', async () => {
    const { t, one } = await setUp(open);
    const input = await transferInput(t, 100);
    const { id } = await submitted(one, input);
    const json = { payload: (await transferInput(t, 200)).payload, reason: 'mehr' };
    const answer = await one(`/api/requests/${id}`, { method: 'PATCH', json, ifMatch: 1 });
    assert.deepEqual(await answer.json(), await (await one(`/api/requests/${id}`)).json());
    await t.app.close();
  });

  test('A file that waits for a second person makes one request, however often it is sent', async () => {
    const { db, t, one } = await setUp(open);
    const { uploadId, apply } = await uploaded(one, [FIRST, LATER, 'Summe;;;;;520,00']);
    const count = async () => (await db.read.selectFrom('request').select('id').execute()).length;
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 4 }, () => apply('a1b2c3d4-apply')));
    await forget(db, uploadId);
    answers.push(await apply('a1b2c3d4-apply'));
    assert.equal(new Set(answers).size, 1, answers.join('\n'));
    assert.equal(await count(), before + 1);
    await t.app.close();
  });

  test('A booked file is answered as the first time under its key, even when its bytes are gone', async () => {
    const { db, t, one } = await setUp(open);
    const { uploadId, apply } = await uploaded(one, [
      `2022;100;7.100110.001;eAkte;440;7,00`,
      'Summe;;;;;7,00',
    ]);
    const first = await apply('a1b2c3d4-booked');
    await forget(db, uploadId);
    assert.equal(await apply('a1b2c3d4-booked'), first);
    await t.app.close();
  });
});
