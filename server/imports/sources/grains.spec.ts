import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#shared/errors.ts';
import { sumCents } from '#shared/money.ts';
import type { Database } from '../../db/database.ts';
import { migrate } from '../../db/migrate.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import { verify } from '../../verify/verify.ts';
import { applyFile } from '../any-file.ts';
import { readControlTotals } from '../control-totals/read-control-totals.ts';
import { startCorrections } from '../test-corrections.ts';
import { testBy } from '../test-imports.ts';

const OBJECT = '100074100251';
/** `[period, object, account, euro]` */
type Row = [string, string, string, string];
const SEPTEMBER: Row = ['9', OBJECT, '44010000', '1.000,00'];

const bytes = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');

function items(first: number, ...rows: Row[]): Buffer {
  return bytes(
    'Buchungskreis;Geschäftsjahr;Belegnummer;Position;Buchungsdatum;Belegdatum;Periode;Sachkonto;PSP-Element;Innenauftrag;Kostenstelle;Text;Kreditor;Einkaufsbeleg;Betrag in Hauswährung',
    ...rows.map(([period, object, account, euro], index) => {
      const day = Number(period) > 12 ? '31.12.2020' : `10.${period.padStart(2, '0')}.2020`;
      return `1000;2020;${first + index};001;${day};;${period};${account};${object};;;Probe;;;${euro}`;
    }),
  );
}

function sums(...rows: Row[]): Buffer {
  return bytes(
    'Geschäftsjahr;Periode;Stand;Objekt;Sachkonto;Bezeichnung;Ist',
    ...rows.map(([period, object, account, euro]) => {
      const day = Number(period) > 12 ? '31.12.2020' : `28.${period.padStart(2, '0')}.2020`;
      return `2020;${period};${day};${object};${account};Summe;${euro}`;
    }),
  );
}

const ITEMS = { profile: 'sap-ist', fileName: 'posten.csv', controlTotalCents: undefined };
const SUMS = { profile: 'sap-summen', fileName: 'summen.csv' };

async function take(db: Database, kind: typeof SUMS, file: Buffer, total?: number): Promise<number> {
  const controlTotalCents = total === undefined ? undefined : sumCents([total as never]);
  const applied = await applyFile(db, testBy, { ...kind, bytes: file, controlTotalCents });
  return applied.import.id;
}
const takeItems = (db: Database, cents: number, file: Buffer) => take(db, ITEMS, file, cents);
const takeSums = (db: Database, file: Buffer) => take(db, SUMS, file);

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof AppError, 'it was booked');
  assert.equal(error.code, 'import-conflict');
  return `${error.detail ?? ''} ${error.errors.map((one) => `${one.path}: ${one.message}`).join(' ')}`;
}

async function booked(db: Database): Promise<number> {
  const rows = await db.read.selectFrom('posting').select('cents').execute();
  return sumCents(rows.map((row) => row.cents));
}

const check = async (db: Database) =>
  (await verify(db)).checks.find((one) => one.name === 'months-stand-once');

forEachDatabase((open, _, openOld) => {
  test('Sums of a month whose items are booked are refused, and say what stands and what to do', async () => {
    const db = await open();
    await startCorrections(db);
    const id = await takeItems(
      db,
      100_000,
      items(1, ['9', OBJECT, '44010000', '600,00'], ['9', OBJECT, '44010000', '400,00']),
    );
    const words = await refusal(takeSums(db, sums(SEPTEMBER)));
    assert.match(
      words,
      new RegExp(
        `09/2020.*Kontrollsummen.*Einlesung ${id} .*Periode 09/2020: Einlesung ${id} \\(posten.csv\\).*Einzelposten über 1.000,00 €`,
        'u',
      ),
    );
    assert.equal(await booked(db), 100_000);
    // The same file as control totals says what it is: a check.
    await readControlTotals(db, testBy, { ...SUMS, bytes: sums(SEPTEMBER) });
    assert.equal(await booked(db), 100_000);
    assert.equal((await check(db))?.ok, true);
  });

  test('Items that come late into a month of sums are refused, until the sums are taken back', async () => {
    const db = await open();
    const { bothWant } = await startCorrections(db);
    const id = await takeSums(db, sums(SEPTEMBER));
    const words = await refusal(takeItems(db, 100_000, items(1, SEPTEMBER)));
    assert.match(words, new RegExp(`Monatssummen über 1.000,00 €.*Zeile 2: ${OBJECT}`, 'u'));
    await bothWant('undo-import', { importId: id });
    await takeItems(db, 100_000, items(1, SEPTEMBER));
    assert.equal(await booked(db), 100_000);
    assert.equal((await check(db))?.ok, true);
  });

  test('A file of several months is refused whole when one of them stands', async () => {
    const db = await open();
    await startCorrections(db);
    await takeItems(db, 100_000, items(1, SEPTEMBER));
    const later: Row = ['10', OBJECT, '44010000', '5,00'];
    assert.match(await refusal(takeSums(db, sums(SEPTEMBER, later))), /09\/2020/u);
    assert.equal(await booked(db), 100_000);
    await takeSums(db, sums(later));
    assert.equal(await booked(db), 100_500);
  });

  test('Another object, another account and a closing period of its own stand beside items', async () => {
    const db = await open();
    await startCorrections(db);
    await takeItems(db, 100_000, items(1, SEPTEMBER));
    await takeSums(db, sums(['9', '100074100252', '44010000', '5,00'], ['13', OBJECT, '44010000', '5,00']));
    await takeSums(db, sums(['9', OBJECT, '44020000', '5,00']));
    assert.equal(await booked(db), 101_500);
    assert.equal((await check(db))?.ok, true);
    assert.match(
      await refusal(takeItems(db, 500, items(5, ['13', OBJECT, '44010000', '5,00']))),
      /13\/2020/u,
    );
  });

  test('Leading zeros of an object do not make it another', async () => {
    const db = await open();
    await startCorrections(db);
    await takeItems(db, 100_000, items(1, SEPTEMBER));
    await refusal(takeSums(db, sums(['9', `0000${OBJECT}`, '44010000', '1.000,00'])));
  });

  test('Two systems stand side by side; once they are one, verify finds what counts twice', async () => {
    const db = await open();
    const { bothWant } = await startCorrections(db);
    await takeItems(db, 100_000, items(1, SEPTEMBER));
    const source = { code: 'SAP-100-SUMMEN', name: 'Zweites SAP' };
    await bothWant('source', { ...source, system: 'SAP-100-SUMMEN' });
    const id = await takeSums(db, sums(SEPTEMBER));
    assert.equal((await check(db))?.ok, true);
    await bothWant('source', { ...source, system: 'SAP-100' });
    assert.match(
      (await check(db))?.detail ?? '',
      new RegExp(
        `^09/2020, ${OBJECT} / 44010000 zählt doppelt: Einzelposten der Einlesung \\d+ \\(posten.csv, Beleg 1\\) über 1.000,00 € und Monatssummen der Einlesung ${id} \\(summen.csv\\) über 1.000,00 €$`,
        'u',
      ),
    );
    await bothWant('undo-import', { importId: id });
    assert.equal((await check(db))?.ok, true);
    assert.equal(await booked(db), 100_000);
  });

  test('An older database tells which month stands twice, and a request mends it', async () => {
    const db = await openOld();
    await migrate(db);
    const found = await check(db);
    assert.match(
      found?.detail ?? '',
      /09\/2021, 100074100251 \/ 44010000 zählt doppelt: Einzelposten der Einlesung 19 \(01a-items-09-2021.csv, Beleg 9970000001\) über 1.000,00 € und Monatssummen der Einlesung 20 \(01b-sums-09-2021.csv\) über 1.000,00 €/u,
    );
  });
});
