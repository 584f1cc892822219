import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, toIsoDate } from '../calendar.ts';
import { changeDays, countOn, elementStateOn } from './elements.ts';
import type { ListElement } from './elements.ts';
import {
  changeFaults,
  elementFaults,
  endFaults,
  measurementFaults,
  newIndicatorFaults,
  targetFaults,
} from './indicator-rules.ts';
import type { IndicatorInput, MeasurementInput } from './indicators.ts';
import { readElements } from './paste-elements.ts';
import type { ElementsBeside } from './paste-elements.ts';
import { planAt, reaches, standingAt, standingSentence } from './standing.ts';
import type { Judged, Target } from './standing.ts';
import { ELEMENT_STATES, INDICATOR_KINDS } from './terms.ts';
import { countedText, formatValue, parseValue, readDecimal, valueOf, valueText } from './values.ts';

const day = toIsoDate;
const today = day('2021-07-02');
const dayArb = fc.integer({ min: 0, max: 900 }).map((days) => addDays(day('2020-01-01'), days));
const paths = (faults: readonly { path: string }[]): string[] => faults.map(({ path }) => path).sort();

test('A value is read as it is written, and never guessed', () => {
  const table = [
    ...([['count', '1.250', 1250] as const, ['count', '12,5', undefined] as const] as const),
    ...([['share', '62,5', 6250] as const, ['share', '62.5', undefined] as const] as const),
    ...([['level', '2,75', 27_500] as const, ['level', '2,75001', undefined] as const] as const),
    ...([['level', '3', 30_000] as const, ['count', '12.50', undefined] as const] as const),
    ...([['count', '', undefined] as const, ['count', '-1', undefined] as const] as const),
    ['count', '99999999999', undefined] as const,
  ];
  for (const [kind, text, value] of table) assert.equal(parseValue(kind, text), value, `${kind} ${text}`);
  assert.equal(readDecimal('level', '2.75'), 27_500);
  assert.equal(readDecimal('level', '2.7500'), 27_500);
  assert.equal(readDecimal('count', '2.75'), undefined, 'a count has no halves');
  assert.equal(valueText('share', 6250, 'Gebäude'), '62,5 %');
  assert.equal(valueText('level', 27_500, 'Stufe'), 'Stufe 2,75');
  assert.equal(valueText('count', 1_250_000, 'Arbeitsplätze'), '1.250.000 Arbeitsplätze');
  assert.equal(countedText({ value: 50, total: 1080 }, 'Gebäude'), '50 von 1.080 Gebäude');
  fc.assert(
    fc.property(fc.constantFrom(...INDICATOR_KINDS), fc.integer({ min: 0, max: 1e9 }), (kind, value) => {
      assert.equal(parseValue(kind, formatValue(kind, value)), value);
    }),
  );
});

test('A share is taken of something, rounded to hundredths of a percent, and compared before it is rounded', () => {
  assert.equal(valueOf('share', { value: 1, total: 3 }), 3333);
  assert.equal(valueOf('share', { value: 0, total: 0 }), null);
  assert.equal(valueOf('count', { value: 7, total: null }), 7);
  const up = { kind: 'share', direction: 'up' } as const;
  assert.equal(reaches(up, { value: 2, total: 3 }, 6667), false, '66,66… % are no 66,67 %');
  assert.equal(reaches(up, { value: 2, total: 3 }, 6666), true);
});

const targetArb = fc
  .uniqueArray(fc.tuple(dayArb, fc.integer({ min: 0, max: 10_000 })), {
    minLength: 1,
    maxLength: 6,
    selector: ([dueOn]) => dueOn,
  })
  .map((all): Target[] =>
    all.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([dueOn, value]) => ({ dueOn, value, model: null })),
  );

test('The plan meets every target on its day, lies between its neighbours, and begins with the first', () => {
  fc.assert(
    fc.property(targetArb, dayArb, (targets, on) => {
      for (const { dueOn, value } of targets) assert.equal(planAt(targets, dueOn), value);
      const plan = planAt(targets, on);
      const before = targets.findLast(({ dueOn }) => dueOn <= on);
      const after = targets.find(({ dueOn }) => dueOn > on) ?? before;
      if (!before || !after) assert.equal(plan, null);
      else {
        const [low, high] = [Math.min(before.value, after.value), Math.max(before.value, after.value)];
        assert.ok(plan !== null && plan >= low && plan <= high);
      }
    }),
  );
  const [first, last] = [
    { dueOn: day('2021-01-01'), value: 0, model: 'A' },
    { dueOn: day('2021-12-31'), value: 364, model: 'A' },
  ];
  assert.equal(planAt([first, last], day('2021-07-02')), 182);
  assert.equal(
    planAt([first, { ...last, model: 'B' }], day('2021-07-02')),
    null,
    'no line between two models',
  );
});

test('How a value stands: a target that was due first, then the plan of the day of measuring', () => {
  const judged = (value: number | null, more: Partial<Judged> = {}, on = '2021-06-30'): Judged => ({
    ...{ kind: 'count', direction: 'up' },
    last: value === null ? null : { on: day(on), value, total: null, model: null },
    targets: [
      { dueOn: day('2020-12-31'), value: 100, model: null },
      { dueOn: day('2021-12-31'), value: 465, model: null },
    ],
    ...more,
  });
  const at = (one: Judged, asOf = '2021-07-02') => standingAt(one, day(asOf));
  assert.equal(at(judged(300, { targets: [] })), 'no-target');
  assert.equal(at(judged(null)), 'unmeasured');
  assert.equal(at(judged(500)), 'reached', 'ahead of its day');
  // 100 + 365 × 181/365 = 281 on 30.06.2021
  assert.equal(at(judged(281)), 'on-plan');
  assert.equal(at(judged(280)), 'behind');
  assert.equal(at(judged(99)), 'missed', 'the target of last year');
  assert.equal(at(judged(99, {}, '2020-11-30')), 'unconfirmed');
  assert.equal(at(judged(281), '2021-12-01'), 'on-plan', 'no later plan than that of its day');
  assert.equal(at(judged(464), '2022-01-01'), 'unconfirmed');
  assert.equal(at(judged(464, {}, '2021-12-31'), '2022-01-01'), 'missed');
  assert.equal(at(judged(465, {}, '2021-12-31'), '2022-01-01'), 'reached');
  const later = [{ dueOn: day('2021-12-31'), value: 465, model: null }];
  assert.equal(at(judged(100, { targets: later })), 'not-due');
  assert.equal(at(judged(281, { direction: 'down', targets: later })), 'reached');
  const other = later.map((one) => ({ ...one, model: 'OZG 0 bis 7' }));
  assert.equal(at(judged(600, { targets: other })), 'other-model');
  assert.equal(
    standingSentence({ ...judged(280), unit: 'Plätze' }, today),
    'Ziel: 465 Plätze bis 31.12.2021; nach Plan am 30.06.2021: 281 Plätze.',
  );
});

test('A better value never stands worse', () => {
  const rank = ['missed', 'unconfirmed', 'behind', 'not-due', 'on-plan', 'reached'];
  fc.assert(
    fc.property(
      targetArb,
      dayArb,
      dayArb,
      fc.integer({ min: 0, max: 10_000 }),
      fc.integer({ min: 0, max: 10_000 }),
      fc.constantFrom('up' as const, 'down' as const),
      (targets, on, asOf, one, other, direction) => {
        const of = (value: number) =>
          rank.indexOf(
            standingAt(
              { kind: 'count', direction, targets, last: { on, value, total: null, model: null } },
              asOf > on ? asOf : on,
            ),
          );
        const [worse, better] =
          direction === 'up'
            ? [Math.min(one, other), Math.max(one, other)]
            : [Math.max(one, other), Math.min(one, other)];
        assert.ok(of(better) >= of(worse));
      },
    ),
  );
});

const elementArb: fc.Arbitrary<ListElement> = fc.record({
  from: fc.option(dayArb),
  to: fc.constant(null),
  always: fc.boolean(),
  states: fc
    .array(fc.record({ on: dayArb, state: fc.constantFrom(...ELEMENT_STATES) }))
    .map((states) => states.toSorted((a, b) => (a.on < b.on ? -1 : 1))),
});

test('The count of a list is what its elements say that day, and changes on no other day than it lists', () => {
  fc.assert(
    fc.property(fc.array(elementArb, { maxLength: 8 }), dayArb, (elements, asOf) => {
      const from = day('2020-03-01');
      const states = elements.map((one) => elementStateOn(one, asOf));
      assert.deepEqual(countOn(elements, asOf), {
        value: states.filter((state) => state === 'done').length,
        total: states.filter((state) => state !== null && state !== 'dropped').length,
      });
      if (asOf < from) return;
      const days = changeDays(elements, { from, asOf, nextDay: (on) => addDays(on, 1) });
      const newest = days.at(-1);
      assert.ok(newest !== undefined && days[0] === from);
      assert.deepEqual(countOn(elements, newest), countOn(elements, asOf));
    }),
  );
});

test('An office that ended is counted no more from the day after, and an open one is counted', () => {
  const office = (to: string | null, states: ListElement['states'] = []): ListElement => ({
    ...{ from: day('2010-01-01'), to: to === null ? null : day(to), always: true, states },
  });
  const done = [{ on: day('2020-05-01'), state: 'done' as const }];
  const list = [office('2021-06-30', done), office(null), office(null, done)];
  assert.deepEqual(countOn(list, day('2021-06-30')), { value: 2, total: 3 });
  assert.deepEqual(countOn(list, day('2021-07-01')), { value: 1, total: 2 });
});

const input: IndicatorInput = {
  ...{
    code: 'OZG-REIFE',
    kind: 'level',
    basis: 'measured',
    startsOn: day('2020-01-01'),
    name: 'OZG-Reifegrad',
  },
  ...{ meaning: 'Mittel', unit: 'Stufe', direction: 'up', projectId: null, field: '' },
  ...{ model: 'OZG 0 bis 4 (2021)', lowest: 0, highest: 4 },
};
const none = { model: '', lowest: null, highest: null };
const before = {
  ...({ kind: 'level', basis: 'measured', startsOn: day('2020-01-01'), endsOn: null } as const),
  saidOn: day('2021-01-01'),
};

test('A level has a model, nothing else has one, and a list is a share', () => {
  assert.deepEqual(newIndicatorFaults(input), []);
  assert.deepEqual(paths(newIndicatorFaults({ ...input, ...none })), ['highest', 'lowest', 'model']);
  assert.deepEqual(paths(newIndicatorFaults({ ...input, lowest: 4 })), ['highest']);
  assert.deepEqual(paths(newIndicatorFaults({ ...input, kind: 'count' })), ['model']);
  assert.deepEqual(paths(newIndicatorFaults({ ...input, ...none, kind: 'count', basis: 'offices' })), [
    'kind',
  ]);
  const change = { ...input, effectiveOn: day('2020-12-31'), reason: 'Neues Modell' };
  assert.deepEqual(paths(changeFaults(before, change)), ['effectiveOn']);
  assert.deepEqual(changeFaults(before, { ...change, effectiveOn: day('2021-01-01') }), []);
});

test('A measurement is of its day, its kind and its model; a target too', () => {
  const model = { name: 'OZG 0 bis 4 (2021)', lowest: 0, highest: 4 };
  const measured: MeasurementInput = {
    ...{ measuredOn: day('2021-06-30'), value: 27_500, total: null, source: 'Erhebung', remark: '' },
  };
  const of = (kind: (typeof INDICATOR_KINDS)[number], change: Partial<MeasurementInput>) =>
    paths(measurementFaults({ ...before, kind }, { ...measured, ...change }, model, today));
  assert.deepEqual(of('level', {}), []);
  assert.deepEqual(of('level', { value: 40_001 }), ['value']);
  assert.deepEqual(of('level', { measuredOn: day('2021-07-03'), total: 3 }), ['measuredOn', 'total']);
  assert.deepEqual(of('level', { measuredOn: day('2019-12-31') }), ['measuredOn']);
  assert.deepEqual(of('share', { value: 4, total: null }), ['total']);
  assert.deepEqual(of('share', { value: 4, total: 3 }), ['value']);
  assert.deepEqual(of('share', { value: 3, total: 4 }), []);
  const list = { ...before, kind: 'share', basis: 'elements' } as const;
  assert.deepEqual(paths(measurementFaults(list, { ...measured, value: 1, total: 2 }, null, today)), [
    'value',
  ]);
  const target = (value: number | null, standing: number | null, dueOn = '2021-12-31') =>
    paths(targetFaults(before, { dueOn: day(dueOn), value, reason: 'Beschluss' }, { model, standing }));
  assert.deepEqual(target(30_000, null), []);
  assert.deepEqual(target(30_000, 30_000), ['value']);
  assert.deepEqual(target(50_000, null, '2019-12-31'), ['dueOn', 'value']);
  assert.deepEqual(target(null, null), ['dueOn']);
  assert.deepEqual(target(null, 30_000), []);
});

test('An end lies after the beginning and is taken back once; a list says nothing of days to come', () => {
  const ended = { ...before, endsOn: day('2021-06-30') };
  const reason = 'abgelöst';
  assert.deepEqual(paths(endFaults(before, { on: day('2019-12-31'), reason })), ['on']);
  assert.deepEqual(endFaults(before, { on: today, reason }), []);
  assert.deepEqual(paths(endFaults(ended, { on: today, reason })), ['on']);
  assert.deepEqual(endFaults(ended, { on: null, reason }), []);
  assert.deepEqual(paths(endFaults(before, { on: null, reason })), ['on']);
  const list = { ...before, basis: 'elements' } as const;
  assert.deepEqual(elementFaults(list, today, today), []);
  assert.deepEqual(paths(elementFaults(list, day('2021-07-03'), today)), ['effectiveOn']);
  assert.deepEqual(paths(elementFaults({ ...list, endsOn: day('2021-06-30') }, today, today)), [
    'effectiveOn',
  ]);
  assert.deepEqual(paths(elementFaults(before, today, today)), ['name']);
});

test('A pasted list is read row by row with every fault, by its heads in any order', () => {
  const beside: ElementsBeside = {
    ...{ basis: 'elements', today, endsOn: null, count: 1, known: (key) => key === 'rathaus' },
    stands: (key) => (key === 'rathaus' ? { state: 'done', remark: '' } : null),
    isOffice: () => false,
  };
  const text = [
    'Stand\tName\tab\tBemerkung',
    'erfüllt\tRathaus\t\t',
    'In  Arbeit\tFeuerwache 1\t01.05.2021\tLos 2',
    'fast\tSchule\t31.13.2021\t',
    'ja\tFEUERWACHE 1\t01.05.2021\t',
    'nein\tFrau Müller\t\t',
    'ja\tBad\t01.08.2021\t',
  ].join('\r\n');
  const read = readElements(text, day('2021-06-30'), beside);
  assert.deepEqual(
    read.rows.map(({ line, outcome, faults }) => [line, outcome, ...faults.map(({ field }) => field)]),
    [
      [2, 'same'],
      [3, 'new'],
      [4, 'faulty', 'state', 'on'],
      [5, 'faulty', 'name'],
      [6, 'faulty', 'name'],
      [7, 'faulty', 'on'],
    ],
  );
  assert.deepEqual([read.fresh, read.same, read.faulty], [1, 1, 4]);
  assert.deepEqual(
    read.elements.map(({ key, state, effectiveOn }) => [key, state, effectiveOn]),
    [['feuerwache 1', 'working', '2021-05-01']],
  );
  const offices = { ...beside, basis: 'offices', isOffice: (key: string) => key === '51' } as const;
  const list = readElements('051\tja\t01.06.2021\n52\tja\n51\tja\t\tBemerkung', day('2021-06-30'), offices);
  assert.deepEqual(
    list.rows.map(({ outcome, faults }) => [outcome, ...faults.map(({ field }) => field)]),
    [['new'], ['faulty', 'name'], ['faulty', '']],
    'of an office no remark is kept',
  );
});
