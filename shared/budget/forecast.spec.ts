import assert from 'node:assert/strict';
import test from 'node:test';
import { toCents } from '../money.ts';
import { NO_PARTS } from './figures.ts';
import { envelopeForecast } from './forecast.ts';

const line = (projectId: number | null, A: number, year = 2021) => ({
  projectId,
  year,
  figures: { ...NO_PARTS, A: toCents(A) },
});
const reported = (budget: number, forecast: number | null) => ({
  budgetCents: toCents(budget),
  forecastCents: forecast === null ? null : toCents(forecast),
});

test('A project with lines outside brings its forecast in proportion to its budget inside', () => {
  // 110 × 60 / 100 = 66
  assert.equal(envelopeForecast([line(1, 40), line(1, 20)], new Map([[1, reported(100, 110)]]), 2021), 66);
});

test('Lines without project, without report or without budget count with their revised budget', () => {
  const projects = new Map([
    [1, reported(100, null)],
    [2, reported(0, 50)],
  ]);
  assert.equal(envelopeForecast([line(null, 7), line(1, 30), line(2, 5), line(3, 1)], projects, 2021), 43);
});

test('Half a cent goes away from zero, once per project', () => {
  assert.equal(envelopeForecast([line(1, 1)], new Map([[1, reported(2, 3)]]), 2021), 2);
});

test('What a closed year did not use is expected no more', () => {
  const closed = line(null, 100, 2020);
  const used = { ...closed, figures: { ...closed.figures, I: toCents(60), O: toCents(5) } };
  // 60 + 5 of 2020, the whole 40 of 2021
  assert.equal(envelopeForecast([used, line(null, 40)], new Map(), 2021), 105);
  assert.equal(envelopeForecast([used], new Map(), 2020), 100);
});

test('What was given for a line itself counts before its project, and the project for its other lines', () => {
  // 90 for line 1; of the project's 110 the share of line 2: 110 × 20 / 100 = 22
  const lines = [
    { ...line(1, 40), id: 1 },
    { ...line(1, 20), id: 2 },
  ];
  const given = new Map([[1, { cents: toCents(90) }]]);
  assert.equal(envelopeForecast(lines, new Map([[1, reported(100, 110)]]), 2021, given), 112);
});
