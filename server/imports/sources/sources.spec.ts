import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Problem } from '#shared/errors.ts';
import type { ProfilePreview } from '#shared/imports/profile-edit.ts';
import type { SourceList } from '#shared/sources/sources.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import { importProfiles } from '../profiles/profiles.ts';
import { recordProfiles } from '../profiles/record-profiles.ts';
import { deliveredSources } from './delivered-sources.ts';

import { added, applied, approved, file, PLAN, saveProfile, start } from './test-sources.ts';

test('Every delivered profile names a delivered source', () => {
  const known = new Set(deliveredSources().map((source) => source.code));
  const missing = [...importProfiles(), ...recordProfiles()].filter((profile) => !known.has(profile.source));
  assert.deepEqual(
    missing.map((profile) => `${profile.code}: ${profile.source}`),
    [],
    'add them to data/seed/base/sources.json',
  );
});

forEachDatabase((open) => {
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
    const { errors = [] } = (await refused.json()) as Problem;
    assert.deepEqual(
      errors.map((error) => error.path),
      ['profile.source'],
    );
    assert.match(
      errors.map((error) => error.message).join(),
      /„SAP-PLAN-Y“ gibt es nicht. Es gibt: FREIBURG-PLAN, .*Finanzcontrolling/u,
    );
    const preview = await one('/api/import-profiles/preview', {
      method: 'POST',
      json: { profile: { ...PLAN, source: 'SAP-PLAN-Y' }, sampleId: null },
    });
    const { faults } = (await preview.json()) as ProfilePreview;
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
});
