import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, toIsoDate } from '../calendar.ts';
import { isReportingDate, nextReportingDate, reportingDateFor } from './reporting-date.ts';

test('The reporting date is the last quarter end up to the day', () => {
  const rows = [
    ['2021-06-30', '2021-06-30'],
    ['2021-06-29', '2021-03-31'],
    ['2021-01-01', '2020-12-31'],
    ['2020-12-31', '2020-12-31'],
  ] as const;
  for (const [day, expected] of rows) assert.equal(reportingDateFor(toIsoDate(day)), expected);
});

test('Law: it is a quarter end, not later than the day, and the next one is later', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000 }), (days) => {
      const day = addDays(toIsoDate('1950-01-01'), days);
      const date = reportingDateFor(day);
      assert.ok(isReportingDate(date) && date <= day);
      assert.ok(nextReportingDate(date) > day && isReportingDate(nextReportingDate(date)));
    }),
  );
});
