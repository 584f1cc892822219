import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '#shared/errors.ts';
import type { PeriodList } from '#shared/periods/period-views.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { verify } from '../verify/verify.ts';
import { startTestApp } from '../http/test-app.ts';
import { applyImport } from '../imports/money/apply-import.sql.ts';
import { planImport } from '../imports/money/plan-import.ts';
import { testBy, writtenState } from '../imports/test-imports.ts';
import { actualOn, APRIL, bring, ist, LATE, MARCH, sapFile, testClock, withMarch } from './test-periods.ts';
import type { SapRow } from './test-periods.ts';

async function problem(response: Response): Promise<Problem> {
  return (await response.json()) as Problem;
}

forEachDatabase((open) => {
  test('A late posting counts in the next month that is not closed, and the closed month stays to the cent', async () => {
    const db = await withMarch(open);
    const before = await actualOn(db, '2021-03-31');
    await bring(db, '2021-03', ['held', 'closed']);
    const plan = await planImport(db.read, ist([...MARCH, LATE]));
    assert.deepEqual([plan.add, plan.same, plan.applicable], [1, 2, true]);
    assert.deepEqual(plan.late, [{ month: '2021-03', countsOn: '2021-04-01', rows: 1, cents: 33_333 }]);
    assert.equal(plan.rows[2]?.note, 'Nachbuchung: zählt ab 01.04.2021.');
    assert.ok(
      plan.notices.includes(
        '1 Nachbuchung aus 03/2021 (geschlossen), zusammen 333,33 €: zählt ab 01.04.2021.',
      ),
    );
    await applyImport(db, testBy, ist([...MARCH, LATE]));
    const posting = await db.read
      .selectFrom('posting')
      .where('sap_posted_on', 'is not', null)
      .select(['posted_on', 'sap_posted_on', 'period', 'cents'])
      .execute();
    assert.deepEqual(posting, [
      { posted_on: '2021-04-01', sap_posted_on: '2021-03-30', period: '03', cents: 33_333 },
    ]);
    assert.equal(before, 1_375_050);
    assert.equal(await actualOn(db, '2021-03-31'), before);
    assert.equal(await actualOn(db, '2021-04-30'), before + 33_333);
    const again = await planImport(db.read, ist([LATE, ...MARCH], 'anders.csv'));
    assert.deepEqual([again.add, again.same, again.missing, again.late.length], [0, 3, 0, 0]);
    assert.deepEqual(
      (await verify(db)).checks.filter((check) => !check.ok),
      [],
    );
  });

  test('A held month takes no new postings: refused before anything is written, with the months', async () => {
    const db = await withMarch(open);
    await bring(db, '2021-03', ['held', 'closed']);
    await bring(db, '2021-04', ['held']);
    const state = await writtenState(db);
    const plan = await planImport(db.read, ist([LATE, APRIL]));
    assert.equal(plan.applicable, false);
    await assert.rejects(applyImport(db, testBy, ist([LATE, APRIL])), {
      code: 'period-held',
      detail: '04/2021: Eine angehaltene Periode nimmt keine neuen Buchungen an. Es wurde nichts gebucht.',
      errors: [{ path: 'Periode 04/2021', message: '2 neue Buchungen, zusammen 1.333,33 €.' }],
    });
    assert.deepEqual(await writtenState(db), state);
    await bring(db, '2021-04', ['open']);
    await applyImport(db, testBy, ist([LATE, APRIL]));
    assert.equal((await writtenState(db)).postings, state.postings + 2);
  });

  test('A plan made before a month was closed is refused as outdated, because its rows count elsewhere now', async () => {
    const db = await withMarch(open);
    const plan = await planImport(db.read, ist([LATE]));
    await bring(db, '2021-03', ['held', 'closed']);
    const apply = applyImport(db, testBy, { ...ist([LATE]), expectedPlanSha256: plan.planSha256 });
    await assert.rejects(apply, { code: 'plan-outdated' });
  });

  test('A period is changed by a controller alone, in the right order, in the version that was seen', async () => {
    const db = await withMarch(open);
    const app = await startTestApp(db, { clock: testClock });
    const controller = await app.as('controller');
    const patch = (state: string, ifMatch: number | undefined, as = controller) =>
      as('/api/periods/2021-03', {
        method: 'PATCH',
        json: { state, reason: 'Monatsabschluss März' },
        ...(ifMatch === undefined ? {} : { ifMatch }),
      });
    assert.equal((await patch('held', undefined)).status, 428);
    assert.equal((await patch('closed', 0)).status, 422);
    assert.equal((await patch('held', 3)).status, 412);
    assert.equal((await patch('held', 0, await app.as('admin'))).status, 403);
    const held = await patch('held', 0);
    assert.deepEqual([held.status, held.headers.get('etag')], [200, '"1"']);
    assert.equal((await patch('open', 1)).status, 200);
    assert.equal((await patch('held', 2)).status, 200);
    assert.equal((await patch('closed', 3)).status, 200);
    for (const state of ['open', 'held', 'closed']) {
      const answer = await patch(state, 4);
      assert.equal(answer.status, 409, state);
      assert.equal((await problem(answer)).code, 'period-closed');
    }
    const list = (await (await controller('/api/periods?year=2021')).json()) as PeriodList;
    const march = list.periods.find((row) => row.month === '2021-03');
    assert.deepEqual(
      [march?.state, march?.version, march?.changed?.by, march?.changed?.reason],
      ['closed', 4, 'Test controller', 'Monatsabschluss März'],
    );
    const actions = await db.read
      .selectFrom('history')
      .where('entity', '=', 'period')
      .select('action')
      .orderBy('seq')
      .execute();
    assert.deepEqual(
      actions.map((row) => row.action),
      ['period.hold', 'period.open', 'period.hold', 'period.close'],
    );
    await app.close();
  });

  test('A period with an open basket, or before its month is over, is not closed, and everything missing is said', async () => {
    const db = await withMarch(open);
    const rows: SapRow[] = [['5100000009', '01.07.2021', '44010000', '58.000,50']];
    await applyImport(db, testBy, {
      ...ist([]),
      bytes: sapFile(rows, '7.999999.001'),
    });
    await bring(db, '2021-07', ['held']);
    await assert.rejects(bring(db, '2021-07', ['closed']), {
      code: 'rule-violated',
      detail: 'Periode 07/2021 bleibt angehalten: Es fehlt noch etwas. Es wurde nichts geändert.',
      errors: [
        { path: 'state', message: 'Der Monat ist noch nicht zu Ende.' },
        { path: 'state', message: '03/2021 ist noch nicht geschlossen; geschlossen wird der Reihe nach.' },
        {
          path: 'state',
          message: 'Noch nicht zugeordnet: 1 Buchung, Ergebnishaushalt 58.000,50 €.',
        },
      ],
    });
  });
});
