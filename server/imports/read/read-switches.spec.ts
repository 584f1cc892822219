import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines, PLAIN_HEAD } from '../test-file-forms.ts';
import { bookingsOf, faultsOf, testProfile, tryFile } from '../profiles/test-profiles.ts';
import { testWorkbook } from '../test-sheets.ts';

test('Sums of a year are booked on 31 December, sums of a period on its last day', async () => {
  const year = await tryFile(
    testProfile({ kind: 'actuals', postingDay: 'year-end' }),
    Buffer.from(lines(PLAIN_HEAD, '2021;O1;44;1')),
  );
  assert.deepEqual(
    year.read.rows.map(({ row }) => [row.postedOn, row.period]),
    [['2021-12-31', '12']],
  );
  const period = await tryFile(
    testProfile({ kind: 'actuals', postingDay: 'period-end', columns: { period: 'Periode' } }),
    Buffer.from(lines(`${PLAIN_HEAD};Periode`, '2024;O1;44;1;2', '2024;O1;44;1;013')),
  );
  assert.deepEqual(
    period.read.rows.map(({ row }) => [row.postedOn, row.period]),
    [
      ['2024-02-29', '02'],
      ['2024-12-31', '13'],
    ],
  );
});

test('A long description is refused, cut with a hint, or kept, as the profile says; a code is never cut', async () => {
  const long = 'x'.repeat(600);
  const file = Buffer.from(lines(`${PLAIN_HEAD};Text`, `2021;O1;44;1;${long}`));
  const of = (longText: string | undefined) =>
    tryFile(testProfile({ columns: { text: 'Text' }, longText }), file);
  assert.match(faultsOf(await of(undefined)).join(), /2 Text: Der Text ist länger als 500 Zeichen/u);
  const cut = await of('cut');
  assert.deepEqual(
    cut.read.rows.map(({ row }) => row.text.length),
    [500],
  );
  assert.match(cut.read.file.warnings.list()[0]?.message ?? '', /hat 600 Zeichen und ist auf 500 gekürzt/u);
  assert.deepEqual(
    (await of('kept')).read.rows.map(({ row }) => row.text.length),
    [600],
  );
  const code = Buffer.from(lines(PLAIN_HEAD, `2021;${long};44;1`));
  const kept = await tryFile(testProfile({ longText: 'kept' }), code);
  assert.match(faultsOf(kept).join(), /2 Objekt: Der Text ist länger als 500 Zeichen/u);
});

/** A sheet's row, and why it is refused. */
const REFUSED: [name: string, amount: Parameters<typeof testWorkbook>[0][0]['rows'][0][0], fault: RegExp][] =
  [
    ['a date', { v: '44197', s: 1 }, /Hier steht ein Datum statt eines Betrags/u],
    ['an ISO date', { t: 'd', v: '2021-01-01' }, /Hier steht ein Datum statt eines Betrags/u],
    ['a percentage', { v: '0.19', s: 2 }, /Hier steht ein Prozentwert statt eines Betrags/u],
    ['a formula', { f: 'A1', v: '5' }, /Hier steht eine Formel/u],
    ['a formula without a result', { f: 'A1' }, /Hier steht eine Formel/u],
    ['an error', { t: 'e', v: '#N/A' }, /Hier steht ein Fehlerwert/u],
    ['a third decimal', { v: '1.234' }, /kein ganzer Centbetrag\. Gerundet wird um höchstens 0,0005 €/u],
  ];

for (const [name, amount, fault] of REFUSED)
  test(`No amount of a sheet: ${name}`, async () => {
    const rows = [
      ['Jahr', 'Objekt', 'Konto', 'Betrag'],
      ['2021', 'O1', '44', amount],
    ];
    const file = testWorkbook([{ name: 'T', rows }], ['dd.mm.yyyy', '0%']);
    const tried = await tryFile(testProfile({ format: 'xlsx' }), file);
    assert.match(faultsOf(tried).join(), fault);
    assert.equal(faultsOf(tried).length, 1);
  });

test('Codes in typed cells: whole numbers however they are stored, dates refused', async () => {
  const rows = [
    ['Jahr', 'Objekt', 'Konto', 'Betrag'],
    [{ v: '2021.0' }, { v: '42', s: 1 }, { v: '4.401E7' }, { v: '5' }],
  ];
  const read = await tryFile(
    testProfile({ format: 'xlsx' }),
    testWorkbook([{ name: 'T', rows }], ['0000000']),
  );
  assert.deepEqual(bookingsOf(read), ['2021 42 44010000 500']);
  const dated = [
    ['Jahr', 'Objekt', 'Konto', 'Betrag'],
    [{ v: '2021' }, { v: '44197', s: 1 }, { v: '44' }, { v: '5' }],
  ];
  const refused = await tryFile(
    testProfile({ format: 'xlsx' }),
    testWorkbook([{ name: 'T', rows: dated }], ['d.m.yy']),
  );
  assert.match(faultsOf(refused).join(), /2 Objekt: Hier steht ein Datum statt Text/u);
});

test('A row that ends too early is left out only by a rule about what stands in it', async () => {
  const leaveOut = [
    { test: { column: 'Jahr', is: 'starts-with', value: 'Erstellt' }, reason: 'Fußzeile' },
    { test: { column: 'Betrag', is: 'empty' }, reason: 'leer' },
  ];
  const file = Buffer.from(lines(PLAIN_HEAD, '2021;O1;44;1', 'Erstellt am 01.08.2021', '2021;O2'));
  const tried = await tryFile(testProfile({ leaveOut }), file);
  assert.deepEqual(faultsOf(tried), ['4 : Die Zeile hat 2 statt 4 Felder.']);
  assert.deepEqual([...tried.read.file.leftOut.reasons.keys()], ['Fußzeile']);
});
