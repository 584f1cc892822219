import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { startTestRequests } from '../../approvals/test-requests.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import { migrate } from '../../db/migrate.ts';
import { verify } from '../../verify/verify.ts';
import { applyFile } from '../any-file.ts';
import { addAccountMap, testBy } from '../test-imports.ts';

import { added, applied, approved, file, importedCents, PLAN, saveProfile, start } from './test-sources.ts';

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
