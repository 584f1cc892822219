import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../db/test-databases.ts';
import { importsTieOut } from '../history/verify-checks.sql.ts';
import { applyImport } from './apply-import.sql.ts';
import { findProfile } from './profiles.ts';
import { addAccountMap, sample, testBy } from './test-imports.ts';

const FILE = { profile: 'sap-ist', fileName: 'ist.csv', bytes: sample('sap-line-items.csv') };

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
    assert.deepEqual((await importsTieOut(db.read)).faults, []);
  });
});
