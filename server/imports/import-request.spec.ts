import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestDetail } from '#shared/approvals/requests.ts';
import type { ApplyResult, UploadResult } from '#shared/imports/imports.ts';
import { startTestRequests } from '../approvals/test-requests.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { TestFetch } from '../http/test-app.ts';
import { applyFile } from './any-file.ts';
import { addAccountMap, testBy } from './test-imports.ts';

const HEAD = 'Haushaltsjahr;Teilhaushalt;Objekt;Bezeichnung;Sachkonto;Ansatz';
const FIRST = '2023;100;7.100110.001;eAkte;440;500,00';
const SECOND = '2023;100;7.100120.001;Fachverfahren;440;20,00';
const file = (...rows: string[]): Buffer => Buffer.from([HEAD, ...rows].join('\r\n'));

/** Uploads and applies as a person would, with what the answer said. */
async function applied(fetch: TestFetch, bytes: Buffer): Promise<ApplyResult> {
  const upload = await fetch('/api/imports/uploads?profile=sap-ansatz&name=ansatz.csv', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  const { uploadId, plan } = (await upload.json()) as UploadResult;
  const json = { planSha256: plan.planSha256 };
  const answer = await fetch(`/api/imports/uploads/${uploadId}/apply`, { method: 'POST', json });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as ApplyResult;
}

async function importedMovements(db: Database): Promise<number[]> {
  const rows = await db.read
    .selectFrom('movement')
    .where('import_id', 'is not', null)
    .orderBy('id')
    .select('cents')
    .execute();
  return rows.map((row) => row.cents);
}

forEachDatabase((open) => {
  test('The first appropriations of a year are loaded at once; later ones wait for a second person', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    await addAccountMap(db);
    const [one, two] = [await t.as('controller'), await t.as('controller2')];
    const loaded = await applied(one, file(FIRST, 'Summe;;;;;500,00'));
    assert.deepEqual([loaded.requestId, loaded.import?.added], [null, 1]);

    const later = file(FIRST, SECOND, 'Summe;;;;;520,00');
    const { requestId, import: none } = await applied(one, later);
    assert.equal(none, null);
    assert.deepEqual(await importedMovements(db), [50_000]);

    const path = `/api/requests/${requestId ?? 0}`;
    const shown = (await (await two(path)).json()) as RequestDetail;
    assert.equal(shown.request.title, 'Ansätze einlesen aus ansatz.csv');
    assert.match(shown.effect?.notes.join() ?? '', /1 neue Ansätze über 20,00 €.*1 auf Zeilen, die neu/u);
    const approve = (fetch: TestFetch) =>
      fetch(`${path}/approve`, { method: 'POST', json: {}, ifMatch: shown.request.version });
    assert.equal((await approve(one)).status, 403);
    assert.equal((await approve(two)).status, 200);
    assert.deepEqual(await importedMovements(db), [50_000, 2_000]);
    const row = await db.read
      .selectFrom('import')
      .orderBy('id', 'desc')
      .select(['request_id as requestId', 'added'])
      .executeTakeFirstOrThrow();
    assert.deepEqual(row, { requestId, added: 1 });
    await t.app.close();
  });

  test('Below the page and the command line a later file without a request is refused too', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    await addAccountMap(db);
    const input = (bytes: Buffer) => ({ profile: 'sap-ansatz', fileName: 'ansatz.csv', bytes });
    await applyFile(db, testBy, input(file(FIRST, 'Summe;;;;;500,00')));
    const later = applyFile(db, testBy, input(file(FIRST, SECOND, 'Summe;;;;;520,00')));
    await assert.rejects(later, { code: 'four-eyes' });
    assert.deepEqual(await importedMovements(db), [50_000]);
    await t.app.close();
  });
});
