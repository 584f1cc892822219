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
  ['1E-7', null],
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

test('A number cell gives the cents that were typed, up to ten billion euro', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), (cents) => {
      assert.equal(parseStoredNumber(String(cents / 100), 'EUR').value, cents);
    }),
  );
});
