import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock, Instant } from '#shared/calendar.ts';
import { defaultAsOf } from '../clocks/default-date.sql.ts';
import { decideRequest } from '../requests/decide.sql.ts';
import { submitRequest } from '../requests/submit.sql.ts';
import { handlerOf } from '../request-kinds.ts';
import type { Database } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { verify } from '../verify/verify.ts';

const clock: Clock = { now: () => '2026-11-30T12:00:00.000Z' as Instant };

async function foundBy(db: Database, name: string): Promise<string> {
  const check = (await verify(db)).checks.find((one) => one.name === name);
  assert.ok(check);
  return check.ok ? '' : check.detail;
}

async function personNamed(db: Database, login: string) {
  const { id } = await db.read
    .selectFrom('app_user')
    .where('login', '=', login)
    .select('id')
    .executeTakeFirstOrThrow();
  return { clock, writer: { id, name: login } };
}

forEachDatabase((_, __, openOld) => {
  test('What an earlier program took without a word is found with document and amount, and two people mend it', async () => {
    const db = await openOld();
    await migrate(db);
    assert.equal(
      await foundBy(db, 'closed-sap-periods'),
      [
        '03/2021: nach dem Schließen Beleg 9950000001/001 (77,00 €, Einlesung 21)',
        '07/2020: nach dem Schließen Beleg 9950000002/001 (77,00 €, Einlesung 22)',
      ].join('; '),
    );
    assert.equal(
      await foundBy(db, 'rows-plausible'),
      [
        'Beleg 9950000001/001 (77,00 €, Einlesung 21): Das Buchungsdatum 15.07.2021 liegt nicht in der Periode 03/2021.',
        'Beleg 9950000002/001 (77,00 €, Einlesung 22): Das Buchungsdatum 15.07.2021 liegt nicht im Haushaltsjahr 2020.',
        'Beleg 9980000001/001 (1,00 €, Einlesung 23): Das Buchungsdatum 31.12.2099 liegt nicht im Haushaltsjahr 2021.',
      ].join('; '),
    );
    // The row of 2099 no longer says how far the books are read in.
    assert.ok((await defaultAsOf(db.read, clock)) <= '2021-09-30');
    const [first, second] = [await personNamed(db, 'controlling1'), await personNamed(db, 'controlling2')];
    for (const importId of [21, 22, 23]) {
      const request = { kind: 'undo-import' as const, payload: { importId }, reason: 'Datum passt nicht' };
      const { id, version } = await submitRequest(db, first, handlerOf, request);
      await decideRequest(db, second, handlerOf, { id, version, decision: 'approved', note: '' });
    }
    assert.equal(await foundBy(db, 'closed-sap-periods'), '');
    assert.equal(await foundBy(db, 'rows-plausible'), '');
    for (const check of ['sap-totals', 'stored-totals', 'stored-days', 'taken-back', 'closed-periods'])
      assert.equal(await foundBy(db, check), '', check);
  });
});
