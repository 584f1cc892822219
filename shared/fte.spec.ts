import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { MAX_FTE, formatFte, formatFteExact, parseFte, sumFte, toFte } from './fte.ts';

describe('full-time equivalents', () => {
  const WRITTEN: [number, string, string][] = [
    [0, '0,0000', '0,00'],
    [2000, '0,2000', '0,20'],
    [571_889, '57,1889', '57,19'],
    [980_000, '98,0000', '98,00'],
    [1_207_500, '120,7500', '120,75'],
    [50, '0,0050', '0,01'],
    [49, '0,0049', '0,00'],
    [-49, '−0,0049', '0,00'],
    [-15_050, '−1,5050', '−1,51'],
  ];
  for (const [value, exact, rounded] of WRITTEN) {
    test(`Writes ${value} ten-thousandths`, () => {
      assert.equal(formatFteExact(toFte(value)), exact);
      assert.equal(formatFte(toFte(value)), rounded);
    });
  }

  const READ: [string, number | undefined][] = [
    ['0,5', 5000],
    ['120.75', 1_207_500],
    ['57,1889', 571_889],
    ['98', 980_000],
    ['0,00001', undefined],
    ['-1', undefined],
    ['1.234,5', undefined],
    ['', undefined],
    ['100000', undefined],
  ];
  for (const [text, value] of READ)
    test(`Reads „${text}“ as ${value}`, () => assert.equal(parseFte(text), value));

  test('Refuses what is not whole or too many', () => {
    for (const value of [0.5, Number.NaN, MAX_FTE + 1]) assert.throws(() => toFte(value), RangeError);
  });

  test('Reads every share that it writes exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }).map(toFte), (share) =>
        assert.equal(parseFte(formatFteExact(share)), share),
      ),
    );
  });

  test('A thousand shares of 0.1 are exactly 100', () => {
    assert.equal(sumFte(Array.from({ length: 1000 }, () => toFte(1000))), 1_000_000);
  });
});
