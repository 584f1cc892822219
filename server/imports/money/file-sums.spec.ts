import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_CENTS, toCents } from '#shared/money.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import { postingPass } from '../../ledger/posting-pass.sql.ts';
import { importsTieOut } from '../checks.sql.ts';
import { applyImport } from './apply-import.sql.ts';
import { planImport } from './plan-import.ts';
import { findProfile } from '../profiles/profiles.ts';
import { addAccountMap, sample, testBy } from '../test-imports.ts';

const FILE = { profile: 'sap-ist', fileName: 'ist.csv', bytes: sample('sap-line-items.csv') };

/** Line items of the same amount, without a totals row. */
function rowsOf(amount: string, rows: number) {
  const [header] = FILE.bytes.toString('latin1').split('\n');
  const lines = Array.from(
    { length: rows },
    (_, n) => `1000;2021;${n + 1};1;12.03.2021;;3;44010000;7.1;;;a;;;${amount}`,
  );
  return { ...FILE, bytes: Buffer.from([header, ...lines].join('\n'), 'latin1') };
}

forEachDatabase((open) => {
  test('A file whose profile leaves out rows with an amount ties out with its control total', async (t) => {
    const profile = findProfile('sap-ist');
    const leaveOut = [
      { test: { column: 'Sachkonto', is: 'starts-with' as const, value: '783' }, reason: 'Invest' },
    ];
    const rules = profile.leaveOut;
    t.after(() => Object.assign(profile, { leaveOut: rules }));
    Object.assign(profile, { leaveOut });
    const db = await open();
    await addAccountMap(db);
    const { import: row } = await applyImport(db, testBy, FILE);
    assert.deepEqual([row.leftOut, row.sumCents, row.controlTotalCents], [1, 6_900_050, 15_000_050]);
    assert.deepEqual((await importsTieOut(db.read, await postingPass(db.read, db.engine))).faults, []);
  });

  test('Amounts that pass one by one but not in sum are refused in words', async () => {
    const db = await open();
    await addAccountMap(db);
    const each = rowsOf('10.000.000.000,00', 11);
    await assert.rejects(planImport(db.read, each), {
      code: 'rows-invalid',
      detail:
        'ist.csv: Die Beträge der Datei sind ohne Vorzeichen zusammen größer als 100.000.000.000,00 €. Es wurde nichts gebucht.',
    });
    const plan = await planImport(db.read, rowsOf('999.999.999.999,99', 200));
    assert.deepEqual([plan.rejected, plan.applicable], [200, false]);
    assert.equal(plan.errors[0]?.message, 'Der Betrag ist größer als 10.000.000.000,00 €.');
    const far = { ...rowsOf('10.000.000.000,00-', 10), controlTotalCents: toCents(MAX_CENTS) };
    await assert.rejects(planImport(db.read, far), { code: 'rows-invalid', detail: /zu weit auseinander/u });
  });
});
