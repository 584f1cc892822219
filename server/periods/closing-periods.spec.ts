import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock, Instant } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { verify } from '../verify/verify.ts';
import { applyImport } from '../imports/money/apply-import.sql.ts';
import { planImport } from '../imports/money/plan-import.ts';
import { addAccountMap, sample, testBy } from '../imports/test-imports.ts';
import { findPeriod } from './periods.sql.ts';
import { setPeriod } from './set-period.ts';
import { actualOn } from './test-periods.ts';
import { tieOuts } from './tie-out.sql.ts';

const HEADER =
  'Buchungskreis;Geschäftsjahr;Belegnummer;Position;Buchungsdatum;Belegdatum;Periode;Sachkonto;PSP-Element;Innenauftrag;Kostenstelle;Text;Kreditor;Einkaufsbeleg;Betrag in Hauswährung';

/** Bookings of 31 December in the given SAP periods, 10,00 € in the first, 20,00 € in the next and so on. */
function december(document: number, ...periods: number[]) {
  const rows = periods.map(
    (period, at) =>
      `1000;2021;${document + at};001;31.12.2021;31.12.2021;${period};44010000;7.100110.001;;;Abschluss;;;${(at + 1) * 10},00`,
  );
  const total = (periods.length * (periods.length + 1) * 10) / 2;
  const bytes = Buffer.from([HEADER, ...rows, `Summe;;;;;;;;;;;;;;${total},00`, ''].join('\r\n'), 'latin1');
  return { profile: 'sap-ist', fileName: 'abschluss.csv', bytes };
}

const NEXT_YEAR: Clock = { now: () => '2022-03-01T08:00:00.000Z' as Instant };
const nextYear = { ...testBy, clock: NEXT_YEAR };

async function step(db: Database, month: string, state: 'held' | 'closed'): Promise<void> {
  const { version } = await findPeriod(db.read, month);
  await setPeriod(db, nextYear, { month, state, reason: 'Jahresabschluss', version });
}

forEachDatabase((open) => {
  async function start(): Promise<Database> {
    const db = await open();
    await addAccountMap(db);
    const bytes = sample('sap-appropriations-with-twin.csv');
    await applyImport(db, testBy, { profile: 'sap-ansatz', fileName: 'ansatz.csv', bytes });
    return db;
  }

  test('SAP’s periods 13 to 16 count in December and tie out each for itself', async () => {
    const db = await start();
    await applyImport(db, nextYear, december(5_200_001, 12, 13, 14, 15, 16));
    assert.equal(await actualOn(db, '2021-11-30'), 0);
    assert.equal(await actualOn(db, '2021-12-31'), 15_000);
    const found = await tieOuts(db.read, { year: 2021, ledger: 'result' });
    const sums = await db.read
      .selectFrom('sap_total')
      .select(['period', 'cents'])
      .orderBy('period')
      .execute();
    assert.deepEqual(
      sums.map((row) => [row.period, row.cents]),
      [
        ['12', 1_000],
        ['13', 2_000],
        ['14', 3_000],
        ['15', 4_000],
        ['16', 5_000],
      ],
    );
    assert.deepEqual(
      found.map((one) => one.period),
      ['12', '13', '14', '15', '16'],
    );
    assert.ok((await verify(db)).ok);
  });

  test('A closed December stays to the cent: what SAP books in a closing period later counts later, with a mark', async () => {
    const db = await start();
    await applyImport(db, nextYear, december(5_200_001, 12, 13));
    await step(db, '2021-12', 'held');
    const held = await planImport(db.read, december(5_300_001, 14));
    assert.deepEqual([held.applicable, held.held.map((one) => one.month)], [false, ['2021-12']]);
    await step(db, '2021-12', 'closed');
    const late = december(5_300_001, 14);
    const plan = await planImport(db.read, late);
    assert.deepEqual(
      plan.late.map((one) => [one.month, one.countsOn, one.cents]),
      [['2021-12', '2022-01-01', 1_000]],
    );
    await applyImport(db, nextYear, late);
    assert.equal(await actualOn(db, '2021-12-31'), 3_000);
    assert.ok((await verify(db)).ok);
  });
});
