import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Problem } from '#shared/errors.ts';
import type { ApplyResult, UploadResult } from '#shared/imports/imports.ts';
import type { ProfilePreview } from '#shared/imports/profile-edit.ts';
import type { SourceList, SourceResult } from '#shared/sources/sources.ts';
import { startTestRequests } from '../approvals/test-requests.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import { migrate } from '../db/migrate.ts';
import { verify } from '../history/verify.ts';
import type { TestFetch } from '../http/test-app.ts';
import { importProfiles } from '../imports/profiles.ts';
import { recordProfiles } from '../imports/record-profiles.ts';
import { applyFile } from '../imports/any-file.sql.ts';
import { addAccountMap, testBy } from '../imports/test-imports.ts';
import { deliveredSources } from './delivered-sources.ts';

const PLAN = importProfiles().find((profile) => profile.code === 'sap-ansatz');

/** Appropriations of 2021, which the test budget has, and of 2023, which it has not. */
const file = (year: number, euro: string, object = '7.100999.001'): Buffer =>
  Buffer.from(
    [
      'Haushaltsjahr;Teilhaushalt;Objekt;Bezeichnung;Sachkonto;Ansatz',
      `${year};100;${object};Nachschlag;440;${euro}`,
      `Summe;;;;;${euro}`,
    ].join('\r\n'),
  );

async function start(open: OpenTestDatabase) {
  const db = await open();
  const t = await startTestRequests(db);
  await addAccountMap(db);
  return { db, t, one: await t.as('controller'), two: await t.as('controller2') };
}

async function applied(fetch: TestFetch, profile: string, bytes: Buffer): Promise<ApplyResult> {
  const upload = await fetch(`/api/imports/uploads?profile=${profile}&name=ansatz.csv`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  assert.equal(upload.status, 201, await upload.clone().text());
  const { uploadId, plan } = (await upload.json()) as UploadResult;
  const json = { planSha256: plan.planSha256 };
  const answer = await fetch(`/api/imports/uploads/${uploadId}/apply`, { method: 'POST', json });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as ApplyResult;
}

const saveProfile = (fetch: TestFetch, code: string, source: string) =>
  fetch(`/api/import-profiles/${code}`, {
    method: 'POST',
    ifMatch: 0,
    json: { profile: { ...PLAN, code, source }, reason: 'Probe' },
  });

async function added(fetch: TestFetch, code: string, system = code): Promise<SourceResult> {
  const json = { code, name: code, system, reason: 'Zweites System' };
  const answer = await fetch('/api/sources', { method: 'POST', json });
  assert.equal(answer.status, 201, await answer.clone().text());
  return (await answer.json()) as SourceResult;
}

async function approved(fetch: TestFetch, id: number | null): Promise<void> {
  const answer = await fetch(`/api/requests/${id ?? 0}/approve`, { method: 'POST', json: {}, ifMatch: 1 });
  assert.equal(answer.status, 200, await answer.clone().text());
}

const importedCents = async (db: Database): Promise<number[]> =>
  (
    await db.read
      .selectFrom('movement')
      .where('import_id', 'is not', null)
      .orderBy('id')
      .select('cents')
      .execute()
  ).map((row) => row.cents);

test('Every delivered profile names a delivered source', () => {
  const known = new Set(deliveredSources().map((source) => source.code));
  const missing = [...importProfiles(), ...recordProfiles()].filter((profile) => !known.has(profile.source));
  assert.deepEqual(
    missing.map((profile) => `${profile.code}: ${profile.source}`),
    [],
    'add them to data/seed/base/sources.json',
  );
});

forEachDatabase((open, _, openOld) => {
  test('A year with appropriations takes more only from two people, whatever their source', async () => {
    const { db, t, one, two } = await start(open);
    await approved(two, (await added(one, 'SAP-PLAN-Y')).requestId);
    assert.equal((await saveProfile(one, 'sap-web', 'SAP-PLAN-Y')).status, 200);
    // The appropriations of 2021 were booked by form.
    const waits = await applied(one, 'sap-web', file(2021, '1.000.000,00'));
    assert.deepEqual([waits.import, await importedCents(db)], [null, []]);
    const first = await applied(one, 'sap-ansatz', file(2023, '10,00'));
    assert.equal(first.requestId, null, 'the first of 2023');
    const again = await applied(one, 'sap-web', file(2023, '20,00'));
    assert.deepEqual([again.import, await importedCents(db)], [null, [1_000]]);
    await approved(two, again.requestId);
    assert.deepEqual(await importedCents(db), [1_000, 2_000]);
    const { checks } = await verify(db);
    assert.equal(checks.find((check) => check.name === 'first-appropriations')?.ok, true);
    await t.app.close();
  });

  test('After an undo the first appropriations of a year are the first again', async () => {
    const { db, t, one, two } = await start(open);
    const first = await applied(one, 'sap-ansatz', file(2023, '10,00'));
    const payload = { importId: first.import?.id };
    const asked = await one('/api/requests', {
      method: 'POST',
      json: { kind: 'undo-import', payload, reason: 'falsche Datei' },
    });
    await approved(two, ((await asked.json()) as { id: number }).id);
    const again = await applied(one, 'sap-ansatz', file(2023, '11,00'));
    assert.equal(again.requestId, null);
    assert.equal((await verify(db)).checks.find((check) => check.name === 'first-appropriations')?.ok, true);
    await t.app.close();
  });

  test('Of two first files at once one is booked and the other is refused without a request', async () => {
    const db = await open();
    const t = await startTestRequests(db);
    await addAccountMap(db);
    const load = (object: string) =>
      applyFile(db, testBy, {
        profile: 'sap-ansatz',
        fileName: 'ansatz.csv',
        bytes: file(2023, '10,00', object),
      });
    const results = await Promise.allSettled([load('7.100999.001'), load('7.100999.002')]);
    const refused = results.filter((result) => result.status === 'rejected');
    assert.equal(refused.length, 1);
    assert.equal((refused[0]?.reason as { code: string }).code, 'four-eyes');
    assert.deepEqual(await importedCents(db), [1_000]);
    await t.app.close();
  });

  test('The database refuses a claim of first appropriations while the year has any', async () => {
    const { db, t, one } = await start(open);
    const { import: row } = await applied(one, 'sap-ansatz', file(2023, '10,00'));
    const { last } = await db.read
      .selectFrom('history')
      .select((eb) => eb.fn.max<number>('seq').as('last'))
      .executeTakeFirstOrThrow();
    const other = JSON.stringify({ ...PLAN, source: 'SAP-PLAN-Z' });
    const forged = db.writeTransaction(async (query) => {
      const made = await sql<{ id: number }>`insert into "import" (kind, profile, profile_json, file_name,
          file_sha256, content_sha256, rows_read, added, same, left_out, sum_cents, left_out_cents, added_cents,
          unassigned_cents, control_origin, applied_at, origin, recorded_seq)
        select kind, profile, ${other}, file_name, 'f', 'c', 1, 1, 0, 0, 1, 0, 1, 0, 'none', applied_at, origin,
          ${last + 1} from "import" where id = ${row?.id ?? 0} returning id`.execute(query);
      const id = made.rows[0]?.id ?? 0;
      await sql`insert into first_appropriations (import_id, year, source, recorded_seq)
        values (${id}, 2023, 'SAP-PLAN-Z', ${last + 1})`.execute(query);
    });
    await assert.rejects(forged, /four-eyes/u);
    await t.app.close();
  });

  test('Once money was read in a source is a request, and the database holds it', async () => {
    const { db, t, one, two } = await start(open);
    await applied(one, 'sap-ansatz', file(2023, '10,00'));
    const { requestId } = await added(one, 'SAP-200');
    const own = await one(`/api/requests/${requestId ?? 0}/approve`, {
      method: 'POST',
      json: {},
      ifMatch: 1,
    });
    assert.equal(own.status, 403);
    assert.equal((await saveProfile(one, 'sap-neu', 'SAP-200')).status, 400, 'not before it is approved');
    const raw = db.writeTransaction((query) =>
      sql`insert into source (code, version, name, system_code, reason, origin, recorded_seq)
        values ('SAP-300', 1, 'x', 'SAP-300', 'x', 'live', 1)`.execute(query),
    );
    await assert.rejects(raw, /four-eyes/u);
    await approved(two, requestId);
    assert.equal((await saveProfile(one, 'sap-neu', 'SAP-200')).status, 200);
    // Out of a system that is known: what was booked there would count again.
    const moved = await added(one, 'SAP-100-SUMMEN');
    assert.notEqual(moved.requestId, null);
    const shown = await two(`/api/requests/${moved.requestId ?? 0}`);
    assert.match(await shown.text(), /verlässt das System SAP-100/u);
    const list = (await (await one('/api/sources')).json()) as SourceList;
    assert.deepEqual(
      list.sources
        .filter((source) => source.code.startsWith('SAP-'))
        .map(({ code, system, version }) => [code, system, version]),
      [
        ['SAP-100', 'SAP-100', 0],
        ['SAP-100-SUMMEN', 'SAP-100', 0],
        ['SAP-200', 'SAP-200', 1],
        ['SAP-MM', 'SAP-MM', 0],
        ['SAP-PLAN', 'SAP-PLAN', 0],
      ],
    );
    assert.equal(list.needsRequest, true);
    await t.app.close();
  });

  test('A profile that names an unknown source is refused on save, in the preview and on import', async () => {
    const { db, t, one } = await start(open);
    const refused = await saveProfile(one, 'sap-web', 'SAP-PLAN-Y');
    assert.equal(refused.status, 400);
    const { errors } = (await refused.json()) as Problem;
    assert.equal(errors?.[0]?.path, 'profile.source');
    assert.match(
      errors?.[0]?.message ?? '',
      /„SAP-PLAN-Y“ gibt es nicht. Es gibt: FREIBURG-PLAN, .*Finanzcontrolling/u,
    );
    const preview = await one('/api/import-profiles/preview', {
      method: 'POST',
      json: { profile: { ...PLAN, source: 'SAP-PLAN-Y' }, sampleId: null },
    });
    const faults = ((await preview.json()) as ProfilePreview).faults;
    assert.deepEqual(
      faults.map((fault) => fault.path),
      ['source'],
    );
    // As an earlier program stored it, before sources were known.
    await db.writeTransaction((query) =>
      sql`insert into import_profile (code, version, profile, reason, created_at, origin, recorded_seq)
        values ('sap-alt', 1, ${JSON.stringify({ ...PLAN, code: 'sap-alt', source: 'SAP-ALT' })}, 'alt', '2020', 'live', 1)`.execute(
        query,
      ),
    );
    const upload = await one('/api/imports/uploads?profile=sap-alt&name=a.csv', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(file(2023, '10,00')),
    });
    assert.equal(upload.status, 422);
    assert.match(
      ((await upload.json()) as Problem).detail ?? '',
      /„SAP-ALT“ gibt es nicht.*Es wurde nichts gebucht/u,
    );
    await t.app.close();
  });

  test('A source names a system that is there, or is its own', async () => {
    const { t, one } = await start(open);
    const wrong = await one('/api/sources', {
      method: 'POST',
      json: { code: 'SAP-200', name: 'Zweites SAP', system: 'SAP-999', reason: 'Probe' },
    });
    assert.equal(wrong.status, 422);
    assert.match(await wrong.text(), /Ein System „SAP-999“ gibt es nicht/u);
    const reserved = await one('/api/sources', {
      method: 'POST',
      json: { code: 'UNDO', name: 'x', system: 'UNDO', reason: 'Probe' },
    });
    assert.equal(reserved.status, 400);
    const same = { code: 'SAP-MM', name: 'SAP: Bestellungen', system: 'SAP-MM', reason: 'Probe' };
    assert.equal((await one('/api/sources', { method: 'POST', json: same })).status, 422);
    await t.app.close();
  });

  test('An older database gets its sources, and verify finds the appropriations one person added', async () => {
    const db = await openOld();
    await migrate(db);
    const stored = await db.read.selectFrom('source').select(['code', 'system_code as system']).execute();
    assert.deepEqual(stored, [{ code: 'SAP-PLAN-Y', system: 'SAP-PLAN-Y' }]);
    const found = (await verify(db)).checks.find((check) => check.name === 'first-appropriations');
    assert.deepEqual(
      [found?.ok, found?.detail],
      [
        false,
        'Einlesung 32 (four-web.csv): 1 Ansätze über 1.000.000,00 € kamen für 2021 ohne zweite Person zu vorhandenen dazu',
      ],
    );
  });
});
