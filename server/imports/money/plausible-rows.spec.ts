import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { Plausibility } from '#shared/imports/plausibility.ts';
import { defaultAsOf } from '../../clocks/default-date.sql.ts';
import { dataState } from '../../data-state/data-state.sql.ts';
import type { Database } from '../../db/database.ts';
import { forEachDatabase } from '../../db/test-databases.ts';
import { transact } from '../../db/transact.ts';
import { verify } from '../../verify/verify.ts';
import { tieOuts } from '../../periods/tie-out.sql.ts';
import { actualOn, bring, ist, MARCH, testClock, withMarch } from '../../periods/test-periods.ts';
import { applyImport } from './apply-import.sql.ts';
import { planImport } from './plan-import.ts';
import { readControlTotals } from '../control-totals/read-control-totals.ts';
import { profileFor, saveProfile } from '../profiles/stored-profiles.sql.ts';
import { testBy, writtenState } from '../test-imports.ts';

const HEADER =
  'Buchungskreis;Geschäftsjahr;Belegnummer;Position;Buchungsdatum;Belegdatum;Periode;Sachkonto;PSP-Element;Innenauftrag;Kostenstelle;Text;Kreditor;Einkaufsbeleg;Betrag in Hauswährung';

/** One row of 77,00 with its year, period and days as they stand in the file. */
function row(year: number, period: number, day: string, documentDay = '', document = '9950000001') {
  const line = `1000;${year};${document};001;${day};${documentDay};${period};44010000;7.100110.001;;;Probe;;;77,00`;
  const bytes = Buffer.from([HEADER, line, 'Summe;;;;;;;;;;;;;;77,00', ''].join('\r\n'), 'latin1');
  return { profile: 'sap-ist', fileName: 'zeile.csv', bytes, today: '2021-07-02' as IsoDate };
}

async function sapSum(db: Database, year: number, period: string): Promise<number> {
  const found = await tieOuts(db.read, { year, period, ledger: 'result' });
  return found[0]?.tieOut.sapCents ?? 0;
}

/** The delivered profile of the SAP items with a switch of its own. */
async function loose(db: Database, plausibility: Plausibility, code = 'sap-ist'): Promise<void> {
  const profile = { ...(await profileFor(db.read, code)), plausibility };
  await saveProfile(db, testBy, { code, version: 0 }, { profile, reason: 'Abweichendes Jahr' });
}

forEachDatabase((open) => {
  for (const [what, file, column, text, message] of [
    [
      'a period that is not the month of the day',
      row(2021, 3, '15.06.2021'),
      'Periode',
      '3',
      'Das Buchungsdatum 15.06.2021 liegt nicht in der Periode 03/2021.',
    ],
    [
      'a day outside the year',
      row(2020, 6, '15.06.2021'),
      'Buchungsdatum',
      '15.06.2021',
      'Das Buchungsdatum 15.06.2021 liegt nicht im Haushaltsjahr 2020.',
    ],
    [
      'a day after the day of the reading',
      row(2021, 7, '03.07.2021'),
      'Buchungsdatum',
      '03.07.2021',
      'Das Buchungsdatum 03.07.2021 liegt nach dem Tag des Einlesens (02.07.2021).',
    ],
    [
      'a closing period beyond the time of the accounts',
      row(2020, 13, '01.07.2021'),
      'Buchungsdatum',
      '01.07.2021',
      'Die Abschlussperiode 13/2020 trägt Tage vom 01.12.2020 bis 30.06.2021, hier steht der 01.07.2021.',
    ],
  ] as const)
    test(`A row with ${what} is refused with its place, and nothing moves`, async () => {
      const db = await withMarch(open);
      await bring(db, '2021-03', ['held', 'closed']);
      const [state, sum] = [await writtenState(db), await sapSum(db, 2021, '03')];
      const error = { file: 'zeile.csv', line: 2, column, text, message };
      assert.deepEqual((await planImport(db.read, file)).errors, [error]);
      await assert.rejects(applyImport(db, testBy, file), {
        code: 'rows-invalid',
        errors: [{ path: `Zeile 2, Spalte ${column}`, message: `„${text}“: ${message}` }],
      });
      assert.deepEqual(await writtenState(db), state);
      assert.equal(await sapSum(db, 2021, '03'), sum);
    });

  test('A row a profile lets pass into a closed SAP period is late: told, marked, and the closed figures stay', async () => {
    const db = await withMarch(open);
    await loose(db, { period: 'told', year: 'told' });
    await bring(db, '2021-03', ['held', 'closed']);
    const before = await actualOn(db, '2021-03-31');
    const file = row(2021, 3, '15.06.2021');
    const plan = await planImport(db.read, file);
    assert.deepEqual(plan.late, [{ month: '2021-03', countsOn: '2021-06-15', rows: 1, cents: 7_700 }]);
    assert.deepEqual(
      plan.warnings.map(({ line, column, message }) => [line, column, message]),
      [[2, 'Periode', 'Das Buchungsdatum 15.06.2021 liegt nicht in der Periode 03/2021.']],
    );
    assert.ok(plan.notices.includes('1 Buchung, zusammen 77,00 €: Datum und Periode passen nicht zusammen.'));
    assert.ok(
      plan.notices.includes(
        '1 Nachbuchung aus 03/2021 (geschlossen), zusammen 77,00 €: zählt ab 15.06.2021.',
      ),
    );
    await applyImport(db, testBy, file);
    await applyImport(db, testBy, row(2020, 6, '15.06.2021', '', '9950000002'));
    assert.equal(await actualOn(db, '2021-03-31'), before);
    const marked = await db.read
      .selectFrom('posting')
      .where('sap_posted_on', 'is not', null)
      .select(['posted_on', 'sap_posted_on', 'fiscal_year', 'period'])
      .orderBy('id')
      .execute();
    assert.deepEqual(marked, [
      { posted_on: '2021-06-15', sap_posted_on: '2021-06-15', fiscal_year: 2021, period: '03' },
      { posted_on: '2021-06-15', sap_posted_on: '2021-06-15', fiscal_year: 2020, period: '06' },
    ]);
    const [march] = await tieOuts(db.read, { year: 2021, period: '03', ledger: 'result' });
    assert.deepEqual(march?.late, { cents: 7_700, postings: 1 });
    const again = await planImport(db.read, { ...file, fileName: 'wieder.csv' });
    assert.deepEqual([again.add, again.same], [0, 1]);
    assert.deepEqual(
      (await verify(db)).checks.filter((check) => !check.ok),
      [],
    );
  });

  test('A held SAP period takes no row, whatever day it carries', async () => {
    const db = await withMarch(open);
    await loose(db, { period: 'allowed' });
    await bring(db, '2021-03', ['held']);
    await assert.rejects(applyImport(db, testBy, row(2021, 3, '15.06.2021')), {
      code: 'period-held',
      errors: [{ path: 'Periode 03/2021', message: '1 neue Buchung, zusammen 77,00 €.' }],
    });
  });

  test('Raw SQL books nothing into a closed SAP period without the mark, nor into a held one with it', async () => {
    const db = await withMarch(open);
    await bring(db, '2021-03', ['held', 'closed']);
    await bring(db, '2021-05', ['held']);
    const write = (key: string, year: number, period: string, mark: boolean) =>
      transact(db, { clock: testClock, writer: { id: null, name: 'raw' } }, async (tx) => {
        const like = await tx.query.selectFrom('posting').selectAll().limit(1).executeTakeFirstOrThrow();
        const { id: _id, ...rest } = like;
        const day = toIsoDate('2021-06-15');
        const posting = {
          ...{ ...rest, row_key: key, posted_on: day, fiscal_year: year, period },
          ...{ sap_posted_on: mark ? day : null, recorded_seq: tx.seq },
        };
        await tx.query.insertInto('posting').values(posting).execute();
        return { result: tx.seq, change: { action: 'note', entity: 'note', entityId: key } };
      });
    for (const [year, period] of [
      [2021, '03'],
      [2021, '02'],
      [2020, '07'],
      [2020, '13'],
    ] as const) {
      await assert.rejects(write(`a${year}${period}`, year, period, false), /period-closed/u);
      await write(`b${year}${period}`, year, period, true);
    }
    await assert.rejects(write('held', 2021, '05', true), /period-closed/u);
    await write('open', 2021, '06', false);
  });

  test('What is dated after its reading moves neither the default date nor the state of the books', async () => {
    const db = await withMarch(open);
    await loose(db, { year: 'told', future: 'told' });
    const clock = testBy.clock;
    const before = await dataState(db.read, toIsoDate('2021-06-30'));
    assert.equal(await defaultAsOf(db.read, clock), '2021-03-31');
    await applyImport(db, testBy, { ...row(2021, 12, '31.12.2099'), today: toIsoDate('2021-07-02') });
    await applyImport(db, testBy, row(2099, 12, '31.12.2099', '', '9950000007'));
    assert.equal(await defaultAsOf(db.read, clock), '2021-03-31');
    const after = await dataState(db.read, toIsoDate('2021-06-30'));
    assert.deepEqual([after.postedUntil, after.reportsOverdue], [before.postedUntil, before.reportsOverdue]);
  });

  test('An import of an earlier version that claims the far future counts as far as its plausible rows', async () => {
    const db = await withMarch(open);
    await applyImport(db, testBy, { ...ist(MARCH, 'kopie.csv'), postedUntil: toIsoDate('2099-12-31') });
    await applyImport(db, testBy, {
      ...row(2021, 6, '15.06.2021'),
      postedUntil: toIsoDate('2099-12-31'),
    });
    assert.equal(await defaultAsOf(db.read, testBy.clock), '2021-06-15');
    assert.equal((await dataState(db.read, toIsoDate('2050-01-01'))).postedUntil, '2021-06-15');
  });

  test('A file of control totals is judged by the same rule', async () => {
    const db = await withMarch(open);
    const lines = ['Objekt;Sachkonto;Bezeichnung;Geschäftsjahr;Periode;Stand;Ist', ''];
    const totals = (text: string) => ({
      profile: 'sap-summen',
      fileName: 'summen.csv',
      bytes: Buffer.from([lines[0], text, ''].join('\r\n'), 'latin1'),
      today: toIsoDate('2021-07-02'),
    });
    await assert.rejects(
      readControlTotals(db, testBy, totals('7.100110.001;44010000;Probe;2021;3;30.06.2021;77,00')),
      {
        code: 'rows-invalid',
        errors: [
          {
            path: 'Zeile 2, Spalte Periode',
            message: '„3“: Das Buchungsdatum 30.06.2021 liegt nicht in der Periode 03/2021.',
          },
        ],
      },
    );
    assert.equal(await sapSum(db, 2021, '03'), 1_375_050);
  });

  test('A file of control totals for a closed period says so, with the rows it lets pass, and books nothing', async () => {
    const db = await withMarch(open);
    await bring(db, '2021-03', ['held', 'closed']);
    await loose(db, { period: 'told' }, 'sap-summen');
    const before = await actualOn(db, '2021-03-31');
    const totals = {
      profile: 'sap-summen',
      fileName: 'summen.csv',
      bytes: Buffer.from(
        'Objekt;Sachkonto;Bezeichnung;Geschäftsjahr;Periode;Stand;Ist\r\n7.100110.001;44010000;Probe;2021;3;30.06.2021;77,00\r\n',
        'latin1',
      ),
      today: toIsoDate('2021-07-02'),
    };
    const result = await readControlTotals(db, testBy, totals);
    const [march] = result.periods;
    assert.deepEqual([march?.closed, march?.cents], [true, 7_700]);
    const [told, stated] = result.notices;
    assert.equal(told, '1 Buchung, zusammen 77,00 €: Datum und Periode passen nicht zusammen.');
    assert.match(stated ?? '', /^03\/2021 Ergebnishaushalt ist geschlossen/u);
    assert.deepEqual(
      result.warnings.map(({ file, line, column, text }) => [file, line, column, text]),
      [['summen.csv', 2, 'Periode', '3']],
    );
    assert.equal(await actualOn(db, '2021-03-31'), before);
    assert.equal((await readControlTotals(db, testBy, totals)).notices.length, 2, 'again');
  });
});
