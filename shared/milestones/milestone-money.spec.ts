import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { moneyByMonth } from './milestone-money.ts';
import type { MilestoneMoney } from './milestone-money.ts';

const milestone = (baselineOn: string, reachedOn: string | null, cents: number): MilestoneMoney => ({
  ...{ baselineOn: toIsoDate(baselineOn), reachedOn: reachedOn === null ? null : toIsoDate(reachedOn) },
  weightCents: toCents(cents),
});
const AS_OF = toIsoDate('2021-03-15');
const rows = (milestones: readonly MilestoneMoney[]) =>
  moneyByMonth(milestones, AS_OF).map((row) => [row.month, row.plannedCents, row.earnedCents]);

test('Without milestones there is no line', () => {
  assert.deepEqual(rows([]), []);
});

test('Planned counts from the baseline, earned from the day it was reached, both add up', () => {
  assert.deepEqual(
    rows([milestone('2021-01-31', '2021-02-01', 100), milestone('2021-03-01', '2021-03-15', 50)]),
    [
      ['2021-01', 100, 0],
      ['2021-02', 100, 100],
      ['2021-03', 150, 150],
    ],
  );
});

test('Earned stops at the month of the day asked about; planned goes on to the last baseline', () => {
  assert.deepEqual(rows([milestone('2021-02-01', null, 100), milestone('2021-05-01', null, 30)]), [
    ['2021-02', 100, 0],
    ['2021-03', 100, 0],
    ['2021-04', 100, null],
    ['2021-05', 130, null],
  ]);
});

test('What is reached after the day asked about is not earned yet', () => {
  assert.deepEqual(rows([milestone('2021-03-01', '2021-03-16', 100)]), [['2021-03', 100, 0]]);
});

test('The line reaches the day asked about, and begins where something was reached before its baseline', () => {
  assert.deepEqual(rows([milestone('2021-02-10', '2020-12-31', 100)]), [
    ['2020-12', 0, 100],
    ['2021-01', 0, 100],
    ['2021-02', 100, 100],
    ['2021-03', 100, 100],
  ]);
});
