import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import type { PeriodStates } from '../periods/periods.ts';
import { LEFT_REASONS } from './terms.ts';
import { leftSum, takenSum, undoOf } from './undo.ts';
import type { UndoRow } from './undo.ts';

const row = (id: number, day: string, cents: number, more: Partial<UndoRow> = {}): UndoRow => ({
  ...{ id, countsOn: toIsoDate(day), cents: toCents(cents), left: null },
  ...more,
});
const STATES: PeriodStates = new Map([
  ['2021-03', 'closed'],
  ['2021-05', 'held'],
]);

test('A row of an open month is taken back on its own day', () => {
  const found = undoOf([row(1, '2021-04-10', 100)], STATES);
  assert.deepEqual(found.taken, [{ id: 1, countsOn: '2021-04-10' }]);
  assert.deepEqual(found.reversed, { rows: 1, cents: 100 });
});

test('A row of a closed month is taken back on the first day after the closed books', () => {
  const found = undoOf([row(1, '2021-02-10', 100), row(2, '2021-03-31', 50)], STATES);
  assert.deepEqual(
    found.taken.map(({ countsOn }) => countsOn),
    ['2021-04-01', '2021-04-01'],
  );
  assert.deepEqual(found.later, [
    { month: '2021-02', countsOn: '2021-04-01', rows: 1, cents: 100 },
    { month: '2021-03', countsOn: '2021-04-01', rows: 1, cents: 50 },
  ]);
});

test('A month that is held takes nothing, by its day or by the period of SAP', () => {
  const found = undoOf(
    [row(1, '2021-05-10', 100), row(2, '2021-04-10', 30, { sapMonth: '2021-05' })],
    STATES,
  );
  assert.deepEqual(found.taken, []);
  assert.deepEqual(found.left, [{ reason: 'held', rows: 2, cents: 130 }]);
  assert.deepEqual(found.staying, [1, 2]);
});

test('What was taken back before counts no more and does not stay', () => {
  const found = undoOf([row(1, '2021-04-10', 100, { left: 'taken-back' })], STATES);
  assert.deepEqual([found.taken, found.staying], [[], []]);
  assert.deepEqual(found.left, [{ reason: 'taken-back', rows: 1, cents: 100 }]);
});

test('Every row is in exactly one of the three sums, and they add up to all rows', () => {
  const rows = fc.array(
    fc.record({
      month: fc.integer({ min: 1, max: 12 }),
      cents: fc.integer({ min: -(10 ** 9), max: 10 ** 9 }),
      left: fc.option(fc.constantFrom(...LEFT_REASONS), { freq: 3 }),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(rows, (given) => {
      const all = given.map(({ month, cents, left }, index) =>
        row(index + 1, `2021-${String(month).padStart(2, '0')}-15`, cents, { left }),
      );
      const found = undoOf(all, STATES);
      const [taken, left] = [takenSum(found), leftSum(found)];
      assert.equal(taken.rows + left.rows, all.length);
      assert.equal(
        taken.cents + left.cents,
        all.reduce((sum, one) => sum + one.cents, 0),
      );
      assert.equal(found.taken.length, taken.rows);
      const counted = found.left.filter(({ reason }) => reason !== 'taken-back');
      assert.equal(
        found.staying.length,
        counted.reduce((sum, one) => sum + one.rows, 0),
      );
    }),
    { numRuns: 500 },
  );
});
