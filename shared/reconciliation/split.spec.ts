import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sumCents, toCents } from '../money.ts';
import { WHOLE_SHARE, splitByShares } from './split.ts';

const CASES: [number, number[], number[]][] = [
  [1_820_000, [6_000, 4_000], [1_092_000, 728_000]],
  [100, [3_333, 3_333, 3_334], [33, 33, 34]],
  [1, [5_000, 5_000], [1, 0]],
  [-100, [3_334, 3_333, 3_333], [-34, -33, -33]],
  [0, [5_000, 5_000], [0, 0]],
];
for (const [cents, shares, parts] of CASES) {
  test(`${cents} cents by ${shares.join(' : ')} are ${parts.join(' and ')}`, () => {
    assert.deepEqual(splitByShares(toCents(cents), shares), parts);
  });
}

test('Parts sum to the amount, and none is a cent away from its share', () => {
  const shares = fc
    .array(fc.integer({ min: 0, max: WHOLE_SHARE }), { minLength: 0, maxLength: 5 })
    .map((cuts) => [0, ...cuts.sort((a, b) => a - b), WHOLE_SHARE])
    .map((cuts) => cuts.slice(1).map((cut, index) => cut - (cuts[index] ?? 0)));
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 13), max: 10 ** 13 }), shares, (cents, given) => {
      const parts = splitByShares(toCents(cents), given);
      assert.equal(sumCents(parts), cents);
      parts.forEach((part, index) => {
        const distance = BigInt(part) * BigInt(WHOLE_SHARE) - BigInt(cents) * BigInt(given[index] ?? 0);
        assert.ok(distance > -BigInt(WHOLE_SHARE) && distance < BigInt(WHOLE_SHARE));
      });
    }),
  );
});

test('Shares that are not the whole are refused', () => {
  assert.throws(() => splitByShares(toCents(100), [5_000, 4_999]), RangeError);
  assert.throws(() => splitByShares(toCents(100), [10_001, -1]), RangeError);
});
