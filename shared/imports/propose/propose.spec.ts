import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAmount } from '../amount.ts';
import { ByteCensus } from './byte-census.ts';
import { ColumnCensus, proposeDate, proposeNumber } from './column-census.ts';
import { proposeMoneyFields, proposeRecordFields } from './field-words.ts';
import { proposeHeader, proposeSeparator, SEPARATORS, ShapeCensus } from './shape-census.ts';

const bytes = (...pieces: (string | number[])[]): Uint8Array =>
  Uint8Array.from(
    pieces.flatMap((piece) => (typeof piece === 'string' ? [...new TextEncoder().encode(piece)] : piece)),
  );
function encodingOf(...pieces: Uint8Array[]) {
  const census = new ByteCensus();
  for (const piece of pieces) census.take(piece);
  return census.propose();
}
function column(header: string, ...cells: Parameters<ColumnCensus['take']>[0][]): ColumnCensus {
  const census = new ColumnCensus(header);
  for (const cell of cells) census.take(cell);
  return census;
}

test('The encoding is told from the bytes of the whole file, with the line that decides', () => {
  assert.equal(encodingOf(bytes([0xef, 0xbb, 0xbf], 'a')).value, 'utf-8');
  assert.equal(encodingOf(bytes([0xff, 0xfe, 0x41, 0])).value, 'utf-16');
  assert.equal(encodingOf(bytes([0x41, 0, 0x42, 0, 0x43, 0])).value, 'utf-16');
  assert.equal(encodingOf(bytes('Gebäude\n')).value, 'utf-8');
  const windows = encodingOf(bytes('a\r\nb\r\nGeb', [0xe4], 'ude\r\n'));
  assert.equal(windows.value, 'windows-1252');
  assert.match(windows.reason, /Zeile 3 /u);
});

test('A file that is the same in every encoding says so and offers the other one', () => {
  const { value, reason, others } = encodingOf(bytes('a;b\n1;2\n'));
  assert.equal(value, 'utf-8');
  assert.match(reason, /in jeder Kodierung gleich/u);
  assert.deepEqual(
    others.map((way) => way.value),
    ['windows-1252'],
  );
});

test('A file that mixes encodings is given none, with both lines', () => {
  const { value, reason } = encodingOf(bytes('Büro\nGeb', [0xe4], 'ude\n'));
  assert.equal(value, null);
  assert.match(reason, /Zeile 1 ist UTF-8, Zeile 2 nicht/u);
});

test('A sign that is the euro in one encoding alone is asked about', () => {
  const { value, others } = encodingOf(bytes([0xa4], '\n'));
  assert.equal(value, null);
  assert.deepEqual(
    others.map((way) => way.value),
    ['windows-1252', 'iso-8859-15'],
  );
});

test('Where the pieces of a file end does not matter', () => {
  const file = bytes('Büro; Straße\r\nGebäude\n€', [0x0a]);
  fc.assert(
    fc.property(fc.nat(file.length), fc.nat(file.length), (a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const parts = [file.slice(0, from), file.slice(from, to), file.slice(to)];
      assert.deepEqual(encodingOf(...parts), encodingOf(file));
    }),
  );
});

function shapes(lines: readonly string[]) {
  return new Map(
    SEPARATORS.map((separator) => {
      const census = new ShapeCensus();
      for (const [at, text] of lines.entries()) census.take(at + 1, text.split(separator));
      return [separator, census] as const;
    }),
  );
}

test('The separator is the one that parts most lines alike, however many commas the amounts have', () => {
  const lines = ['Stand 1, 2, 3', '', 'Konto;Text;Betrag', '4711;Netz, Geräte;1.234,56', '4712;Server;5,00'];
  const found = proposeSeparator(shapes(lines));
  assert.equal(found.value, ';');
  assert.match(found.reason, /teilt 3 von 4 Zeilen in 3 Spalten/u);
  assert.equal(proposeSeparator(shapes(['nur', 'Text'])).value, null);
});

test('The header is the first full row of names, below what stands above it', () => {
  const header = (lines: string[]) => proposeHeader(shapes(lines).get(';') ?? new ShapeCensus());
  assert.equal(header(['Liste;;', 'Konto;Text;Betrag', '4711;Netz;1,00', '4712;a;2,00']).value, 2);
  assert.equal(header(['4711;Netz;1,00', '4712;a;2,00']).value, null);
  assert.match(header(['Konto;Betrag;Betrag', '1;2;3']).reason, /„Betrag“ steht zweimal/u);
  assert.equal(header(['Konto;2020;2021', '1;2,0;3,0']).value, 1, 'a year may be a name');
});

test('The form of amounts is the one that all of them have, with an example', () => {
  const found = proposeNumber([column('Betrag', '1.234,56', '-0,50', '12,00')]);
  assert.deepEqual(found.value, { decimal: ',', thousands: '.', minus: 'leading' });
  assert.match(found.reason, /„1\.234,56“ = 1234,56/u);
  assert.equal(proposeNumber([column('Betrag', '1.234,56-')]).value?.minus, 'trailing');
  assert.equal(proposeNumber([column('Betrag', "1'234.56")]).value?.thousands, "'");
  assert.equal(proposeNumber([column('Betrag', '1.234,56 €')]).value?.currency, '€');
});

test('A minus that no amount has is not taken for known', () => {
  const { reason, others } = proposeNumber([column('Betrag', '1,00', '2,50')]);
  assert.match(reason, /Ein Minus kommt nicht vor/u);
  assert.deepEqual(
    others.map((way) => way.value.minus),
    ['trailing', 'any'],
  );
});

test('Where the same text would be two amounts nothing is proposed, and both readings are shown', () => {
  const { value, others } = proposeNumber([column('Betrag', '1.234', '2.500')]);
  assert.equal(value, null);
  assert.deepEqual(
    others.map((way) => way.reason),
    ['„1.234“ ist dann 1234,00', '„1.234“ ist dann 1,234'],
  );
});

test('One amount that is written otherwise, anywhere in the file, takes the proposal away', () => {
  const { value, reason } = proposeNumber([
    column('Betrag', ...Array.from({ length: 1000 }, () => '1.234,56'), '1,234.56'),
  ]);
  assert.equal(value, null);
  assert.match(reason, /verschieden geschrieben/u);
});

test('What is proposed reads every amount of the column, to the value it was written from', () => {
  const form = fc.constantFrom(
    { decimal: ',', thousands: '.' } as const,
    { decimal: '.', thousands: ',' } as const,
    { decimal: ',', thousands: ' ' } as const,
    { decimal: '.', thousands: "'" } as const,
  );
  fc.assert(
    fc.property(
      form,
      fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 20 }),
      (marks, all) => {
        const write = (cents: number): string => {
          const digits = String(Math.abs(cents)).padStart(3, '0');
          const whole = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/gu, marks.thousands);
          return `${cents < 0 ? '-' : ''}${whole}${marks.decimal}${digits.slice(-2)}`;
        };
        const { value } = proposeNumber([column('Betrag', ...all.map(write))]);
        assert.ok(value);
        for (const cents of all)
          assert.equal(parseAmount(write(cents), value, 'EUR').value, cents === 0 ? 0 : cents);
      },
    ),
  );
});

test('Codes are no amounts and no dates', () => {
  assert.ok(!column('Konto', '04401', '4711').isAmount);
  assert.ok(!column('Jahr', '2021', '2022').isAmount);
  assert.ok(!column('Beleg', '20210101').isDate);
  assert.ok(column('Buchungsdatum', '20210101').isDate);
});

test('The form of dates is the strictest that all have', () => {
  const { value, others } = proposeDate([column('Datum', '01.02.2021', '31.12.2021')]);
  assert.equal(value, 'dd.mm.yyyy');
  assert.ok(others.some((way) => way.value === 'd.m.yyyy'));
  assert.equal(proposeDate([column('Datum', '1.2.2021', '31.12.2021')]).value, 'd.m.yyyy');
  assert.equal(proposeDate([column('A', '01.02.2021'), column('B', '2021-02-01')]).value, null);
});

test('Columns are offered to fields by their header and by what stands in them', () => {
  const columns = [
    column('Buchungskreis', '1000'),
    column('Geschäftsjahr', '2021'),
    column('Belegnummer', '4711'),
    column('Buchungsdatum', '01.02.2021'),
    column('Sachkonto', '44010000'),
    column('PSP-Element', '1.100'),
    column('Kostenstelle', '100'),
    column('Text', 'Netz'),
    column('Betrag in Hauswährung', '1.234,56'),
  ];
  assert.deepEqual(
    proposeMoneyFields(columns).map(({ field, column: name }) => [field, name]),
    [
      ['amount', 'Betrag in Hauswährung'],
      ['object', 'PSP-Element'],
      ['object', 'Kostenstelle'],
      ['documentNumber', 'Belegnummer'],
      ['companyCode', 'Buchungskreis'],
      ['postedOn', 'Buchungsdatum'],
      ['fiscalYear', 'Geschäftsjahr'],
      ['account', 'Sachkonto'],
      ['text', 'Text'],
    ],
  );
});

test('Fields of a list are offered the column of their name, once', () => {
  const columns = [
    column('Nummer', 'P-1'),
    column('Name', 'Netz'),
    column('Amt', '10'),
    column('Beginn', '01.01.2021'),
  ];
  assert.deepEqual(
    proposeRecordFields('projects', columns).map(({ field }) => field),
    ['number', 'name', 'office', 'startsOn'],
  );
});
