import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decimalDigits, shifted } from './decimal-digits.ts';
import { readDecimal } from './decimal.ts';
import type { NumberFormat } from './file-shape.ts';

const GERMAN: NumberFormat = { decimal: ',', thousands: '.', minus: 'both' };

const READ: [string, Partial<NumberFormat>, string][] = [
  ['1.234,50', {}, '1234.5'],
  ['0007', {}, '7'],
  ['-0,00', {}, '0'],
  ['−1,25', {}, '-1.25'],
  ['1,25-', {}, '-1.25'],
  ['(1,25)', { minus: 'brackets' }, '-1.25'],
  ['+1,25', { minus: 'any' }, '1.25'],
  ['1 234,5', { thousands: ' ' }, '1234.5'],
  ['1’234,5', { thousands: "'" }, '1234.5'],
  ['12,50 €', { currency: '€' }, '12.5'],
  ['1,5E3', { exponent: true }, '1500'],
  ['12,50 H', { marks: { plus: ['S'], minus: ['H'] } }, '-12.5'],
];
for (const [text, format, value] of READ) {
  test(`Reads ${text} as ${value}`, () => {
    assert.deepEqual(readDecimal(text, { ...GERMAN, ...format }, 4), { value });
  });
}

const REFUSED: [string, Partial<NumberFormat>][] = [
  ['', {}],
  ['1.23,4', {}],
  ['12.34', {}],
  ['1,2,3', {}],
  ['--1', {}],
  ['-1-', {}],
  ['1,', {}],
  ['1e3', {}],
  ['+1', {}],
  ['(1)', {}],
  ['12,50', { marks: { plus: ['S'], minus: ['H'] } }],
  ['-12,50 H', { marks: { plus: ['S'], minus: ['H'] } }],
  ['0,00001', {}],
  ['1234567890123456', {}],
  ['NaN', {}],
];
for (const [text, format] of REFUSED) {
  test(`Refuses "${text}" in words`, () => {
    const read = readDecimal(text, { ...GERMAN, ...format }, 4);
    assert.equal(read.value, undefined);
    assert.match(read.fault, /\S \S/u);
  });
}

test('Every whole number with its groups comes back digit by digit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), fc.boolean(), (whole, negative) => {
      const text = `${negative ? '-' : ''}${String(whole).replace(/\B(?=(\d{3})+$)/gu, '.')}`;
      const read = decimalDigits(text, GERMAN);
      assert.deepEqual(read.value, { negative, whole: String(whole), fraction: '0' });
    }),
    { numRuns: 500 },
  );
});

test('An exponent moves the mark and loses no digit', () => {
  const digits = fc.stringMatching(/^[1-9]\d{0,8}$/u);
  fc.assert(
    fc.property(digits, digits, fc.integer({ min: -30, max: 30 }), (whole, fraction, exponent) => {
      const there = shifted({ negative: false, whole, fraction }, exponent);
      const back = shifted(there, -exponent);
      assert.equal(BigInt(back.whole), BigInt(whole));
      assert.equal(back.fraction.replace(/0+$/u, ''), fraction.replace(/0+$/u, ''));
    }),
    { numRuns: 500 },
  );
});
