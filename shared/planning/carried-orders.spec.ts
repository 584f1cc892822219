import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { ordersTaken } from './carried-orders.ts';
import type { OpenOrder } from './carried-orders.ts';

const order = (partId: number, orderedOn: string, cents: number): OpenOrder => ({
  ...{
    partId,
    orderNumber: `45${partId}`,
    text: 'Lizenz',
    orderedOn: toIsoDate(orderedOn),
    cents: toCents(cents),
  },
});
const OLD = order(1, '2021-02-01', 300);
const NEW = order(2, '2021-05-01', 500);

const CASES: [string, number, [number, number, number | null][]][] = [
  ['nothing carried takes nothing along', 0, []],
  ['a reduction takes nothing along', -100, []],
  ['the oldest goes first, cut where the money ends', 200, [[1, 200, 200]]],
  ['the oldest whole, without a limit', 300, [[1, 300, null]]],
  [
    'the next one is cut',
    400,
    [
      [1, 300, null],
      [2, 100, 100],
    ],
  ],
  [
    'money beyond the orders binds nothing',
    9_999,
    [
      [1, 300, null],
      [2, 500, null],
    ],
  ],
];
for (const [what, cents, taken] of CASES) {
  test(`Orders that go along: ${what}`, () => {
    const found = ordersTaken([NEW, OLD], toCents(cents));
    assert.deepEqual(
      found.map((one) => [one.partId, one.takenCents, one.limitCents]),
      taken,
    );
  });
}

test('An order that is released, or released beyond, is passed over', () => {
  const found = ordersTaken([order(3, '2021-01-01', 0), order(4, '2021-01-02', -50), OLD], toCents(100));
  assert.deepEqual(
    found.map((one) => one.partId),
    [1],
  );
});

test('Never more goes along than is open or was carried, and money is left only when every order went', () => {
  const orders = fc.array(fc.integer({ min: -1_000, max: 100_000 }), { maxLength: 8 });
  fc.assert(
    fc.property(orders, fc.integer({ min: -1_000, max: 300_000 }), (amounts, carried) => {
      const all = amounts.map((cents, index) => order(index + 1, `2021-0${(index % 9) + 1}-01`, cents));
      const taken = ordersTaken(all, toCents(carried));
      const sum = taken.reduce((total, one) => total + one.takenCents, 0);
      const open = amounts.reduce((total, cents) => total + Math.max(0, cents), 0);
      assert.equal(sum, Math.min(open, Math.max(0, carried)));
      for (const one of taken) assert.ok(one.takenCents > 0 && one.takenCents <= one.cents);
      assert.ok(taken.filter((one) => one.limitCents !== null).length <= 1, 'at most one is cut');
      assert.deepEqual(ordersTaken(all.toReversed(), toCents(carried)), taken, 'whatever order they come in');
    }),
    { numRuns: 500 },
  );
});
