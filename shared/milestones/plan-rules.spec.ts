import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { baselineEffect, rebased } from './baseline-effect.ts';
import { pastedMilestones } from './pasted-milestones.ts';
import {
  addedFaults,
  baselineFaults,
  endFaults,
  forecastFaults,
  nameFaults,
  planDayFault,
} from './plan-rules.ts';

const day = toIsoDate;
const euro = (amount: number) => toCents(amount * 100);
const project = { startsOn: day('2020-03-01'), cancelled: false };
const concept = {
  ...{
    id: 1,
    name: 'Konzept',
    baselineOn: day('2020-06-30'),
    weightCents: euro(400),
    inForceOn: day('2020-03-01'),
  },
  ...{ reachedOn: day('2020-07-10'), evidence: 'Protokoll', forecasts: [] },
};
const online = {
  ...{
    id: 2,
    name: 'Online',
    baselineOn: day('2021-04-30'),
    weightCents: euro(600),
    inForceOn: day('2020-03-01'),
  },
  ...{ reachedOn: null, evidence: null },
  forecasts: [{ reportingDate: day('2021-03-31'), forecastOn: day('2021-06-30') }],
};
const standing = [concept, online];

describe('Plan of a project’s milestones', () => {
  test('Every fault of added milestones is told at its row', () => {
    const added = (name: string, on: string) => ({ name, baselineOn: day(on), weightCents: euro(1) });
    const milestones = [
      added('online ', '2021-01-01'),
      added('Abnahme', '2019-12-31'),
      added('abnahme', '2021-01-01'),
      added('Betrieb', '2021-01-01'),
    ];
    assert.deepEqual(
      addedFaults(project, standing, { milestones }).map(({ path }) => path),
      ['milestones.0.name', 'milestones.1.baselineOn', 'milestones.2.name'],
    );
  });

  test('Nothing is planned from a day to come or in a project that was given up', () => {
    assert.equal(planDayFault(project, day('2021-06-30'), day('2021-06-30')), null);
    assert.match(planDayFault(project, day('2021-07-01'), day('2021-06-30')) ?? '', /Zukunft/u);
    assert.match(
      planDayFault({ ...project, cancelled: true }, day('2021-01-01'), day('2021-06-30')) ?? '',
      /abgebrochen/u,
    );
  });

  test('A name is taken once in a project', () => {
    assert.deepEqual(nameFaults(standing, 2, 'Online-Dienst'), []);
    assert.equal(nameFaults(standing, 2, 'KONZEPT').length, 1);
    assert.equal(nameFaults(standing, 2, 'Online').length, 1);
    assert.deepEqual(nameFaults(standing, 2, 'ONLINE'), []);
  });

  test('What was reached, is dropped already or has a later forecast is not dropped', () => {
    const one = { reachedOn: null, lastForecastFor: day('2021-03-31'), endsOn: null };
    const today = day('2021-06-30');
    assert.deepEqual(endFaults(one, day('2021-04-01'), today), []);
    assert.equal(endFaults(one, day('2021-03-31'), today).length, 1);
    assert.equal(endFaults(one, day('2021-07-01'), today).length, 1);
    assert.equal(endFaults({ ...one, reachedOn: day('2021-04-01') }, day('2021-05-01'), today).length, 1);
    assert.equal(endFaults(one, null, today).length, 1);
    const dropped = { ...one, endsOn: day('2021-05-01') };
    assert.equal(endFaults(dropped, day('2021-05-02'), today).length, 1);
    assert.deepEqual(endFaults(dropped, null, today), []);
  });

  test('A forecast is for a reporting date that has come, not before it, and says something new', () => {
    const faults = (milestone: typeof concept | typeof online, reportingDate: string, forecastOn: string) =>
      forecastFaults(
        milestone,
        { reportingDate: day(reportingDate), forecastOn: day(forecastOn), reason: 'später' },
        day('2021-07-02'),
      ).map(({ path }) => path);
    assert.deepEqual(faults(online, '2021-06-30', '2021-10-15'), []);
    assert.deepEqual(faults(online, '2021-06-29', '2021-10-15'), ['reportingDate']);
    assert.deepEqual(faults(online, '2021-09-30', '2021-10-15'), ['reportingDate']);
    assert.deepEqual(faults(online, '2021-06-30', '2021-06-29'), ['forecastOn']);
    assert.deepEqual(faults(online, '2021-03-31', '2021-06-30'), ['forecastOn']);
    assert.deepEqual(faults(concept, '2021-06-30', '2021-10-15'), ['forecastOn']);
  });

  test('A new baseline changes something of what is open, and not before the newest one', () => {
    const faults = (milestoneId: number, baselineOn: string, weight: number, inForceOn = '2021-06-30') =>
      baselineFaults(project, standing, {
        ...{ projectId: 1, inForceOn: day(inForceOn), paper: null },
        changes: [{ milestoneId, baselineOn: day(baselineOn), weightCents: euro(weight) }],
      }).map(({ path }) => path);
    assert.deepEqual(faults(2, '2021-10-15', 600), []);
    assert.deepEqual(faults(2, '2021-04-30', 700), []);
    assert.deepEqual(faults(2, '2021-04-30', 600), ['payload.changes.0.baselineOn']);
    assert.deepEqual(faults(1, '2021-04-30', 400), ['payload.changes.0.baselineOn']);
    assert.deepEqual(faults(2, '2020-02-01', 600), ['payload.changes.0.baselineOn']);
    assert.deepEqual(faults(2, '2021-10-15', 600, '2020-02-01'), ['payload.changes.0.baselineOn']);
    assert.deepEqual(faults(3, '2021-10-15', 600), ['payload.changes.0.milestoneId']);
  });

  test('The effect names shift, BAC, PV, SPI and CPI before and after', () => {
    const changes = [{ milestoneId: 2, baselineOn: day('2021-10-15'), weightCents: euro(700) }];
    const values = baselineEffect(standing, { changes, inForceOn: day('2021-06-30') }, euro(500));
    assert.deepEqual(
      values.map(({ name, before, after }) => [name, before, after]),
      [
        ['„Online“, Basis', '30.04.2021', '15.10.2021 (+168 T)'],
        ['„Online“, Gewicht, €', '600,00', '700,00'],
        ['BAC, Summe der Gewichte, €', '1.000,00', '1.100,00'],
        ['PV am 30.06.2021, €', '1.000,00', '400,00'],
        ['SPI am 30.06.2021', '0,400', '1,000'],
        ['CPI am 30.06.2021', '0,800', '0,800'],
      ],
    );
  });

  test('Law: BAC changes by what the weights change, and nothing but the named milestones is another', () => {
    const change = fc.record({ milestoneId: fc.constantFrom(1, 2), cents: fc.integer({ min: 0, max: 1e9 }) });
    fc.assert(
      fc.property(change, ({ milestoneId, cents }) => {
        const weightCents = toCents(cents);
        const after = rebased(standing, [{ milestoneId, baselineOn: day('2021-10-15'), weightCents }]);
        const sum = (list: readonly { weightCents: number }[]) =>
          list.reduce((total, one) => total + one.weightCents, 0);
        const old = standing.find(({ id }) => id === milestoneId)?.weightCents ?? 0;
        assert.equal(sum(after) - sum(standing), cents - old);
        assert.deepEqual(
          after.filter(({ id }) => id !== milestoneId),
          standing.filter(({ id }) => id !== milestoneId),
        );
      }),
    );
  });
});

test('Rows are read as a spreadsheet copies them, without heads and empty rows', () => {
  const text =
    'Meilenstein\tBasis\tGewicht\r\nKonzept\t30.06.2021\t46.000,00 €\r\n\t\t\r\nAbnahme\tbald\t\r\n';
  assert.deepEqual(pastedMilestones(text), [
    { name: 'Konzept', baselineOn: '30.06.2021', weight: '46.000,00' },
    { name: 'Abnahme', baselineOn: 'bald', weight: '' },
  ]);
  assert.deepEqual(pastedMilestones('A;1.1.2021;5\n'), [{ name: 'A', baselineOn: '1.1.2021', weight: '5' }]);
  assert.deepEqual(pastedMilestones(' \n'), []);
});
