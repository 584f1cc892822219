import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import type { ApplyResult, ImportList, UploadResult } from '#shared/imports/imports.ts';
import type { Instant } from '#shared/calendar.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import type { TestFetch } from '../http/test-app.ts';
import { addTestUsers } from '../session/test-users.ts';
import { addAccountMap, sample, writtenState } from './test-imports.ts';

const CSV = sample('sap-line-items.csv');

async function startWith(open: OpenTestDatabase) {
  const db = await open();
  await addTestUsers(db);
  await addAccountMap(db);
  const clock = { at: '2021-07-02T08:00:00.000Z' as Instant, now: (): Instant => clock.at };
  const app = await startTestApp(db, { clock });
  return { db, app, clock, controller: await app.as('controller') };
}

function upload(as: TestFetch, bytes: Buffer, query: Record<string, string>): Promise<Response> {
  return as(`/api/imports/uploads?${new URLSearchParams(query).toString()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
}

const NAMED = { profile: 'sap-ist', name: 'ist.csv' };

async function problem(response: Response): Promise<Problem> {
  return (await response.json()) as Problem;
}

forEachDatabase((open) => {
  test('An upload is previewed without writing, applied once, and answers the same again', async () => {
    const { db, app, controller } = await startWith(open);
    const before = await writtenState(db);
    const response = await upload(controller, CSV, NAMED);
    assert.equal(response.status, 201);
    const { uploadId, plan } = (await response.json()) as UploadResult;
    assert.deepEqual([plan.add, plan.applicable, plan.controlOk], [4, true, true]);
    assert.deepEqual(await writtenState(db), before);
    const apply = () =>
      controller(`/api/imports/uploads/${uploadId}/apply`, {
        method: 'POST',
        json: { planSha256: plan.planSha256 },
      });
    const first = (await (await apply()).json()) as ApplyResult;
    const second = (await (await apply()).json()) as ApplyResult;
    assert.deepEqual([first.first, second.first], [true, false]);
    assert.deepEqual(second.import, first.import);
    assert.equal(first.import?.appliedBy, 'Test controller');
    const list = (await (await controller('/api/imports')).json()) as ImportList;
    assert.deepEqual(list.imports, [first.import]);
    assert.equal((await controller(`/api/imports/${first.import.id}`)).status, 200);
    assert.equal((await controller('/api/imports/4711')).status, 404);
    await app.close();
  });

  test('The programme office reads in its lists, and no money, not even what it uploaded as a controller', async () => {
    const { db, app, controller } = await startWith(open);
    const office = await app.as('programme-office');
    const refused = await upload(office, CSV, NAMED);
    assert.equal(refused.status, 403);
    assert.match((await problem(refused)).detail ?? '', /Ist-Buchungen liest das Finanzcontrolling ein/u);
    const head = 'Kennzahl;Name;Stand;Wert;Einheit;Modell;Quelle';
    const list = Buffer.from(`${head}\nonline;Dienste;30.06.2021;12;Dienste;;Liste\n`);
    const planned = await upload(office, list, { profile: 'kennzahlen', name: 'k.csv' });
    assert.equal(planned.status, 201, await planned.clone().text());
    const own = (await (await upload(controller, CSV, NAMED)).json()) as UploadResult;
    await db.writeTransaction((query) =>
      query
        .updateTable('app_user')
        .set({ role: 'programme-office' })
        .where('login', '=', 'controller')
        .execute(),
    );
    const late = await controller(`/api/imports/uploads/${own.uploadId}/apply`, {
      method: 'POST',
      json: { planSha256: own.plan.planSha256 },
    });
    assert.equal(late.status, 403);
    await app.close();
  });

  test('Ten parallel uploads of one file create one import, and nine answers name it', async () => {
    const { db, app, controller } = await startWith(open);
    const uploads = await Promise.all(Array.from({ length: 10 }, () => upload(controller, CSV, NAMED)));
    const plans = (await Promise.all(uploads.map((one) => one.json()))) as UploadResult[];
    const answers = await Promise.all(
      plans.map(({ uploadId, plan }) =>
        controller(`/api/imports/uploads/${uploadId}/apply`, {
          method: 'POST',
          json: { planSha256: plan.planSha256 },
        }),
      ),
    );
    const results = (await Promise.all(answers.map((one) => one.json()))) as ApplyResult[];
    assert.equal(results.filter((one) => one.first).length, 1);
    assert.equal(new Set(results.map((one) => one.import?.id)).size, 1);
    const { imports, postings, postingCents } = await writtenState(db);
    assert.deepEqual([imports, postings, postingCents], [1, 4, 15_000_050]);
    await app.close();
  });

  test('A wrong control total is refused on apply with both sums', async () => {
    const { db, app, controller } = await startWith(open);
    const response = await upload(controller, CSV, { ...NAMED, controlTotal: '150.000,51' });
    const { uploadId, plan } = (await response.json()) as UploadResult;
    assert.equal(plan.applicable, false);
    const before = await writtenState(db);
    const answer = await controller(`/api/imports/uploads/${uploadId}/apply`, {
      method: 'POST',
      json: { planSha256: plan.planSha256 },
    });
    const { code, detail } = await problem(answer);
    assert.equal(answer.status, 422);
    assert.equal(code, 'control-total-mismatch');
    assert.match(detail ?? '', /150\.000,51 €.*150\.000,50 €/u);
    assert.deepEqual(await writtenState(db), before);
    await app.close();
  });

  test('Another plan, another person or a day later: the upload is not applied', async () => {
    const { app, clock, controller } = await startWith(open);
    const { uploadId, plan } = (await (await upload(controller, CSV, NAMED)).json()) as UploadResult;
    const path = `/api/imports/uploads/${uploadId}/apply`;
    const outdated = await controller(path, { method: 'POST', json: { planSha256: '0'.repeat(64) } });
    assert.deepEqual([outdated.status, (await problem(outdated)).code], [409, 'plan-outdated']);
    const json = { planSha256: plan.planSha256 };
    assert.equal((await (await app.as('programme-office'))(path, { method: 'POST', json })).status, 404);
    clock.at = '2021-07-03T08:00:00.001Z' as Instant;
    const later = await app.as('controller');
    assert.equal((await later(path, { method: 'POST', json })).status, 404);
    await app.close();
  });

  test('What is no file, no profile or no amount is refused in words', async () => {
    const { app, controller } = await startWith(open);
    const codes: [Promise<Response>, number, string][] = [
      [upload(controller, CSV, { ...NAMED, profile: 'gibt-es-nicht' }), 400, 'invalid-parameter'],
      [upload(controller, CSV, { ...NAMED, controlTotal: '1e9' }), 400, 'invalid-parameter'],
      [upload(controller, CSV, { name: 'x' }), 400, 'invalid-parameter'],
      [
        upload(controller, Buffer.alloc(41 * 1024 * 1024, 'a'), { ...NAMED, profile: 'sap-ist-xlsx' }),
        413,
        'file-too-large',
      ],
      [upload(controller, Buffer.from('MZ\0\0'), NAMED), 415, 'file-type-refused'],
      [upload(controller, Buffer.from('nur Text'), NAMED), 422, 'file-unreadable'],
    ];
    for (const [asked, status, code] of codes) {
      const answer = await asked;
      assert.deepEqual([answer.status, (await problem(answer)).code], [status, code]);
    }
    await app.close();
  });

  test('A file name is only text, whatever it contains', async () => {
    const { app, controller } = await startWith(open);
    for (const name of ['../../etc/passwd', 'C:\\x\\y.csv', '<script>alert(1)</script>.csv', 'a\r\nb.csv']) {
      const answer = await upload(controller, CSV, { ...NAMED, name });
      const { plan } = (await answer.json()) as UploadResult;
      assert.equal(plan.fileName, name.replace(/[\r\n]/gu, ''));
    }
    const unstorable = await upload(controller, CSV, { ...NAMED, name: 'a\u0000b.csv' });
    assert.equal(unstorable.status, 400);
    await app.close();
  });
});
