import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, monthOf, toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { plannedUpTo, spendCurve } from './spend-curve.ts';

const from = toIsoDate('2020-01-01');
const to = toIsoDate('2020-12-31');

test('The curve cumulates plan and actual and leads from the actual to the forecast', () => {
  const points = spendCurve({
    asOf: toIsoDate('2020-06-30'),
    from,
    to,
    planned: [
      { on: toIsoDate('2020-03-15'), cents: toCents(100) },
      { on: toIsoDate('2020-09-01'), cents: toCents(200) },
      { on: toIsoDate('2020-12-31'), cents: toCents(100) },
    ],
    actualByMonth: new Map([
      ['2020-02', toCents(30)],
      ['2020-06', toCents(50)],
    ]),
    forecastAtEndCents: toCents(380),
  });
  const at = (month: string) => points.find((point) => point.month === month);
  assert.deepEqual(at('2020-02'), {
    month: '2020-02',
    on: '2020-02-29',
    planCents: 0,
    actualCents: 30,
    forecastCents: null,
  });
  assert.deepEqual(at('2020-06'), {
    month: '2020-06',
    on: '2020-06-30',
    planCents: 100,
    actualCents: 80,
    forecastCents: 80,
  });
  // 80 + (380 − 80) × 200/300
  assert.deepEqual(at('2020-09'), {
    month: '2020-09',
    on: '2020-09-30',
    planCents: 300,
    actualCents: null,
    forecastCents: 280,
  });
  assert.deepEqual(at('2020-12'), {
    month: '2020-12',
    on: '2020-12-31',
    planCents: 400,
    actualCents: null,
    forecastCents: 380,
  });
});

test('Without a plan left the rest is spread evenly', () => {
  const points = spendCurve({
    asOf: toIsoDate('2020-10-31'),
    from,
    to,
    planned: [],
    actualByMonth: new Map(),
    forecastAtEndCents: toCents(-10),
  });
  assert.deepEqual(
    points.slice(-3).map((point) => point.forecastCents),
    [0, -5, -10],
  );
});

const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(toCents);
/** Days from a year before the envelope to half a year after it: bookings of its lines come until its accounts are made. */
const anyDay = fc.integer({ min: -365, max: 540 }).map((days) => addDays(from, days));

test('On every day the curve ends at its labels: plan, actual and forecast are one value in chart and words', () => {
  fc.assert(
    fc.property(
      anyDay,
      fc.array(fc.record({ on: anyDay, cents: amount.map((c) => toCents(Math.abs(c))) })),
      fc.array(fc.tuple(anyDay, amount)),
      amount,
      (asOf, planned, actuals, forecast) => {
        const actualByMonth = new Map<string, Cents>();
        for (const [on, cents] of actuals)
          if (on <= asOf)
            actualByMonth.set(monthOf(on), toCents((actualByMonth.get(monthOf(on)) ?? 0) + cents));
        const points = spendCurve({ asOf, from, to, planned, actualByMonth, forecastAtEndCents: forecast });
        const total = [...actualByMonth.values()].reduce((sum, cents) => sum + cents, 0);
        assert.equal(points.at(-1)?.forecastCents, forecast);
        assert.deepEqual(
          points.map((point) => point.on),
          [...new Set(points.map((point) => point.on))].sort(),
        );
        const known = points.filter((point) => point.actualCents !== null);
        assert.ok(known.every((point) => point.on <= asOf));
        if (asOf >= from) {
          const end = known.at(-1);
          if (end) assert.equal(end.actualCents, total);
          if (asOf <= to) assert.deepEqual([end?.on, end?.planCents], [asOf, plannedUpTo(planned, asOf)]);
          if (asOf < to) assert.equal(end?.forecastCents, total);
        }
        assert.equal(points.find((point) => point.on === to)?.planCents, plannedUpTo(planned, to));
      },
    ),
  );
});

for (const day of ['2020-01-01', '2020-01-31', '2020-02-29', '2020-12-15', '2020-12-31', '2021-05-15'])
  test(`At ${day} the last point of the forecast is what is expected at the end`, () => {
    const actualByMonth = new Map([['2020-01', toCents(1_077)]]);
    const points = spendCurve({
      ...{ asOf: toIsoDate(day), from, to, planned: [], actualByMonth },
      forecastAtEndCents: toCents(1_729),
    });
    assert.equal(points.at(-1)?.forecastCents, 1_729);
    assert.equal(points.findLast((point) => point.actualCents !== null)?.actualCents, 1_077);
  });
