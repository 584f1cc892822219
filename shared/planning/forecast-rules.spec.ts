import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NO_PARTS, figuresOf } from '../budget/figures.ts';
import type { LineKind } from '../budget/terms.ts';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { computedForecast, forecastFaults, forecastOf } from './forecast-rules.ts';

const line = (year: number, A: number, I = 0, O = 0, kind: LineKind = 'material') => ({
  year,
  kind,
  number: '105',
  figures: figuresOf({ ...NO_PARTS, A: toCents(A), I: toCents(I), O: toCents(O) }),
});

test('Without a forecast a running year counts with F, an older one with what was spent and is bound', () => {
  assert.deepEqual(computedForecast(line(2021, 100, 30, 20), 2021), { cents: 100, basis: 'revised-budget' });
  assert.deepEqual(computedForecast(line(2020, 100, 30, 20), 2021), { cents: 50, basis: 'spent-and-bound' });
});

test('A given forecast counts and says so, whatever was reckoned', () => {
  const { P, basis, againstF, againstA } = forecastOf(line(2020, 100, 30, 20), toCents(70), 2021);
  assert.deepEqual([P, basis, againstF, againstA], [70, 'reported', -30, -30]);
});

test('Both deviations name their basis: P − F and P − A', () => {
  const moved = { ...line(2021, 100), figures: figuresOf({ ...NO_PARTS, A: toCents(100), U: toCents(50) }) };
  const { againstF, againstA } = forecastOf(moved, toCents(160), 2021);
  assert.deepEqual([againstF, againstA], [10, 60]);
});

test('A rise is substantial above a tenth and from 10.000 € on, and only for expense', () => {
  const rise = (F: number, P: number, kind: LineKind = 'material') =>
    forecastOf(line(2021, F, 0, 0, kind), toCents(P), 2021).substantial;
  assert.deepEqual(
    [rise(10_000_000, 11_000_000), rise(10_000_000, 11_000_001), rise(1_000_000, 1_999_999)],
    [false, true, false],
  );
  assert.equal(rise(0, 1_000_000), true, 'nothing was budgeted');
  assert.equal(rise(10_000_000, 5_000_000), false, 'a fall is none');
  assert.equal(rise(-10_000_000, -5_000_000, 'income'), false);
});

test('The deviations follow from P for any figures', () => {
  const cents = fc.integer({ min: -1e9, max: 1e9 });
  fc.assert(
    fc.property(cents, cents, fc.option(cents), (A, U, given) => {
      const one = { ...line(2021, A), figures: figuresOf({ ...NO_PARTS, A: toCents(A), U: toCents(U) }) };
      const { P, againstF, againstA } = forecastOf(one, given === null ? null : toCents(given), 2021);
      assert.equal(againstF, P - (A + U));
      assert.equal(againstA - againstF, U);
    }),
  );
});

test('A forecast of tomorrow, and one with the wrong sign, are refused at once', () => {
  const today = toIsoDate('2021-06-30');
  const wish = { forecastOn: toIsoDate('2021-07-01'), cents: toCents(-5), note: 'Angebot' };
  assert.deepEqual(
    forecastFaults(line(2021, 1), wish, today).map((fault) => fault.path),
    ['forecastOn', 'cents'],
  );
  const income = line(2021, -1, 0, 0, 'income');
  assert.deepEqual(forecastFaults(income, { ...wish, forecastOn: today }, today), []);
});
