import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../../db/test-databases.ts';
import { postingPass } from '../../ledger/posting-pass.sql.ts';
import { importsTieOut } from '../checks.sql.ts';
import { applyFile, planFile } from '../any-file.ts';
import { addAccountMap, testBy } from '../test-imports.ts';

const HEAD = 'Bestellung;Objekt;Sachkonto;Text;fällig;Bestelldatum;Kreditor;Bestellwert';
const FIRST = [
  '450001;7.1;44010000;Lizenzen;2021;10.02.2021;ACME;1.000,00',
  '450001;7.1;44010000;Lizenzen;2022;10.02.2021;ACME;500,00',
];

function orders(...lines: string[]) {
  const bytes = Buffer.from(`${[HEAD, ...lines].join('\r\n')}\r\n`, 'latin1');
  return { profile: 'sap-bestellungen', fileName: 'bestellungen.csv', bytes };
}

forEachDatabase((open) => {
  test('A changed order is written as its difference and never overwritten', async () => {
    const db = await open();
    await addAccountMap(db);
    const plan = await planFile(db.read, orders(...FIRST));
    assert.deepEqual([plan.add, plan.addCents, plan.unassignedRows], [2, 150_000, 2]);
    await applyFile(db, testBy, orders(...FIRST));
    const less = orders(FIRST[0]?.replace('1.000,00', '900,00') ?? '', FIRST[1] ?? '');
    const second = await planFile(db.read, less);
    assert.deepEqual([second.add, second.change, second.same, second.addCents], [0, 1, 1, -10_000]);
    assert.deepEqual(second.rows[0]?.changes, [
      { field: 'Bestellwert', before: '1.000,00 €', after: '900,00 €' },
      { field: 'wird gebucht', before: '', after: '−100,00 €' },
    ]);
    await applyFile(db, testBy, { ...less, expectedPlanSha256: second.planSha256 });
    const entries = await db.read
      .selectFrom('commitment_entry as e')
      .innerJoin('commitment as c', 'c.id', 'e.commitment_id')
      .select(['c.order_number', 'c.due_year', 'e.kind', 'e.cents', 'e.effective_on'])
      .orderBy('e.id')
      .execute();
    assert.deepEqual(
      entries.map((e) => [e.due_year, e.kind, e.cents, e.effective_on]),
      [
        [2021, 'ordered', 100_000, '2021-02-10'],
        [2022, 'ordered', 50_000, '2021-02-10'],
        [2021, 'ordered', -10_000, '2021-07-02'],
      ],
    );
    assert.deepEqual((await importsTieOut(db.read, await postingPass(db.read, db.engine))).faults, []);
  });

  test('An order of a year that is over is changed at its end, not on the day of reading', async () => {
    const db = await open();
    await addAccountMap(db);
    const row = '450009;7.1;44010000;Lizenzen;2020;10.02.2020;ACME;1.000,00';
    await applyFile(db, testBy, orders(row));
    await applyFile(db, testBy, orders(row.replace('1.000,00', '400,00')));
    const entries = await db.read
      .selectFrom('commitment_entry')
      .select(['cents', 'effective_on as on'])
      .orderBy('id')
      .execute();
    assert.deepEqual(entries, [
      { cents: 100_000, on: '2020-02-10' },
      { cents: -60_000, on: '2020-12-31' },
    ]);
  });

  test('An order that stands twice for a due year, or without a number, is a fault', async () => {
    const db = await open();
    await addAccountMap(db);
    const [one = ''] = FIRST;
    const plan = await planFile(db.read, orders(one, one, one.replace('450001', '')));
    assert.deepEqual(
      plan.errors.map((error) => [error.line, error.column]),
      [
        [3, 'Bestellung'],
        [4, 'Bestellung'],
      ],
    );
    assert.equal(plan.applicable, false);
  });
});
