import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { AppError } from '#shared/errors.ts';
import { toCents } from '#shared/money.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { applyImport } from './money/apply-import.sql.ts';
import { deliveryInput } from './delivery.ts';
import type { FilePart } from './delivery.ts';
import { planImport } from './money/plan-import.ts';
import { addAccountMap, testBy, writtenState } from './test-imports.ts';

const HEAD = 'Haushaltsjahr;Objekt;Sachkonto;Teilhaushalt;Bezeichnung;Ansatz';

function part(fileName: string, ...rows: string[]): FilePart {
  return { fileName, bytes: Buffer.from([HEAD, ...rows].join('\r\n'), 'latin1') };
}

const row = (object: string, name: string, amount: string): string =>
  `2030;${object};42710000;T;${name};${amount}`;
const FIRST = part('teil1.csv', row('O1', 'Stuhl', '100,00'), row('O1', 'Tisch', '250,00'));
const SECOND = part('teil2.csv', row('O1', 'Stuhl', '100,00'), row('O2', 'Lampe', '70,00'));

const delivery = (...parts: FilePart[]) => ({ profile: 'sap-ansatz', ...deliveryInput(parts) });

async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof AppError, String(error));
  return `${error.code}: ${error.detail ?? ''}`;
}

forEachDatabase((open) => {
  test('Parts of one delivery are read as one file, in whatever order they come', async () => {
    const db = await open();
    await addAccountMap(db);
    const total = { controlTotalCents: toCents(52_000) };
    const plan = await planImport(db.read, { ...delivery(FIRST, SECOND), ...total });
    assert.deepEqual([plan.add, plan.same, plan.sumCents, plan.controlOk], [4, 0, 52_000, true]);
    assert.equal(plan.fileName, 'teil1.csv und teil2.csv');
    assert.ok(plan.notices.some((notice) => /^2 Zeilen sind Zwilling/u.test(notice)));
    assert.deepEqual(
      plan.rows.map(({ file, line }) => `${file ?? ''} ${line}`),
      ['teil1.csv 2', 'teil1.csv 3', 'teil2.csv 2', 'teil2.csv 3'],
    );
    const turned = await planImport(db.read, { ...delivery(SECOND, FIRST), ...total });
    assert.equal(turned.planSha256, plan.planSha256);
    const input = { ...delivery(FIRST, SECOND), ...total, expectedPlanSha256: plan.planSha256 };
    const { import: first } = await applyImport(db, testBy, input);
    assert.deepEqual([first.added, first.sumCents, first.controlTotalCents], [4, 52_000, 52_000]);
    const state = await writtenState(db);
    const again = await applyImport(db, testBy, { ...delivery(SECOND, FIRST), ...total });
    assert.deepEqual([again.first, again.import.id], [false, first.id]);
    // One file of the same rows says the same.
    const whole = part(
      'alles.csv',
      ...[row('O1', 'Stuhl', '100,00'), row('O1', 'Stuhl', '100,00')],
      ...[row('O2', 'Lampe', '70,00'), row('O1', 'Tisch', '250,00')],
    );
    assert.equal((await applyImport(db, testBy, { ...delivery(whole), ...total })).first, false);
    assert.deepEqual(await writtenState(db), state);
  });

  test('A fault says in which part and line it stands; nothing of any part is written', async () => {
    const db = await open();
    await addAccountMap(db);
    const before = await writtenState(db);
    const bad = part('teil2.csv', row('O1', 'Stuhl', '100,00'), row('O2', 'Lampe', 'viel'));
    const plan = await planImport(db.read, delivery(FIRST, bad));
    assert.deepEqual(
      plan.errors.map(({ file, line, text }) => [file, line, text]),
      [['teil2.csv', 3, 'viel']],
    );
    await assert.rejects(applyImport(db, testBy, delivery(FIRST, bad)), (error) => {
      assert.ok(error instanceof AppError);
      assert.match(error.errors[0]?.path ?? '', /^teil2\.csv, Zeile 3, Spalte Ansatz$/u);
      return error.code === 'rows-invalid';
    });
    const cut = { fileName: 'teil3.csv', bytes: Buffer.from(`${HEAD}\n"x`) };
    assert.equal(
      await refusal(planImport(db.read, delivery(FIRST, cut))),
      'file-unreadable: teil3.csv: Zeile 2: Ein Anführungszeichen wird nicht geschlossen.',
    );
    const twice = { ...FIRST, fileName: 'kopie.csv' };
    assert.equal(
      await refusal(planImport(db.read, delivery(FIRST, SECOND, twice))),
      'file-unreadable: „kopie.csv“ und „teil1.csv“ sind dieselbe Datei; jeder Teil einer Lieferung steht einmal darin.',
    );
    assert.deepEqual(await writtenState(db), before);
  });

  test('A packed part is read like a plain one', async () => {
    const db = await open();
    await addAccountMap(db);
    const packed = { fileName: 'teil2.csv.gz', bytes: gzipSync(SECOND.bytes as Buffer) };
    const plan = await planImport(db.read, delivery(FIRST, packed));
    assert.deepEqual([plan.add, plan.sumCents], [4, 52_000]);
  });

  test('130,000 rows of one source and year, and one more', async () => {
    const db = await open();
    await addAccountMap(db);
    const head =
      'Buchungskreis;Geschäftsjahr;Belegnummer;Position;Buchungsdatum;Belegdatum;Periode;Sachkonto;PSP-Element;Innenauftrag;Kostenstelle;Text;Kreditor;Einkaufsbeleg;Betrag in Hauswährung';
    const rows = (count: number): string[] =>
      Array.from({ length: count }, (_, n) => `1000;2021;${n + 1};1;12.03.2021;;3;44010000;7.1;;;a;;;1,00`);
    const file = (count: number) => ({
      profile: 'sap-ist',
      fileName: 'ist.csv',
      bytes: Buffer.from([head, ...rows(count)].join('\n'), 'latin1'),
      controlTotalCents: toCents(count * 100),
    });
    const { import: first } = await applyImport(db, testBy, file(130_000));
    assert.equal(first.added, 130_000);
    const more = await planImport(db.read, file(130_001));
    assert.deepEqual(
      [more.add, more.same, more.change, more.missing, more.controlOk],
      [1, 130_000, 0, 0, true],
    );
  });
});
