import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '../calendar.ts';
import { countingDay, periodStateOf } from './periods.ts';
import type { PeriodStates } from './periods.ts';

const STATES: PeriodStates = new Map([
  ['2021-03', 'closed'],
  ['2021-04', 'closed'],
  ['2021-05', 'held'],
]);

const CASES: [string, string][] = [
  ['2021-02-28', '2021-05-01'],
  ['2021-03-01', '2021-05-01'],
  ['2021-04-30', '2021-05-01'],
  ['2021-05-31', '2021-05-31'],
  ['2020-11-11', '2021-05-01'],
];
for (const [day, counts] of CASES) {
  test(`What happened on ${day} counts on ${counts}`, () => {
    assert.equal(countingDay(STATES, toIsoDate(day)), counts);
  });
}

test('A month nobody touched is open after the closed books, and closed before their end', () => {
  assert.equal(periodStateOf(STATES, '2021-06'), 'open');
  assert.equal(periodStateOf(STATES, '2021-02'), 'closed');
});
