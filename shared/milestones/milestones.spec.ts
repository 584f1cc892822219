import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, toIsoDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { moneyByMonth } from './milestone-money.ts';
import {
  forecastEnd,
  milestoneState,
  nextMilestone,
  overdueDays,
  reachedFaults,
  shiftDays,
  trendDays,
} from './milestone-rules.ts';
import { lastForecasts, trendPoints } from './milestone-trend.ts';

const asOf = toIsoDate('2021-06-30');
const day = (text: string | null): IsoDate | null => (text === null ? null : toIsoDate(text));
const dated = (baseline: string, forecast: string | null, reached: string | null) => ({
  baselineOn: toIsoDate(baseline),
  forecastOn: day(forecast),
  reachedOn: day(reached),
});

test('Shift is forecast or reached date minus baseline, and nothing without a report', () => {
  assert.equal(shiftDays(dated('2021-05-31', '2021-08-23', null), asOf), 84);
  assert.equal(shiftDays(dated('2021-05-31', '2021-08-23', '2021-05-30'), asOf), -1);
  assert.equal(shiftDays(dated('2021-05-31', null, null), asOf), null);
  assert.equal(trendDays(day('2021-08-23'), day('2021-06-30')), 54);
  assert.equal(trendDays(day('2021-08-23'), null), null);
});

test('A forecast that passed without the milestone being reached counts to the as-of date', () => {
  const rows = [
    ['2021-04-30', '2021-10-15', null, '2021-12-31', 245, 77],
    ['2021-04-30', '2021-10-15', null, '2021-10-15', 168, 0],
    ['2021-04-30', '2021-10-15', '2021-12-01', '2021-12-31', 215, 0],
    ['2021-04-30', null, null, '2021-12-31', null, 0],
  ] as const;
  for (const [baseline, forecast, reached, on, shift, overdue] of rows) {
    const milestone = dated(baseline, forecast, reached);
    assert.equal(shiftDays(milestone, toIsoDate(on)), shift, on);
    assert.equal(overdueDays(milestone, toIsoDate(on)), overdue, on);
  }
});

test('State follows from baseline, forecast and reached date', () => {
  const rows = [
    ['2021-05-01', null, '2021-06-30', 'reached'],
    ['2021-05-01', '2021-08-01', '2021-07-01', 'overdue'],
    ['2021-06-30', null, null, 'overdue'],
    ['2021-07-01', null, null, 'due'],
    ['2021-07-30', null, null, 'due'],
    ['2021-07-31', null, null, 'open'],
    ['2021-12-31', '2021-07-15', null, 'due'],
    ['2021-12-31', '2022-01-15', null, 'open'],
  ] as const;
  for (const [baseline, forecast, reached, expected] of rows) {
    assert.equal(milestoneState(dated(baseline, forecast, reached), asOf), expected, baseline);
  }
});

test('The next milestone is the earliest open one; the end is the latest expected date', () => {
  const list = [
    dated('2021-01-31', '2021-02-28', '2021-02-20'),
    dated('2021-09-30', '2021-12-15', null),
    dated('2021-10-31', null, null),
  ];
  assert.equal(nextMilestone(list), list[2]);
  assert.equal(forecastEnd(list), '2021-12-15');
  assert.equal(forecastEnd([dated('2021-10-31', null, null)]), null);
  assert.equal(nextMilestone([]), null);
});

test('Refuses a reached date in the future, before the start, or twice, all at once', () => {
  const update = { reachedOn: toIsoDate('2021-07-01'), evidence: 'Protokoll' };
  assert.deepEqual(
    reachedFaults({ startsOn: toIsoDate('2021-01-01'), reachedOn: null }, update, toIsoDate('2021-07-01')),
    [],
  );
  const faults = reachedFaults({ startsOn: toIsoDate('2021-08-01'), reachedOn: asOf }, update, asOf);
  assert.deepEqual(
    faults.map((fault) => fault.path),
    ['reachedOn', 'reachedOn', 'reachedOn'],
  );
});

const dates = ['2020-12-31', '2021-03-31', '2021-06-30'].map(toIsoDate);

test('No report given breaks the line of the trend; it is not unchanged', () => {
  const forecasts = [
    { reportingDate: toIsoDate('2020-12-31'), forecastOn: toIsoDate('2021-05-31') },
    { reportingDate: toIsoDate('2021-06-30'), forecastOn: toIsoDate('2021-08-23') },
  ];
  assert.deepEqual(
    trendPoints(dates, forecasts, null).map((point) => point.forecastOn),
    ['2021-05-31', null, '2021-08-23'],
  );
  assert.deepEqual(lastForecasts(dates, forecasts), { now: '2021-08-23', before: null });
});

test('A reached milestone ends on the diagonal', () => {
  const points = trendPoints(dates, [], toIsoDate('2021-02-10'));
  assert.deepEqual(points.at(-1), { reportingDate: '2021-03-31', forecastOn: '2021-02-10', reached: true });
  assert.equal(points.length, 2);
});

const weighted = fc.array(
  fc
    .record({
      baseline: fc.integer({ min: -500, max: 500 }),
      reached: fc.option(fc.integer({ min: -500, max: 100 })),
      weight: fc.integer({ min: 0, max: 1e9 }),
    })
    .map(({ baseline, reached, weight }) => ({
      baselineOn: addDays(asOf, baseline),
      reachedOn: reached === null ? null : addDays(asOf, reached),
      weightCents: toCents(weight),
    })),
  { maxLength: 20 },
);

test('Law: money per milestone grows, ends at all weights, and earned stops at the as-of date', () => {
  fc.assert(
    fc.property(weighted, (milestones) => {
      const months = moneyByMonth(milestones, asOf);
      const total = milestones.reduce((sum, milestone) => sum + milestone.weightCents, 0);
      assert.equal(months.at(-1)?.plannedCents ?? 0, total);
      const earned = milestones.filter((m) => m.reachedOn !== null && m.reachedOn <= asOf);
      const earnedTotal = earned.reduce((sum, milestone) => sum + milestone.weightCents, 0);
      assert.equal(months.filter((row) => row.earnedCents !== null).at(-1)?.earnedCents ?? 0, earnedTotal);
      months.forEach((row, index) => {
        const before = months[index - 1];
        assert.ok(!before || before.plannedCents <= row.plannedCents);
        assert.equal(row.earnedCents === null, row.month > '2021-06');
      });
    }),
  );
});
