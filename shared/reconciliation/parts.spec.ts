import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sumCents, toCents } from '../money.ts';
import { mergedParts, movesBetween, partAt, placeOf, sameParts } from './parts.ts';
import type { Part } from './parts.ts';

const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const place = fc.integer({ min: -1, max: 4 });

/** Parts of one posting: the last takes what the others leave. */
function partsOf(cents: number, places: readonly number[], amounts: readonly number[]): Part[] {
  const taken = places.slice(1).map((_, index) => amounts[index] ?? 0);
  const rest = cents - taken.reduce((sum, one) => sum + one, 0);
  return places.map((one, index) => partAt(one, toCents([rest, ...taken][index] ?? 0)));
}

const split = fc.tuple(
  fc.uniqueArray(place, { minLength: 1, maxLength: 4 }),
  fc.array(amount, { minLength: 3, maxLength: 3 }),
);

test('What is written sums to zero, and before + written = after at every place', () => {
  fc.assert(
    fc.property(amount, split, split, (cents, [fromPlaces, fromAmounts], [toPlaces, toAmounts]) => {
      const before = partsOf(cents, fromPlaces, fromAmounts);
      const after = partsOf(cents, toPlaces, toAmounts);
      const moves = movesBetween(before, after);
      assert.equal(sumCents(moves.map((move) => move.cents)), 0);
      const present = new Map<number, number>();
      for (const part of before) present.set(placeOf(part), 1);
      for (const move of moves) present.set(placeOf(move), (present.get(placeOf(move)) ?? 0) + move.postings);
      const sums = mergedParts([...before, ...moves]).filter((part) => present.get(placeOf(part)) === 1);
      assert.ok(sameParts(sums, after));
      assert.deepEqual(
        [...present.values()].filter((count) => count !== 0 && count !== 1),
        [],
      );
    }),
  );
});

test('Nothing is written when a posting stays where it is', () => {
  const parts = [partAt(7, toCents(100)), partAt(0, toCents(-30))];
  assert.deepEqual(movesBetween(parts, [...parts].reverse()), []);
});

test('Moving 100 to line 7 and leaving 20 in the basket takes 80 from the basket', () => {
  assert.deepEqual(
    movesBetween([partAt(0, toCents(100))], [partAt(7, toCents(80)), partAt(0, toCents(20))]),
    [
      { ...partAt(0, toCents(-80)), postings: 0 },
      { ...partAt(7, toCents(80)), postings: 1 },
    ],
  );
});

test('A posting of 0,00 moves too', () => {
  assert.deepEqual(movesBetween([partAt(0, toCents(0))], [partAt(-1, toCents(0))]), [
    { ...partAt(-1, toCents(0)), postings: 1 },
    { ...partAt(0, toCents(0)), postings: -1 },
  ]);
});

test('A change of the amount is refused', () => {
  assert.throws(() => movesBetween([partAt(0, toCents(100))], [partAt(7, toCents(99))]), RangeError);
});
