import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, toIsoDate } from '../calendar.ts';
import { recordDifferencesOf, recordSeverityOf } from './plausible-record.ts';
import type { RecordKind } from './terms.ts';

const TODAY = toIsoDate('2021-07-02');

const CASES: readonly [RecordKind, Record<string, string>, string[]][] = [
  ['projects', { startsOn: '2021-03-01', endsOn: '2021-12-31' }, []],
  ['projects', { startsOn: '2021-03-01', endsOn: '2021-03-01' }, []],
  ['projects', { startsOn: '2021-03-01', endsOn: '2021-02-28' }, ['order endsOn']],
  ['projects', { startsOn: '1990-01-01', endsOn: '2051-12-31' }, []],
  ['projects', { startsOn: '1989-12-31', endsOn: '2021-12-31' }, ['past startsOn']],
  ['projects', { startsOn: '0021-03-01', endsOn: '2021-12-31' }, ['past startsOn']],
  ['projects', { startsOn: '2021-03-01', endsOn: '2052-01-01' }, ['ahead endsOn']],
  ['projects', { startsOn: '2099-03-01', endsOn: '2099-12-31' }, ['ahead startsOn', 'ahead endsOn']],
  ['projects', { startsOn: '2099-03-01', endsOn: '2021-12-31' }, ['order endsOn', 'ahead startsOn']],
  ['positions', { authorisedOn: '2019-12-19', plannedStart: '2020-04-01', kwOn: '' }, []],
  ['positions', { authorisedOn: '2019-12-19', plannedStart: '2020-04-01', kwOn: '2024-12-31' }, []],
  [
    'positions',
    { authorisedOn: '2019-12-19', plannedStart: '2020-04-01', kwOn: '2020-03-31' },
    ['order kwOn'],
  ],
  ['positions', { authorisedOn: '1919-12-19', plannedStart: '2020-04-01', kwOn: '' }, ['past authorisedOn']],
  ['positions', { authorisedOn: '2021-12-19', plannedStart: '2022-04-01', kwOn: '' }, []],
  ['indicators', { measuredOn: '2021-07-02' }, []],
  ['indicators', { measuredOn: '2021-07-03' }, ['future measuredOn']],
  ['indicators', { measuredOn: '2201-06-30' }, ['ahead measuredOn']],
  ['account-map', { validFrom: '1975-01-01' }, []],
  ['account-map', { validFrom: '2075-01-01' }, ['ahead validFrom']],
];

for (const [kind, values, expected] of CASES)
  test(`${kind} with ${Object.values(values).join(' and ')}: ${expected.join(', ') || 'fits'}`, () => {
    const found = recordDifferencesOf(values, kind, TODAY);
    assert.deepEqual(
      found.map(({ difference, field }) => `${difference} ${field}`),
      expected,
    );
  });

test('The message names the day and what it is compared with', () => {
  const [one, two] = recordDifferencesOf({ startsOn: '2099-03-01', endsOn: '2021-12-31' }, 'projects', TODAY);
  assert.equal(one?.message, 'Das Ende liegt vor dem Beginn (01.03.2099).');
  assert.equal(
    two?.message,
    'Der 01.03.2099 liegt mehr als 30 Jahre nach dem Tag des Einlesens (02.07.2021).',
  );
});

test('Without a day of reading nothing lies ahead', () => {
  assert.deepEqual(recordDifferencesOf({ measuredOn: '2999-01-01' }, 'indicators', null), []);
});

test('Silence is strict, and a profile may tell or allow each of them', () => {
  assert.equal(recordSeverityOf(undefined, 'ahead'), 'refused');
  assert.equal(recordSeverityOf({ ahead: 'told' }, 'ahead'), 'told');
  assert.equal(recordSeverityOf({ ahead: 'told' }, 'past'), 'refused');
});

test('A project of the next thirty years always fits', () => {
  const day = fc.integer({ min: 0, max: 10_957 }).map((days) => addDays(toIsoDate('2021-01-01'), days));
  fc.assert(
    fc.property(day, day, (a, b) => {
      const [startsOn, endsOn] = a < b ? [a, b] : [b, a];
      assert.deepEqual(recordDifferencesOf({ startsOn, endsOn }, 'projects', TODAY), []);
    }),
  );
});
