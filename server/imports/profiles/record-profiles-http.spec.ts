import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import type { ProfileList, UploadResult } from '#shared/imports/imports.ts';
import type { ProfileDetail, ProfilePreview, SampleResult } from '#shared/imports/profile-edit.ts';
import type { RecordProfile } from '#shared/imports/record-profile.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import { startTestApp } from '../../http/test-app.ts';
import type { TestFetch } from '../../http/test-app.ts';
import { findProfile } from './profiles.ts';
import { findRecordProfile } from './record-profiles.ts';
import { startCorrections } from '../test-corrections.ts';
import { testBy } from '../test-imports.ts';

const OCTETS = { 'content-type': 'application/octet-stream' };
/** The same list as another city exports it: other headers, the point as decimal mark. */
const OTHER_FILE = Buffer.from(
  'KPI;Titel;Datum;Messwert;E;M;Q\r\nOZG-1;Reifegrad;30.06.2021;3.5;Stufe;0-4;ITK\r\n',
);

function otherWording(): RecordProfile {
  const delivered = findRecordProfile('kennzahlen');
  assert.ok(delivered);
  return {
    ...delivered,
    fields: {
      ...{ code: 'KPI', name: 'Titel', measuredOn: 'Datum', value: 'Messwert' },
      ...{ unit: 'E', model: 'M', source: 'Q' },
    },
    number: { decimal: '.', thousands: ',', minus: 'leading' },
  };
}

const save = (as: TestFetch, code: string, version: number, profile: unknown) =>
  as(`/api/import-profiles/${code}`, {
    method: 'POST',
    headers: { 'if-match': `"${version}"` },
    json: { profile, reason: 'Anderes Layout' },
  });

async function planned(as: TestFetch, code: string): Promise<UploadResult['plan']> {
  const path = `/api/imports/uploads?profile=${code}&name=kpi.csv`;
  const answer = await as(path, { method: 'POST', headers: OCTETS, body: new Uint8Array(OTHER_FILE) });
  assert.equal(answer.status, 201, await answer.clone().text());
  return ((await answer.json()) as UploadResult).plan;
}

forEachDatabase((open) => {
  test('A list of another layout is read by a stored profile alone, under its own code or a new one', async () => {
    const db = await open();
    await startCorrections(db);
    const app = await startTestApp(db, { clock: testBy.clock });
    const as = await app.as('controller');
    assert.equal((await save(as, 'kennzahlen', 0, otherWording())).status, 200);
    assert.equal((await save(as, 'kennzahlen', 0, otherWording())).status, 412);
    const plan = await planned(as, 'kennzahlen');
    assert.deepEqual([plan.kind, plan.add, plan.rejected, plan.applicable], ['indicators', 1, 0, true]);

    const fresh = { ...otherWording(), code: 'kpi-anders', title: 'KPI anders' };
    assert.equal((await save(as, 'kpi-anders', 0, fresh)).status, 200);
    assert.equal((await planned(as, 'kpi-anders')).add, 1);
    const { profiles } = (await (await as('/api/import-profiles')).json()) as ProfileList;
    assert.equal(profiles.filter((one) => one.code === 'kennzahlen').length, 1);
    assert.equal(profiles.find((one) => one.code === 'kpi-anders')?.kind, 'indicators');
    const detail = (await (await as('/api/import-profiles/kennzahlen')).json()) as ProfileDetail;
    assert.deepEqual(
      detail.versions.map((one) => one.version),
      [1, 0],
    );
    await app.close();
  });

  test('A stored profile for records is checked whole, and its code keeps its kind of profile', async () => {
    const db = await open();
    await startCorrections(db);
    const app = await startTestApp(db, { clock: testBy.clock });
    const as = await app.as('controller');
    const faultsOf = async (code: string, profile: unknown): Promise<string> => {
      const answer = await save(as, code, 0, profile);
      assert.equal(answer.status, 400);
      return (
        ((await answer.json()) as Problem).errors?.map((one) => `${one.path}: ${one.message}`).join('\n') ??
        ''
      );
    };
    const { number: _, ...numberless } = otherWording();
    assert.match(await faultsOf('kennzahlen', numberless), /Schreibweise der Zahlen/u);
    const strange = { ...otherWording(), fields: { code: 'KPI', haarfarbe: 'X' } };
    const told = await faultsOf('kennzahlen', strange);
    assert.match(told, /Feld „haarfarbe“ gibt es hier nicht/u);
    assert.match(told, /fehlt/u);
    assert.match(await faultsOf('kennzahlen', { ...otherWording(), unit: 'EUR' }), /unit/u);
    assert.match(
      await faultsOf('kennzahlen', { ...otherWording(), code: 'anders' }),
      /muss „kennzahlen“ bleiben/u,
    );
    assert.match(await faultsOf('sap-ist', { ...otherWording(), code: 'sap-ist' }), /anderer Art/u);
    assert.match(
      await faultsOf('kennzahlen', { ...findProfile('sap-ist'), code: 'kennzahlen' }),
      /anderer Art/u,
    );
    assert.deepEqual(await db.read.selectFrom('import_profile').select('id').execute(), []);
    await app.close();
  });

  test('A profile for records is tried on a file before it is stored', async () => {
    const db = await open();
    await startCorrections(db);
    const app = await startTestApp(db, { clock: testBy.clock });
    const as = await app.as('controller');
    const kept = await as('/api/import-profiles/samples?name=kpi.csv', {
      method: 'POST',
      headers: OCTETS,
      body: new Uint8Array(OTHER_FILE),
    });
    const { sampleId } = (await kept.json()) as SampleResult;
    const tried = async (profile: unknown): Promise<ProfilePreview> => {
      const answer = await as('/api/import-profiles/preview', {
        method: 'POST',
        json: { profile, sampleId },
      });
      assert.equal(answer.status, 200, await answer.clone().text());
      return (await answer.json()) as ProfilePreview;
    };
    const good = await tried(otherWording());
    assert.deepEqual([good.read, good.rejected, good.fileFault], [1, 0, null]);
    const german = await tried({
      ...otherWording(),
      number: { decimal: ',', thousands: '.', minus: 'leading' },
    });
    assert.deepEqual([german.read, german.rejected, german.errors[0]?.column], [0, 1, 'Messwert']);
    assert.match((await tried(findRecordProfile('kennzahlen'))).fileFault ?? '', /Kennzahl/u);
    await app.close();
  });
});
