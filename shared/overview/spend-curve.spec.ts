import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, monthOf, toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
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

test('The forecast ends at the expected end, the actual at all that was spent, the plan at all that was planned', () => {
  const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(toCents);
  const day = fc.integer({ min: 0, max: 365 }).map((days) => addDays(from, days));
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 364 }),
      fc.array(fc.record({ on: day, cents: amount.map((c) => toCents(Math.abs(c))) })),
      fc.array(fc.tuple(day, amount)),
      amount,
      (days, planned, actuals, forecast) => {
        const asOf = addDays(from, days);
        const actualByMonth = new Map(
          actuals.filter(([on]) => on <= asOf).map(([on, cents]) => [monthOf(on), cents]),
        );
        const points = spendCurve({ asOf, from, to, planned, actualByMonth, forecastAtEndCents: forecast });
        const last = points.at(-1);
        assert.ok(last);
        const total = [...actualByMonth.values()].reduce((sum, cents) => sum + cents, 0);
        assert.equal(points.findLast((point) => point.actualCents !== null)?.actualCents, total);
        assert.equal(last.planCents, plannedUpTo(planned, to));
        if (monthOf(asOf) < '2020-12') assert.equal(last.forecastCents, forecast);
      },
    ),
  );
});
