import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '../calendar.ts';
import { countedRow, countingDay, periodStateOf } from './periods.ts';
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

/** [posted on, year, period, counts on, late, month, of whom] */
const ROWS: [string, number, string, string, boolean, string, string][] = [
  ['2021-06-15', 2021, '06', '2021-06-15', false, '2021-06', 'an open month'],
  ['2021-04-15', 2021, '04', '2021-05-01', true, '2021-04', 'a closed month'],
  ['2021-07-15', 2021, '03', '2021-07-15', true, '2021-03', 'a closed SAP period on an open day'],
  ['2021-07-15', 2020, '07', '2021-07-15', true, '2020-07', 'a closed year on an open day'],
  ['2021-03-15', 2021, '07', '2021-05-01', true, '2021-03', 'an open SAP period on a closed day'],
  ['2020-12-31', 2020, '13', '2021-05-01', true, '2020-12', 'a closing period of a closed year'],
  ['2021-06-30', 2020, '13', '2021-06-30', true, '2020-12', 'a closing period on an open day'],
];
for (const [day, fiscalYear, period, countsOn, late, month, what] of ROWS)
  test(`A row of ${what} ${late ? 'carries the mark of a late one' : 'counts as it stands'}`, () => {
    const counted = countedRow(STATES, { postedOn: toIsoDate(day), fiscalYear, period });
    assert.deepEqual([counted.countsOn, counted.late, counted.month], [countsOn, late, month]);
  });
