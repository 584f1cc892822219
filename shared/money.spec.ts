import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  MAX_CENTS,
  formatChange,
  formatEuro,
  formatMillions,
  formatQuota,
  formatThousands,
  minusCents,
  parseEuro,
  sumCents,
  toCents,
} from './money.ts';

const amount = fc.integer({ min: -MAX_CENTS, max: MAX_CENTS }).map(toCents);

describe('cents', () => {
  test('Refuses fractions, NaN, infinity and what is too large', () => {
    for (const value of [0.5, 1e-9, Number.NaN, Infinity, -Infinity, MAX_CENTS + 1, -MAX_CENTS - 1]) {
      assert.throws(() => toCents(value), RangeError, String(value));
    }
  });

  test('Knows no negative zero', () => {
    assert.ok(Object.is(toCents(-0), 0));
  });

  test('Sums 0.10 + 0.20 exactly', () => {
    assert.equal(sumCents([toCents(10), toCents(20)]), 30);
    assert.equal(minusCents(toCents(30), toCents(20)), 10);
  });

  test('Refuses a sum that passed through numbers that are not exact', () => {
    const large = Array.from({ length: 200 }, () => toCents(MAX_CENTS - 1));
    const back = Array.from({ length: 200 }, () => toCents(1 - MAX_CENTS));
    assert.throws(() => sumCents([...large, ...back]), RangeError);
  });

  test('Sums do not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 40 }), (values) => {
        const sum = values.reduce((total, value) => total + BigInt(value), 0n);
        fc.pre(sum <= BigInt(MAX_CENTS) && sum >= -BigInt(MAX_CENTS));
        assert.equal(BigInt(sumCents(values)), sum);
        assert.equal(sumCents([...values].reverse()), sumCents(values));
      }),
    );
  });
});

describe('reading an amount', () => {
  const READ: [string, number][] = [
    ['1.234,56', 123456],
    ['1234.56', 123456],
    ['1234,56', 123456],
    ['1234.5', 123450],
    ['1234', 123400],
    ['-0,00', 0],
    ['−1.234,56', -123456],
    ['–12,00', -1200],
    ['  7,05 ', 705],
    ['64000000', 6_400_000_000],
  ];
  for (const [text, cents] of READ) test(`Reads „${text}“`, () => assert.equal(parseEuro(text), cents));

  const REFUSED = [
    '1.234',
    '1,234',
    '1.23,45',
    '12.34,56',
    '1.234,5',
    '1e9',
    'NaN',
    '',
    '-',
    '1 234,00',
    '1.234,56-',
    '1.234,56 €',
    '0.005',
    '1,2,3',
    '٣',
    '9'.repeat(20),
  ];
  for (const text of REFUSED)
    test(`Refuses „${text}“ instead of guessing`, () => assert.equal(parseEuro(text), undefined));

  test('Reads every amount that it writes', () => {
    fc.assert(fc.property(amount, (cents) => assert.equal(parseEuro(formatEuro(cents)), cents)));
  });
});

describe('writing an amount', () => {
  const WRITTEN: [number, string, string, string][] = [
    [0, '0,00', '0,00', '0'],
    [5, '0,05', '0,00', '0'],
    [-5, '−0,05', '0,00', '0'],
    [123456789, '1.234.567,89', '1,23', '1.235'],
    [-1841260, '−18.412,60', '−0,02', '−18'],
    [500_000, '5.000,00', '0,01', '5'],
    [499_999, '4.999,99', '0,00', '5'],
    [-500_000, '−5.000,00', '−0,01', '−5'],
    [6_400_000_000, '64.000.000,00', '64,00', '64.000'],
    [MAX_CENTS, '1.000.000.000.000,00', '1.000.000,00', '1.000.000.000'],
  ];
  for (const [cents, euro, millions, thousands] of WRITTEN) {
    test(`Writes ${cents} cents`, () => {
      assert.equal(formatEuro(toCents(cents)), euro);
      assert.equal(formatMillions(toCents(cents)), millions);
      assert.equal(formatThousands(toCents(cents)), thousands);
    });
  }

  test('Gives a change its plus, zero none', () => {
    assert.equal(formatChange('120.000,00'), '+120.000,00');
    assert.equal(formatChange('−45.000,00'), '−45.000,00');
    assert.equal(formatChange('0,00'), '0,00');
  });
});

describe('quota', () => {
  const QUOTAS: [number, number, string][] = [
    [0, 0, '–'],
    [5, 0, '–'],
    [0, 100, '0,0\u00a0%'],
    [29_641_822, 80_625_000, '36,8\u00a0%'],
    [1, 1, '100,0\u00a0%'],
    [2001, 2000, '100,1\u00a0%'],
    [-2001, 2000, '−100,1\u00a0%'],
    [-1, 100_000, '0,0\u00a0%'],
    [MAX_CENTS, 3, '3.333.333.333.333.333,3\u00a0%'.replaceAll('.', '')],
  ];
  for (const [part, of, text] of QUOTAS)
    test(`${part} of ${of} is ${text}`, () => assert.equal(formatQuota(part, of), text));

  test('Refuses fractions', () => assert.throws(() => formatQuota(0.5, 1), RangeError));
});
