import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  businessDate,
  daysBetween,
  endOfMonth,
  fiscalYearOf,
  formatDate,
  isIsoDate,
  monthOf,
  monthsBetween,
  parseDate,
  previousQuarterEnd,
  toIsoDate,
} from './calendar.ts';
import type { Instant } from './calendar.ts';

const date = fc
  .integer({ min: 0, max: 109_000 })
  .map((days) => toIsoDate(new Date(Date.UTC(1900, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)));

describe('dates', () => {
  test('Knows leap years, also of centuries', () => {
    for (const text of ['2020-02-29', '2000-02-29', '2021-12-31']) assert.ok(isIsoDate(text), text);
    for (const text of ['2021-02-29', '1900-02-29', '2100-02-29', '2021-00-10', '2021-13-01', '2021-04-31'])
      assert.ok(!isIsoDate(text), text);
    for (const text of ['1899-12-31', '2200-01-01', '2021-1-1', '2021-01-01T00:00', ''])
      assert.ok(!isIsoDate(text), text);
  });

  test('Reads German and ISO dates, nothing else', () => {
    assert.equal(parseDate('30.06.2021'), '2021-06-30');
    assert.equal(parseDate(' 1.7.2021 '), '2021-07-01');
    assert.equal(parseDate('2021-06-30'), '2021-06-30');
    for (const text of ['31.06.2021', '30.06.21', '06/30/2021', '44377', ''])
      assert.equal(parseDate(text), undefined, text);
  });

  test('Throws for a date that does not exist', () => {
    assert.throws(() => toIsoDate('2021-02-30'), RangeError);
    assert.throws(() => endOfMonth('2021-13'), RangeError);
  });

  test('Counts days over a leap day and both nights of summer time', () => {
    assert.equal(daysBetween(toIsoDate('2020-02-28'), toIsoDate('2020-03-01')), 2);
    assert.equal(daysBetween(toIsoDate('2021-03-27'), toIsoDate('2021-03-29')), 2);
    assert.equal(daysBetween(toIsoDate('2021-10-30'), toIsoDate('2021-11-01')), 2);
    assert.equal(daysBetween(toIsoDate('2021-06-30'), toIsoDate('2021-04-07')), -84);
  });

  test('A day is the calendar day in Berlin, whatever the hour in UTC', () => {
    assert.equal(businessDate('2021-12-31T22:59:59.999Z' as Instant), '2021-12-31');
    assert.equal(businessDate('2021-12-31T23:00:00.000Z' as Instant), '2022-01-01');
    assert.equal(businessDate('2021-06-30T22:00:00.000Z' as Instant), '2021-07-01');
  });

  const QUARTERS: [string, string][] = [
    ['2021-06-30', '2021-03-31'],
    ['2021-07-01', '2021-06-30'],
    ['2021-01-01', '2020-12-31'],
    ['2021-12-31', '2021-09-30'],
  ];
  for (const [on, end] of QUARTERS)
    test(`The quarter before ${on} ended ${end}`, () => assert.equal(previousQuarterEnd(toIsoDate(on)), end));
});

describe('months', () => {
  test('End on their last day', () => {
    assert.equal(endOfMonth('2020-02'), '2020-02-29');
    assert.equal(endOfMonth('2021-02'), '2021-02-28');
    assert.equal(endOfMonth('2021-12'), '2021-12-31');
  });

  test('Are listed from the first to the last, both included', () => {
    const months = monthsBetween(toIsoDate('2020-11-15'), toIsoDate('2021-02-01'));
    assert.deepEqual(months, ['2020-11', '2020-12', '2021-01', '2021-02']);
    assert.deepEqual(monthsBetween(toIsoDate('2021-02-01'), toIsoDate('2021-01-31')), []);
    assert.deepEqual(monthsBetween(toIsoDate('2199-12-01'), toIsoDate('2199-12-31')), ['2199-12']);
  });
});

describe('laws of the calendar', () => {
  test('Adding days and counting them are inverse', () => {
    fc.assert(fc.property(date, date, (a, b) => assert.equal(addDays(a, daysBetween(a, b)), b)));
  });
  test('Text order is time order', () => {
    fc.assert(fc.property(date, date, (a, b) => assert.equal(a < b, daysBetween(a, b) > 0)));
  });
  test('Every date is read back from its German form', () => {
    fc.assert(fc.property(date, (a) => assert.equal(parseDate(formatDate(a)), a)));
  });
  test('Every date lies in its month and year', () => {
    fc.assert(
      fc.property(date, (a) => {
        assert.ok(a <= endOfMonth(monthOf(a)));
        assert.equal(monthOf(a).slice(0, 4), String(fiscalYearOf(a)));
        assert.deepEqual(monthsBetween(a, a), [monthOf(a)]);
      }),
    );
  });
});
