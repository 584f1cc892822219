import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toIsoDate } from '../calendar.ts';
import { sumCents, toCents } from '../money.ts';
import type { Part } from './parts.ts';
import { movable, toBasket, toExclusion, toLine, toParts, toShares } from './put.ts';
import type { PostingPlace } from './reassignment.ts';

function place(parts: readonly Part[]): PostingPlace {
  return {
    ...{
      postingId: 1,
      ledger: 'cash',
      fiscalYear: 2021,
      postedOn: toIsoDate('2021-03-04'),
      origin: 'invented',
    },
    ...{ lastDay: toIsoDate('2021-03-04'), changedSeq: null },
    cents: sumCents(parts.map((part) => part.cents)),
    parts: [...parts],
  };
}

const open = (cents: number): Part => ({ target: 'open', lineId: null, cents: toCents(cents) });
const on = (lineId: number, cents: number): Part => ({ target: 'line', lineId, cents: toCents(cents) });
const out = (cents: number): Part => ({ target: 'excluded', lineId: null, cents: toCents(cents) });

test('What is open can be moved; what lies on a line stays there', () => {
  const half = place([on(7, 400), open(600)]);
  assert.deepEqual(movable(half), { cents: 600, kept: [on(7, 400)] });
  assert.deepEqual(toLine(half, 9), [on(7, 400), on(9, 600)]);
  assert.deepEqual(toExclusion(half), [on(7, 400), out(600)]);
});

test('Where nothing is open, all of it moves', () => {
  const whole = place([on(7, 400), on(8, 600)]);
  assert.deepEqual(movable(whole), { cents: 1_000, kept: [] });
  assert.deepEqual(toLine(whole, 9), [on(9, 1_000)]);
  assert.deepEqual(toExclusion(whole), [out(1_000)]);
});

test('Back into the basket goes the whole posting, wherever its parts were', () => {
  assert.deepEqual(toBasket(place([on(7, 400), out(100), open(500)])), [open(1_000)]);
});

test('A part without a line stays open', () => {
  const parts = [
    { lineId: 9, cents: toCents(250) },
    { lineId: null, cents: toCents(750) },
  ];
  assert.deepEqual(toParts(place([open(1_000)]), parts), [on(9, 250), open(750)]);
});

test('Shares that are not the whole are refused', () => {
  assert.throws(() => toShares(place([open(1_000)]), [{ lineId: 9, share: 9_999 }]), RangeError);
});

test('However it is put, not a cent is gained or lost', () => {
  const amount = fc.integer({ min: -(10 ** 12), max: 10 ** 12 });
  const cuts = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 4 });
  fc.assert(
    fc.property(amount, amount, cuts, (kept, left, given) => {
      const posting = place([on(7, kept), open(left)]);
      const bounds = [0, ...given.sort((a, b) => a - b), 10_000];
      const shares = bounds
        .slice(1)
        .map((bound, index) => ({ lineId: index, share: bound - (bounds[index] ?? 0) }));
      for (const parts of [
        toLine(posting, 9),
        toExclusion(posting),
        toBasket(posting),
        toShares(posting, shares),
      ])
        assert.equal(sumCents(parts.map((part) => part.cents)), posting.cents);
    }),
    { numRuns: 500 },
  );
});
