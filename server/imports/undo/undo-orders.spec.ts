import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UndoAccount } from '#shared/imports/undo.ts';
import { lineFigures } from '../../ledger/figures.sql.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { Database } from '../../db/database.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import { verify } from '../../verify/verify.ts';
import { applyFile, planFile } from '../any-file.ts';
import { applyImport } from '../money/apply-import.sql.ts';
import { APPROPRIATIONS, startCorrections } from '../test-corrections.ts';
import { testBy } from '../test-imports.ts';
import { undoImportRequest } from './undo-request.sql.ts';

const HEAD = 'Bestellung;Objekt;Sachkonto;Text;fällig;Bestelldatum;Kreditor;Bestellwert';
const LINE = '7.100110.001;440';
const orders = (...rows: string[]) => ({
  profile: 'sap-bestellungen',
  fileName: 'bestellungen.csv',
  bytes: Buffer.from(`${[HEAD, ...rows].join('\r\n')}\r\n`, 'latin1'),
});
const row = (number: string, euro: string, due = 2021) =>
  `${number};${LINE};Lizenzen;${due};10.02.2021;ACME;${euro}`;

async function green(db: Database): Promise<void> {
  const { ok, checks } = await verify(db);
  assert.ok(ok, JSON.stringify(checks.filter((check) => !check.ok)));
}

/** What is bound at the end of 2021, over all lines. */
async function bound(db: Database): Promise<number> {
  const lines = await lineFigures(db.read, { asOf: toIsoDate('2021-12-31') });
  return lines.reduce((sum, line) => sum + line.figures.O, 0);
}

async function lastAccount(db: Database): Promise<UndoAccount> {
  const undo = await db.read
    .selectFrom('import_undo')
    .select('account')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return UndoAccount.parse(JSON.parse(undo.account));
}

forEachDatabase((open) => {
  test('Orders taken back bind nothing, and their file orders them anew on the day they were ordered', async () => {
    const db = await open();
    const { bothWant } = await startCorrections(db);
    await applyImport(db, testBy, APPROPRIATIONS);
    const file = orders(row('4500001', '1.000,00'), row('4500002', '500,00', 2022));
    const { import: first } = await applyFile(db, testBy, file);
    assert.equal(await bound(db), 100_000);
    const effect = await undoImportRequest.effect(db.read, { importId: first.id });
    assert.deepEqual(
      effect.lines.map((line) => line.after.O - line.before.O),
      [-100_000],
    );
    await bothWant('undo-import', { importId: first.id });
    assert.equal(await bound(db), 0);
    const { reversed, left } = await lastAccount(db);
    assert.deepEqual([reversed, left], [{ rows: 2, cents: 150_000 }, []]);
    await green(db);
    const plan = await planFile(db.read, file);
    assert.deepEqual([plan.add, plan.change, plan.same, plan.importedBefore], [2, 0, 0, null]);
    await applyFile(db, testBy, file);
    assert.equal(await bound(db), 100_000);
    const days = await db.read
      .selectFrom('commitment_entry')
      .select('effective_on as on')
      .distinct()
      .execute();
    assert.deepEqual(days, [{ on: '2021-02-10' }]);
    await green(db);
    await assert.rejects(bothWant('undo-import', { importId: first.id }), { code: 'rule-violated' });
  });

  test('An order that a later file changed stays until the later file is taken back', async () => {
    const db = await open();
    const { bothWant } = await startCorrections(db);
    await applyImport(db, testBy, APPROPRIATIONS);
    const { import: first } = await applyFile(
      db,
      testBy,
      orders(row('4500001', '1.000,00'), row('4500002', '500,00')),
    );
    const { import: second } = await applyFile(db, testBy, orders(row('4500001', '900,00')));
    assert.equal(await bound(db), 140_000);
    await bothWant('undo-import', { importId: first.id });
    const account = await lastAccount(db);
    assert.deepEqual(account.left, [{ reason: 'changed-later', rows: 1, cents: 100_000 }]);
    assert.equal(await bound(db), 90_000);
    await green(db);
    await bothWant('undo-import', { importId: second.id });
    assert.equal(await bound(db), 100_000);
    await bothWant('undo-import', { importId: first.id });
    assert.equal(await bound(db), 0);
    await green(db);
  });
});
