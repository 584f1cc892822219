import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatEuro, toCents } from '../money.ts';
import { parseAmount, parseStoredNumber } from './amount.ts';
import type { NumberFormat } from './file-shape.ts';
import type { Unit } from './terms.ts';

const GERMAN: NumberFormat = { decimal: ',', thousands: '.', minus: 'both' };
const SAP: NumberFormat = { decimal: ',', thousands: '.', minus: 'trailing' };
const ENGLISH: NumberFormat = { decimal: '.', thousands: ',', minus: 'leading' };
const PLAIN: NumberFormat = { decimal: '.', thousands: null, minus: 'leading' };
const EURO: NumberFormat = { ...GERMAN, currency: '€' };
const SWISS: NumberFormat = { decimal: '.', thousands: "'", minus: 'leading' };
const BLANKS: NumberFormat = { decimal: ',', thousands: ' ', minus: 'leading', currency: 'EUR' };
const BRACKETS: NumberFormat = { ...GERMAN, minus: 'brackets', currency: '€' };
const ANY: NumberFormat = { ...GERMAN, minus: 'any', currency: 'EUR' };
const SIDES: NumberFormat = {
  ...GERMAN,
  minus: 'leading',
  marks: { plus: ['S', 'Soll'], minus: ['H', 'Haben'] },
};
const CREDIT: NumberFormat = { ...GERMAN, minus: 'leading', marks: { plus: [], minus: ['CR'] } };
const EXPONENT: NumberFormat = { ...PLAIN, exponent: true };
const GERMAN_EXPONENT: NumberFormat = { ...GERMAN, exponent: true };
const DOUBLE: NumberFormat = { ...PLAIN, rounding: 'double' };
const POUND: NumberFormat = { ...ENGLISH, currency: '£' };

/** Every shape of domain.md section 7, and what stands next to it: text, format, unit, cents or null = a fault. */
const TABLE: [string, NumberFormat, Unit, number | null][] = [
  ['1.234,56', GERMAN, 'EUR', 123_456],
  ['-1.234,56', GERMAN, 'EUR', -123_456],
  ['1.234,56-', GERMAN, 'EUR', -123_456],
  ['58.000-', SAP, 'EUR', -5_800_000],
  ['1234,5', GERMAN, 'EUR', 123_450],
  ['81.000', GERMAN, 'EUR', 8_100_000],
  ['189056,5', GERMAN, 'EUR', 18_905_650],
  ['£2,013.02', POUND, 'EUR', 201_302],
  ['-£2,013.02', POUND, 'EUR', -201_302],
  ['-0,00', GERMAN, 'EUR', 0],
  ['\u22125,00', GERMAN, 'EUR', -500],
  ['-1.000,00 €', EURO, 'EUR', -100_000],
  ['  12,00  ', GERMAN, 'EUR', 1_200],
  ['24162.64', PLAIN, 'EUR', 2_416_264],
  ['15.297', PLAIN, 'MIO', 1_529_700_000],
  ['50303.271694', PLAIN, 'MIO', 5_030_327_169_400],
  ['1.234,5', GERMAN, 'TEUR', 123_450_000],
  ['0,00001', GERMAN, 'TEUR', 1],
  ['1,500', GERMAN, 'EUR', 150],
  ['1.000.000.000.000,00', GERMAN, 'EUR', 100_000_000_000_000],
  ["1'234.56", SWISS, 'EUR', 123_456],
  ['1\u2019234\u2019567.5', SWISS, 'EUR', 123_456_750],
  ['1 234,56', BLANKS, 'EUR', 123_456],
  ['1\u00a0234,56\u00a0EUR', BLANKS, 'EUR', 123_456],
  ['-1\u202f234\u202f567 EUR', BLANKS, 'EUR', -123_456_700],
  ['1\u2009234', BLANKS, 'EUR', 123_400],
  ['12 34', BLANKS, 'EUR', null],
  ['(1.234,56)', BRACKETS, 'EUR', -123_456],
  ['(1.234,56 €)', BRACKETS, 'EUR', -123_456],
  ['( 5,00 ) €', BRACKETS, 'EUR', -500],
  ['-5,00', BRACKETS, 'EUR', null],
  ['(5,00', BRACKETS, 'EUR', null],
  ['+5,00', ANY, 'EUR', 500],
  ['5,00+', ANY, 'EUR', 500],
  ['(5,00)', ANY, 'EUR', -500],
  ['5,00- EUR', ANY, 'EUR', -500],
  ['5,00 EUR-', ANY, 'EUR', -500],
  ['-(5,00)', ANY, 'EUR', null],
  ['1.234,56 S', SIDES, 'EUR', 123_456],
  ['1.234,56H', SIDES, 'EUR', -123_456],
  ['Haben 5,00', SIDES, 'EUR', -500],
  ['5,00', SIDES, 'EUR', null],
  ['0,00', SIDES, 'EUR', 0],
  ['-5,00 H', SIDES, 'EUR', null],
  ['5,00 X', SIDES, 'EUR', null],
  ['5,00', CREDIT, 'EUR', 500],
  ['5,00 CR', CREDIT, 'EUR', -500],
  ['4.72E7', EXPONENT, 'EUR', 4_720_000_000],
  ['-1.5e-1', EXPONENT, 'EUR', -15],
  ['1.5e-3', EXPONENT, 'EUR', null],
  ['4,72E+07', GERMAN_EXPONENT, 'EUR', 4_720_000_000],
  ['1e99', EXPONENT, 'EUR', null],
  ['4.72E7', PLAIN, 'EUR', null],
  ['5232707.7299999902', DOUBLE, 'EUR', 523_270_773],
  ['0.1234', DOUBLE, 'EUR', null],
  ['4189.7635', PLAIN, 'TEUR', 418_976_350],
  ['123456', GERMAN, 'CENT', 123_456],
  ['1.234,5', GERMAN, 'CENT', null],
  ['0,005', GERMAN, 'EUR', null],
  ['1,234', GERMAN, 'EUR', null],
  ['0,000001', GERMAN, 'TEUR', null],
  ['1.000.000.000.000,01', GERMAN, 'EUR', null],
  ['1000000000000000', GERMAN, 'EUR', null],
  ['1e9', GERMAN, 'EUR', null],
  ['NaN', GERMAN, 'EUR', null],
  ['Infinity', GERMAN, 'EUR', null],
  ['0x10', GERMAN, 'EUR', null],
  ['', GERMAN, 'EUR', null],
  ['-', GERMAN, 'EUR', null],
  [',', GERMAN, 'EUR', null],
  ['1,', GERMAN, 'EUR', null],
  [',5', GERMAN, 'EUR', null],
  ['1,2,3', GERMAN, 'EUR', null],
  ['1.23', GERMAN, 'EUR', null],
  ['1.2345', GERMAN, 'EUR', null],
  ['1234.567', GERMAN, 'EUR', null],
  ['.123', GERMAN, 'EUR', null],
  ['1..000', GERMAN, 'EUR', null],
  ['1 000', GERMAN, 'EUR', null],
  ["1'000", GERMAN, 'EUR', null],
  ['1.234.56', PLAIN, 'EUR', null],
  ['1,234.56', GERMAN, 'EUR', null],
  ['1.234,56', ENGLISH, 'EUR', null],
  ['-5,00', SAP, 'EUR', null],
  ['5.00-', PLAIN, 'EUR', null],
  ['-5,00-', GERMAN, 'EUR', null],
  ['--5,00', GERMAN, 'EUR', null],
  ['+5,00', GERMAN, 'EUR', null],
  ['(5,00)', GERMAN, 'EUR', null],
  ['5,00 €', GERMAN, 'EUR', null],
  ['5,00 $', EURO, 'EUR', null],
  ['€ 5,00 €', EURO, 'EUR', null],
  ['=1+1', GERMAN, 'EUR', null],
  ['١٢', GERMAN, 'EUR', null],
  ['12 Tsd.', GERMAN, 'EUR', null],
  ['n/a', GERMAN, 'EUR', null],
  ['Exempt under Section 26', POUND, 'EUR', null],
  ['5,00\u00a0€', GERMAN, 'EUR', null],
];

for (const [text, format, unit, cents] of TABLE) {
  test(`„${text}“ in ${unit} with ${format.decimal} is ${cents === null ? 'refused' : `${cents} cents`}`, () => {
    const read = parseAmount(text, format, unit);
    assert.equal(read.value ?? null, cents);
    assert.equal(read.fault === undefined, cents !== null);
  });
}

test('Every amount reads back as it was written, in every format', () => {
  const cents = fc.integer({ min: -100_000_000_000_000, max: 100_000_000_000_000 });
  fc.assert(
    fc.property(cents, (value) => {
      const german = formatEuro(toCents(value));
      const plain = german.replaceAll('.', '').replace(',', '.').replace('−', '-');
      const trailing = value < 0 ? `${german.slice(1)}-` : german;
      assert.equal(parseAmount(german, GERMAN, 'EUR').value, value);
      assert.equal(parseAmount(trailing, SAP, 'EUR').value, value);
      assert.equal(parseAmount(plain, PLAIN, 'EUR').value, value);
    }),
  );
});

test('No text is ever read as two different amounts by one format', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'0 1 2 3 4 5 6 7 8 9 . , -'.split(' ')), maxLength: 12 }),
      (text) => {
        const { value } = parseAmount(text, GERMAN, 'EUR');
        if (value === undefined) return;
        const digits = text.replace(/[.-]/gu, '');
        const [whole, fraction = ''] = digits.split(',');
        assert.equal(Math.abs(value), Number(`${whole ?? ''}${fraction.slice(0, 2).padEnd(2, '0')}`));
      },
    ),
  );
});

/** Stored text of a sheet's number cell → cents or null. */
const STORED: [string, number | null][] = [
  ['12500', 1_250_000],
  ['1234.56', 123_456],
  ['1234.5599999999999', 123_456],
  ['-0.1', -10],
  ['0.30000000000000004', 30],
  ['58000.5', 5_800_050],
  ['1E3', 100_000],
  ['-0', 0],
  ['0.005', null],
  ['5232707.7299999902', 523_270_773],
  ['-5232707.7299999902', -523_270_773],
  ['1234567.89015', 123_456_789],
  ['0.0005', 0],
  ['0.0095', 1],
  ['1E-7', 0],
  ['1.8189894035458565E-12', 0],
  ['4.401E7', 4_401_000_000],
  ['12500.0', 1_250_000],
  ['.5', 50],
  ['12.3406', null],
  ['12.3494', null],
  ['1E15', null],
  ['1e400', null],
  ['NaN', null],
  ['', null],
  ['1,5', null],
];

for (const [stored, cents] of STORED) {
  test(`A number cell that stores ${stored} is ${cents === null ? 'refused' : `${cents} cents`}`, () => {
    assert.equal(parseStoredNumber(stored, 'EUR').value ?? null, cents);
  });
}

test('A rounded amount says by how many millionths of a euro', () => {
  assert.deepEqual(parseStoredNumber('5232707.7299999902', 'EUR'), { value: 523_270_773, offMicros: 1 });
  assert.deepEqual(parseStoredNumber('1234567.89015', 'EUR'), { value: 123_456_789, offMicros: 150 });
  assert.deepEqual(parseStoredNumber('0.25', 'EUR'), { value: 25 });
  assert.match(parseStoredNumber('12.3406', 'EUR').fault ?? '', /höchstens 0,0005 €/u);
});

test('Sums that a program added in doubles are the cents of their parts', () => {
  const part = fc.integer({ min: -100_000_000, max: 100_000_000 });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 300 }), (parts) => {
      const stored = parts.reduce((sum, cents) => sum + cents / 100, 0);
      const cents = parts.reduce((sum, one) => sum + one, 0);
      assert.equal(parseStoredNumber(String(stored), 'EUR').value, cents);
    }),
  );
});

test('A number cell gives the cents that were typed, up to ten billion euro', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), (cents) => {
      assert.equal(parseStoredNumber(String(cents / 100), 'EUR').value, cents);
    }),
  );
});
