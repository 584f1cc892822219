import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import { refusalOf } from '#shared/imports/refusal.ts';
import { sumCents, toCents } from '#shared/money.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { verify } from '../verify/verify.ts';
import { leaveOut } from '../test-leave-out.ts';
import { applyImport } from './money/apply-import.sql.ts';
import { planImport } from './money/plan-import.ts';
import { addAccountMap, realFile, sample, testBy, writtenState } from './test-imports.ts';

const LINE_ITEMS = { profile: 'sap-ist', fileName: 'ist.csv', bytes: sample('sap-line-items.csv') };
const APPROPRIATIONS = {
  profile: 'sap-ansatz',
  fileName: 'ansatz.csv',
  bytes: sample('sap-appropriations-with-twin.csv'),
};

/** The sample with one text replaced, still Windows-1252. */
function changed(bytes: Buffer, from: string, to: string): Buffer {
  const text = bytes.toString('latin1');
  assert.ok(text.includes(from), from);
  return Buffer.from(text.replace(from, to), 'latin1');
}

forEachDatabase((open, engine) => {
  test('Wesel: plan and actuals give the control totals to the cent, the duplicate stays, a second run adds 0', async (t) => {
    const file = realFile('wesel/hhplan2017.csv');
    if ('missing' in file) {
      leaveOut(t, file.missing);
      return;
    }
    const db = await open();
    await addAccountMap(db);
    const plan = { profile: 'wesel-plan-2017', fileName: 'hhplan2017.csv', bytes: file.bytes };
    const actuals = { ...plan, profile: 'wesel-ist-2016' };
    const off = {
      ...plan,
      bytes: changed(
        file.bytes,
        '50000000;Planung Personalaufwendungen;0,00;0,00;103.251,41;99.841,46',
        '50000000;Planung Personalaufwendungen;0,00;0,00;103.251,41;99.841,47',
      ),
    };
    const untouched = await writtenState(db);
    await assert.rejects(applyImport(db, testBy, off), {
      code: 'control-total-mismatch',
      detail:
        'Summenzeile 63.634.523,12 €, Summe der Zeilen 63.634.523,13 €, Unterschied 0,01 €. Es wurde nichts gebucht.',
    });
    assert.deepEqual(await writtenState(db), untouched);
    const started = process.cpuUsage();
    await applyImport(db, testBy, plan);
    // Of this process alone: what others do on the machine meanwhile is no fault of the import.
    const { user, system } = process.cpuUsage(started);
    const ms = Math.round((user + system) / 1_000);
    t.diagnostic(`5,971 appropriations on ${engine}: ${ms} ms of processor time`);
    assert.ok(ms < 5_000);
    await applyImport(db, testBy, actuals);
    const state = await writtenState(db);
    assert.equal(state.movements, 5_971);
    assert.equal(state.lines, 5_971);
    assert.equal(state.movementCents, 6_363_452_312);
    assert.equal(state.postings, 2_595);
    assert.equal(state.postingCents, 2_189_304_272);
    assert.equal(state.monthCents, 2_189_304_272);
    const totals = await lineFigures(db.read, { asOf: toIsoDate('2017-12-31') });
    const planned = (ledger: string) =>
      sumCents(totals.filter((line) => line.ledger === ledger).map((line) => line.figures.A));
    // Classes 4 and 5; class 9 is cost accounting and no part of the budget.
    assert.deepEqual(
      [planned('result'), planned('cash'), planned('costing')],
      [427_523_706, 768_346_421, 5_167_582_185],
    );
    const twins = await db.read
      .selectFrom('budget_line')
      .where('cost_object', '=', 'FB035400')
      .where('account', '=', '54310000')
      .select('twin')
      .orderBy('twin')
      .execute();
    assert.deepEqual(
      twins.map((line) => line.twin),
      [1, 2],
    );
    for (const input of [plan, actuals]) {
      assert.equal((await applyImport(db, testBy, input)).first, false);
      assert.equal((await planImport(db.read, input)).add, 0);
    }
    assert.deepEqual(await writtenState(db), state);
  });

  test('A posting finds its line by object and account group, the rest stays unassigned with its sum', async () => {
    const db = await open();
    await addAccountMap(db);
    await applyImport(db, testBy, APPROPRIATIONS);
    const plan = await planImport(db.read, LINE_ITEMS);
    assert.equal(plan.unassignedCents, 5_800_050);
    assert.equal(plan.unassignedRows, 1);
    const { import: row } = await applyImport(db, testBy, {
      ...LINE_ITEMS,
      expectedPlanSha256: plan.planSha256,
    });
    assert.equal(row.unassignedCents, 5_800_050);
    assert.equal(row.postedUntil, '2021-04-15');
    const postings = await db.read
      .selectFrom('posting as p')
      .leftJoin('budget_line as l', 'l.id', 'p.line_id')
      .select(['p.row_key', 'p.cents', 'p.ledger', 'l.number'])
      .orderBy('p.row_number')
      .execute();
    assert.deepEqual(postings, [
      { row_key: '1000|2021|1900000001|1', cents: 1_250_000, ledger: 'result', number: '7.100110.001/440' },
      { row_key: '1000|2021|1900000001|2', cents: -150_000, ledger: 'result', number: '7.100110.001/440' },
      { row_key: '1000|2021|1900000002|1', cents: 8_100_000, ledger: 'cash', number: '7.100120.001/783' },
      { row_key: '1000|2021|1900000003|1', cents: 5_800_050, ledger: 'result', number: null },
    ]);
    const months = await db.read.selectFrom('actual_month').select(['line_id', 'month', 'cents']).execute();
    const unassigned = months.filter((month) => month.line_id === 0);
    assert.deepEqual(unassigned, [{ line_id: 0, month: '2021-04', cents: 5_800_050 }]);
  });

  test('The same rows in another order, another file or as a sheet are not counted twice', async () => {
    const db = await open();
    await addAccountMap(db);
    const first = await applyImport(db, testBy, LINE_ITEMS);
    const state = await writtenState(db);
    const reordered = {
      ...LINE_ITEMS,
      bytes: sample('sap-line-items-other-order-extra-column.csv'),
    };
    assert.deepEqual(await applyImport(db, testBy, reordered), {
      import: first.import,
      first: false,
      requestId: null,
    });
    const sheet = { ...LINE_ITEMS, profile: 'sap-ist-xlsx', bytes: sample('sap-line-items.xlsx') };
    const plan = await planImport(db.read, sheet);
    assert.deepEqual([plan.add, plan.same, plan.change], [0, 4, 0]);
    await applyImport(db, testBy, sheet);
    const after = await writtenState(db);
    assert.deepEqual([after.postings, after.postingCents], [state.postings, state.postingCents]);
  });

  test('A changed amount under the same document goes to the conflict list and is never overwritten', async () => {
    const db = await open();
    await addAccountMap(db);
    await applyImport(db, testBy, LINE_ITEMS);
    const state = await writtenState(db);
    const bytes = changed(changed(LINE_ITEMS.bytes, '12.500,00', '12.501,00'), '150.000,50', '150.001,50');
    const plan = await planImport(db.read, { ...LINE_ITEMS, bytes });
    assert.deepEqual([plan.add, plan.change, plan.same, plan.applicable], [0, 1, 3, true]);
    const { import: row } = await applyImport(db, testBy, { ...LINE_ITEMS, bytes });
    assert.deepEqual([row.added, row.same, row.conflicts], [0, 3, 1]);
    assert.deepEqual([row.sumCents, row.addedCents, row.conflictCents], [15_000_150, 0, 1_250_100]);
    assert.equal(plan.sameCents + row.addedCents + row.conflictCents, row.controlTotalCents);
    assert.deepEqual(await writtenState(db), {
      ...state,
      imports: state.imports + 1,
      history: state.history + 1,
    });
    const waiting = await db.read
      .selectFrom('import_conflict as c')
      .innerJoin('posting as p', 'p.id', 'c.posting_id')
      .select([
        'c.import_id',
        'c.row_number',
        'p.row_key',
        'p.cents as before',
        'c.cents',
        'c.difference_cents',
      ])
      .execute();
    assert.deepEqual(waiting, [
      {
        import_id: row.id,
        row_number: 2,
        row_key: '1000|2021|1900000001|1',
        before: 1_250_000,
        cents: 1_250_100,
        difference_cents: 100,
      },
    ]);
    assert.equal((await verify(db)).ok, true);
  });

  test('A changed appropriation is refused: what changes it is a movement', async () => {
    const db = await open();
    await addAccountMap(db);
    await applyImport(db, testBy, APPROPRIATIONS);
    const state = await writtenState(db);
    const text = APPROPRIATIONS.bytes.toString('latin1');
    const bytes = Buffer.from(
      text.replace('500.000,00', '500.000,01').replace('502.000,00', '502.000,01'),
      'latin1',
    );
    assert.notEqual(bytes.toString('latin1'), text);
    const plan = await planImport(db.read, { ...APPROPRIATIONS, bytes });
    assert.ok(plan.change > 0, JSON.stringify(plan.notices));
    assert.equal(plan.applicable, false);
    const refusal = refusalOf(plan);
    assert.match(
      refusal?.detail ?? '',
      /Beantragen Sie den Unterschied je Zeile mit Begründung und Drucksache/u,
    );
    const [row] = refusal?.errors ?? [];
    assert.match(row?.path ?? '', /^Zeile \d+$/u);
    assert.match(row?.message ?? '', /Ansatz: in der Datei „500\.000,01 €“, im Bestand „500\.000,00 €“/u);
    assert.deepEqual(await writtenState(db), state);
  });

  test('A plan made before the data changed is refused as outdated', async () => {
    const db = await open();
    await addAccountMap(db);
    const plan = await planImport(db.read, LINE_ITEMS);
    await applyImport(db, testBy, APPROPRIATIONS);
    await assert.rejects(applyImport(db, testBy, { ...LINE_ITEMS, expectedPlanSha256: plan.planSha256 }), {
      code: 'plan-outdated',
    });
  });

  test('An entered control total counts beside the totals row, with the signs of the file', async () => {
    const db = await open();
    await addAccountMap(db);
    const wrong = await planImport(db.read, { ...LINE_ITEMS, controlTotalCents: toCents(1) });
    assert.equal(wrong.controlOk, false);
    assert.match(wrong.controlFault ?? '', /Angegebene Kontrollsumme 0,01 €, Summe der Zeilen 150.000,50 €/u);
    const right = await planImport(db.read, { ...LINE_ITEMS, controlTotalCents: toCents(15_000_050) });
    assert.deepEqual([right.controlOk, right.controlOrigin], [true, 'totals-row']);
  });

  test('Ten parallel applies of one file write it once and answer with the same import', async () => {
    const db = await open();
    await addAccountMap(db);
    const answers = await Promise.all(Array.from({ length: 10 }, () => applyImport(db, testBy, LINE_ITEMS)));
    assert.equal(answers.filter((answer) => answer.first).length, 1);
    assert.equal(new Set(answers.map((answer) => answer.import.id)).size, 1);
    assert.deepEqual((await writtenState(db)).postings, 4);
  });

  test('Demo data keeps its origin and the state of the books it states', async () => {
    const db = await open();
    await addAccountMap(db);
    const input = { ...LINE_ITEMS, origin: 'invented' as const, postedUntil: toIsoDate('2021-06-30') };
    const { import: row } = await applyImport(db, testBy, input);
    assert.equal(row.postedUntil, '2021-06-30');
    const posting = await db.read.selectFrom('posting').select('origin').distinct().execute();
    assert.deepEqual(posting, [{ origin: 'invented' }]);
  });
});
