import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Database } from '../../db/database.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import { verify } from '../../verify/verify.ts';
import { applyImport } from './apply-import.sql.ts';
import { planImport } from './plan-import.ts';
import { findProfile } from '../profiles/profiles.ts';
import { saveProfile } from '../profiles/stored-profiles.sql.ts';
import { LINE_ITEMS, placesNow, startCorrections } from '../test-corrections.ts';
import { testBy } from '../test-imports.ts';

const HEADER = `${LINE_ITEMS.bytes.toString('latin1').split(/\r?\n/u)[0] ?? ''};Stornobeleg`;

/** A file of `document day amount [reversed document]`, June 2021, with the column Stornobeleg. */
function fileOf(rows: string[], total: string): Buffer {
  const lines = rows.map((text) => {
    const [document = '', day = '', amount = '', reversed = ''] = text.split(' ');
    return `1000;2021;${document};001;${day}.06.2021;;6;44010000;7.100110.001;;;Probe;;;${amount};${reversed}`;
  });
  return Buffer.from([HEADER, ...lines, `Summe;;;;;;;;;;;;;;${total};`, ''].join('\r\n'), 'latin1');
}

async function start(db: Database) {
  const people = await startCorrections(db);
  const known = findProfile('sap-ist');
  const profile = { ...known, columns: { ...known.columns, reversedDocument: 'Stornobeleg' } };
  await saveProfile(db, people.first, { code: 'sap-ist', version: 0 }, { profile, reason: 'Spalte' });
  return people;
}

async function links(db: Database): Promise<string[]> {
  const rows = await db.read
    .selectFrom('posting as r')
    .innerJoin('posting as p', 'p.id', 'r.reverses_id')
    .where('r.source', '<>', 'UNDO')
    .orderBy('r.id')
    .select(['r.document_number as reversal', 'p.document_number as original', 'p.occurrence'])
    .execute();
  return rows.map((row) => `${row.reversal ?? ''}→${row.original ?? ''}#${row.occurrence}`);
}

async function green(db: Database): Promise<void> {
  const { ok, checks } = await verify(db);
  assert.ok(ok, JSON.stringify(checks.filter((check) => !check.ok)));
}

forEachDatabase((open) => {
  test('A reversal that SAP booked is linked to its original, in the same file or from an earlier one', async () => {
    const db = await open();
    await start(db);
    const first = {
      ...LINE_ITEMS,
      bytes: fileOf(['200 01 10,00', '201 02 7,00', '202 03 7,00- 201'], '10,00'),
    };
    assert.match((await planImport(db.read, first)).notices.join(' '), /1 Zeile storniert eine frühere/u);
    await applyImport(db, testBy, first);
    assert.deepEqual(await links(db), ['202→201#1']);
    await applyImport(db, testBy, { ...LINE_ITEMS, bytes: fileOf(['203 04 10,00- 200'], '10,00-') });
    assert.deepEqual(await links(db), ['202→201#1', '203→200#1']);
    assert.deepEqual(await placesNow(db), {});
    await green(db);
  });

  test('A file of the whole year adds nothing for what SAP itself reversed', async () => {
    const db = await open();
    await start(db);
    const rows = ['200 01 10,00', '201 02 10,00- 200'];
    await applyImport(db, testBy, { ...LINE_ITEMS, bytes: fileOf(rows, '0,00') });
    const year = { ...LINE_ITEMS, bytes: fileOf([...rows, '300 20 5,00'], '5,00') };
    const plan = await planImport(db.read, year);
    assert.deepEqual([plan.add, plan.same, plan.change], [1, 2, 0]);
  });

  test('Taken back, a pair goes together; half of it in another import stays and says why', async () => {
    const db = await open();
    const { bothWant } = await start(db);
    const input = {
      ...LINE_ITEMS,
      bytes: fileOf(['200 01 10,00', '201 02 10,00- 200', '205 02 3,00'], '3,00'),
    };
    const { import: pair } = await applyImport(db, testBy, input);
    const { import: later } = await applyImport(db, testBy, {
      ...LINE_ITEMS,
      bytes: fileOf(['206 04 3,00- 205', '207 04 4,00'], '1,00'),
    });
    assert.notEqual(later.id, pair.id);
    await bothWant('undo-import', { importId: pair.id });
    const { account } = await db.read.selectFrom('import_undo').select('account').executeTakeFirstOrThrow();
    const { reversed, left } = JSON.parse(account) as { reversed: unknown; left: unknown };
    assert.deepEqual(reversed, { rows: 2, cents: 0 });
    assert.deepEqual(left, [{ reason: 'reversed-in-sap', rows: 1, cents: 300 }]);
    await green(db);
    await applyImport(db, testBy, input);
    assert.deepEqual(await links(db), ['201→200#1', '206→205#1', '201→200#2']);
    assert.deepEqual(Object.values(await placesNow(db)), [400]);
    await green(db);
  });
});
