import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, fiscalYearOf, toIsoDate } from '../calendar.ts';
import { lastClosingDay } from './money/actuals.ts';
import { differencesOf, severityOf } from './plausibility.ts';
import type { Plausibility } from './plausibility.ts';
import type { MoneyKind } from './terms.ts';

const TODAY = toIsoDate('2021-11-30');

/** [kind, year, period, day, document day, what does not fit] */
const CASES: [MoneyKind, number, string, string, string | null, string[]][] = [
  ['actuals', 2021, '07', '2021-07-15', null, []],
  ['actuals', 2021, '03', '2021-07-15', null, ['period']],
  ['actuals', 2021, '08', '2021-07-31', null, ['period']],
  ['actuals', 2020, '07', '2021-07-15', null, ['year']],
  ['actuals', 2020, '12', '2021-01-01', null, ['year', 'period']],
  ['actuals', 2021, '12', '2020-12-31', null, ['year']],
  ['actuals', 2011, '12', '2016-12-31', null, ['year']],
  ['actuals', 2021, '12', '2099-12-31', null, ['year', 'future']],
  ['actuals', 2099, '12', '2099-12-31', null, ['future']],
  ['actuals', 2021, '11', '2021-11-30', null, []],
  ['actuals', 2021, '12', '2021-12-01', null, ['future']],
  ['actuals', 2021, '13', '2021-11-30', null, ['period']],
  ['actuals', 2021, '13', '2020-12-31', null, ['year']],
  ['actuals', 2020, '13', '2020-12-31', null, []],
  ['actuals', 2020, '16', '2021-06-30', null, []],
  ['actuals', 2020, '13', '2021-07-01', null, ['year']],
  ['actuals', 2020, '14', '2020-11-30', null, ['period']],
  ['actuals', 2020, '13', '2021-12-31', null, ['year', 'future']],
  ['actuals', 2021, '07', '2021-07-15', '2021-08-15', []],
  ['actuals', 2021, '07', '2021-07-15', '2021-08-16', ['document']],
  ['actuals', 2021, '07', '2021-07-15', '2018-12-31', []],
  ['actuals', 2021, '07', '2021-07-15', '2017-12-31', ['document']],
  ['commitments', 2021, '07', '2021-07-15', null, []],
  ['commitments', 2025, '07', '2021-07-15', null, []],
  ['commitments', 2020, '07', '2021-07-15', null, ['year']],
  ['commitments', 2099, '07', '2021-07-15', null, ['year']],
  ['commitments', 2022, '07', '2022-07-15', null, ['future']],
  ['appropriations', 2021, '01', '2021-01-01', null, []],
  ['appropriations', 2030, '01', '2030-01-01', null, []],
  ['appropriations', 2021, '06', '2021-06-01', null, ['effect']],
  ['appropriations', 2022, '12', '2021-12-15', null, ['effect']],
  ['appropriations', 2011, '12', '2016-12-31', null, ['year']],
  ['appropriations', 2021, '01', '2019-01-01', null, ['year']],
];
for (const [kind, fiscalYear, period, day, document, differences] of CASES)
  test(`${kind} of ${period}/${fiscalYear} on ${day}${document ? `, document of ${document}` : ''}: ${differences.join(' and ') || 'fits'}`, () => {
    const documentOn = document === null ? null : toIsoDate(document);
    const found = differencesOf({ fiscalYear, period, postedOn: toIsoDate(day), documentOn }, kind, TODAY);
    assert.deepEqual(
      found.map((one) => one.difference),
      differences,
    );
  });

test('What does not fit is refused unless the profile says otherwise; documents and later effect are told', () => {
  const rule: Plausibility = { year: 'told', period: 'allowed' };
  assert.deepEqual(
    (['year', 'period', 'future', 'effect', 'document'] as const).map((one) => [
      severityOf(undefined, one),
      severityOf(rule, one),
    ]),
    [
      ['refused', 'told'],
      ['refused', 'allowed'],
      ['refused', 'refused'],
      ['told', 'told'],
      ['told', 'told'],
    ],
  );
});

test('Closing periods end on the last day of the month the profile states', () => {
  assert.equal(lastClosingDay(2020, undefined), '2021-06-30');
  assert.equal(lastClosingDay(2020, 0), '2020-12-31');
  assert.equal(lastClosingDay(2020, 14), '2022-02-28');
});

test('A day of the past fits exactly one year and period, and its closing periods only from December on', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9_000 }).map((days) => addDays(toIsoDate('1996-12-31'), days)),
      fc.integer({ min: 1990, max: 2030 }),
      fc.integer({ min: 1, max: 16 }),
      (postedOn, fiscalYear, number) => {
        const period = String(number).padStart(2, '0');
        const found = differencesOf({ fiscalYear, period, postedOn, documentOn: null }, 'actuals', TODAY);
        const months = (fiscalYearOf(postedOn) - fiscalYear) * 12 + Number(postedOn.slice(5, 7));
        const fits = number <= 12 ? months === number : months >= 12 && months <= 18;
        assert.equal(found.length === 0, fits);
      },
    ),
  );
});
