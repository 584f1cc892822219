import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { toCents } from '../money.ts';
import { carryOverCheck, coverCheck, deliveryCheck, groupExcessNeed, transferCheck } from './checks.ts';
import type { CheckedLine } from './checks.ts';
import { NO_PARTS, figuresOf } from './figures.ts';
import type { LineParts } from './figures.ts';
import { paperLabel } from './paper.ts';

function line(parts: Partial<Record<keyof LineParts, number>>, more: Partial<CheckedLine> = {}): CheckedLine {
  const values = { ...NO_PARTS };
  for (const [key, value] of Object.entries(parts)) values[key as keyof LineParts] = toCents(value);
  return {
    number: '1',
    ledger: 'result',
    kind: 'material',
    coverGroup: 'K',
    figures: figuresOf(values),
    ...more,
  };
}

describe('checks under the budget', () => {
  test('Transfers must sum to zero in each ledger, not over both', () => {
    assert.ok(transferCheck([line({ U: 5 }), line({ U: -5 })]).ok);
    const crossed = transferCheck([line({ U: 5 }), line({ U: -5 }, { ledger: 'cash' })]);
    assert.deepEqual([crossed.ok, crossed.detail], [false, 'EH 0,05 · FH −0,05']);
  });

  test('A negative line inside a positive group is fine, a negative group is named with its need', () => {
    assert.ok(coverCheck([line({ A: 100, I: 120 }), line({ A: 100 })]).ok);
    const short = coverCheck([line({ A: 100, I: 120 }), line({ A: 10 })]);
    assert.deepEqual([short.ok, short.detail], [false, 'K: 0,10 überplanmäßiger Bedarf']);
  });

  test('Groups of the same code in two ledgers do not cover each other', () => {
    assert.ok(!coverCheck([line({ I: 1 }), line({ A: 5 }, { ledger: 'cash' })]).ok);
  });

  test('Lines without a group stand alone; income still expected is no need', () => {
    const alone = [line({ A: 100 }), line({ I: 30 }), line({ A: -50, I: -20 }, { kind: 'income' })];
    assert.equal(groupExcessNeed(null, alone), 30);
    assert.equal(groupExcessNeed('K', alone), 0);
  });

  test('A carry-over must arrive with the sum that left', () => {
    const pair = (out: number, into: number) => [
      { pairKey: 'E-1', year: 2020, cents: toCents(out) },
      { pairKey: 'E-1', year: 2021, cents: toCents(into) },
    ];
    const right = carryOverCheck(2021, pair(-100, 100));
    assert.deepEqual([right.ok, right.detail], [true, 'aus 2020: 1,00 = in 2021: 1,00']);
    assert.ok(!carryOverCheck(2021, pair(-100, 99)).ok);
    assert.ok(!carryOverCheck(2020, pair(-100, 99)).ok, 'seen from the year it leaves, too');
  });

  test('A carry-over from before the first year is stated apart', () => {
    const check = carryOverCheck(2020, [{ pairKey: null, year: 2020, cents: toCents(700) }]);
    assert.deepEqual(
      [check.ok, check.detail],
      [true, 'aus 2019: 0,00 = in 2020: 0,00 · ohne Gegenzeile im Bestand 7,00'],
    );
  });

  test('Actuals are what was delivered less what belongs to no line', () => {
    const delivered = [
      { ledger: 'result' as const, delivered: toCents(103), unassigned: toCents(40), excluded: toCents(3) },
    ];
    assert.ok(deliveryCheck([line({ I: 60 })], delivered).ok);
    assert.ok(!deliveryCheck([line({ I: 61 })], delivered).ok);
    assert.ok(!deliveryCheck([line({ I: 60 }, { ledger: 'cash' })], delivered).ok);
  });

  test('Any set of paired transfers passes, and one cent more fails', () => {
    const pair = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom('result', 'cash'));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 20 }), (pairs) => {
        const lines = pairs.flatMap(([U, ledger]) => [line({ U }, { ledger }), line({ U: -U }, { ledger })]);
        assert.ok(transferCheck(lines).ok);
        assert.ok(!transferCheck([...lines, line({ U: 1 })]).ok);
      }),
    );
  });
});

test('Cites a council paper with its supplement', () => {
  assert.equal(paperLabel({ number: 316, year: 2021, supplement: '' }), 'GRDrs 316/2021');
  assert.equal(paperLabel({ number: 9012, year: 2021, supplement: 'E1' }), 'GRDrs 9012/2021 E1');
});
