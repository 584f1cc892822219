import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import type { UploadResult } from '#shared/imports/imports.ts';
import type { ProfileDetail, ProfilePreview, SampleResult } from '#shared/imports/profile-edit.ts';
import { applyImport } from '../money/apply-import.sql.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import type { OpenTestDatabase } from '../../db/test-databases.ts';
import { startTestApp } from '../../http/test-app.ts';
import type { TestFetch } from '../../http/test-app.ts';
import { findProfile } from './profiles.ts';
import { changed, LINE_ITEMS, startCorrections } from '../test-corrections.ts';
import { testBy, writtenState } from '../test-imports.ts';

async function start(open: OpenTestDatabase) {
  const db = await open();
  await startCorrections(db);
  const app = await startTestApp(db, { clock: testBy.clock });
  return { db, app, controller: await app.as('controller') };
}

async function sampleOf(as: TestFetch, bytes: Buffer): Promise<string> {
  const answer = await as('/api/import-profiles/samples?name=ist.csv', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  return ((await answer.json()) as SampleResult).sampleId;
}

async function preview(as: TestFetch, profile: unknown, sampleId: string | null): Promise<ProfilePreview> {
  const answer = await as('/api/import-profiles/preview', { method: 'POST', json: { profile, sampleId } });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as ProfilePreview;
}

const PROFILE = findProfile('sap-ist');

forEachDatabase((open) => {
  test('A preview shows each text beside its value, sums and errors by row, and writes nothing', async () => {
    const { db, app, controller } = await start(open);
    const before = await writtenState(db);
    const sampleId = await sampleOf(controller, changed(LINE_ITEMS.bytes, ['12.500,00', '12,500.00']));
    const broken = await preview(controller, PROFILE, sampleId);
    const amount = broken.columns.findIndex((column) => column.field === 'Betrag');
    assert.equal(broken.rows[0]?.outcome, 'rejected');
    assert.match(broken.rows[0].cells[amount]?.fault ?? '', /Komma vor den Dezimalen/u);
    assert.deepEqual(broken.rows[1]?.cells[amount], { text: '1.500,00-', value: '−1.500,00 €', fault: null });
    assert.deepEqual([broken.rejected, broken.errorsTotal, broken.rowsTotal], [1, 1, 4]);
    const english = { ...PROFILE, number: { decimal: '.', thousands: ',', minus: 'trailing' } };
    assert.equal((await preview(controller, english, sampleId)).rows[0]?.cells[amount]?.value, '12.500,00 €');
    const csv = await controller('/api/import-profiles/preview/errors.csv', {
      method: 'POST',
      json: { profile: PROFILE, sampleId },
    });
    assert.match(await csv.text(), /ist\.csv;2;Betrag in Hauswährung;12,500\.00;/u);
    assert.deepEqual(await writtenState(db), before);
    await app.close();
  });

  test('A faulty profile is told by field; a file that does not fit is told in words', async () => {
    const { app, controller } = await start(open);
    const sampleId = await sampleOf(controller, LINE_ITEMS.bytes);
    const faulty = await preview(controller, { ...PROFILE, unit: 'Taler', headerRow: 0 }, sampleId);
    assert.deepEqual(faulty.faults.map((fault) => fault.path).sort(), ['headerRow', 'unit']);
    const columns = { ...PROFILE.columns, account: 'Konto' };
    assert.match((await preview(controller, { ...PROFILE, columns }, sampleId)).fileFault ?? '', /Konto/u);
    const other = await app.as('controller2');
    const foreign = await other('/api/import-profiles/preview', {
      method: 'POST',
      json: { profile: PROFILE, sampleId },
    });
    assert.equal(foreign.status, 404, 'the sample of another person');
    await app.close();
  });

  test('Saving makes a new version that counts from now on; imports keep the wording they were read with', async () => {
    const { db, app, controller } = await start(open);
    await applyImport(db, testBy, LINE_ITEMS);
    const detail = async () =>
      (await (await controller('/api/import-profiles/sap-ist')).json()) as ProfileDetail;
    const first = await detail();
    assert.deepEqual([first.version, first.versions[0]?.imports.length], [0, 1]);
    const save = (version: number, profile: unknown) =>
      controller('/api/import-profiles/sap-ist', {
        method: 'POST',
        headers: { 'if-match': `"${version}"` },
        json: { profile, reason: 'Neues Layout' },
      });
    const english = { ...PROFILE, number: { decimal: '.', thousands: ',', minus: 'trailing' } };
    assert.equal((await save(0, english)).status, 200);
    assert.equal((await save(0, english)).status, 412);
    const faulty = await save(1, { ...PROFILE, code: 'anders', source: 'UNDO' });
    assert.deepEqual(
      ((await faulty.json()) as Problem).errors?.map((fault) => fault.path),
      ['profile.code', 'profile.source'],
    );
    const second = await detail();
    assert.deepEqual(
      second.versions.map((one) => [one.version, one.imports.length, one.author]),
      [
        [1, 0, 'Test controller'],
        [0, 1, null],
      ],
    );
    const upload = await controller('/api/imports/uploads?profile=sap-ist&name=neu.csv', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(changed(LINE_ITEMS.bytes, ['1900000001', '1900000009'])),
    });
    const { uploadId, plan } = (await upload.json()) as UploadResult;
    assert.ok(plan.rejected > 0, 'the new version reads amounts the English way');
    const csv = await controller(`/api/imports/uploads/${uploadId}/errors.csv`);
    assert.equal((await csv.text()).trim().split('\r\n').length, 1 + plan.errorsTotal);
    await app.close();
  });
});
