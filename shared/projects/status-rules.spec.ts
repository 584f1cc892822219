import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { earnedValue } from './earned-value.ts';
import { DEFAULT_THRESHOLDS } from './light-thresholds.ts';
import type { StatusUpdate } from './project-updates.ts';
import { lightsAfter, statusFaults } from './status-rules.ts';

const asOf = toIsoDate('2021-06-30');
const today = toIsoDate('2021-07-02');
const pair = { declared: 'green', trend: 'flat', computed: 'green', rule: null } as const;

type Detail = Parameters<typeof statusFaults>[0];
const milestone = (id: number, reached: boolean): Detail['milestones'][number] => ({
  id,
  name: `Los ${id}`,
  baselineOn: toIsoDate('2021-05-31'),
  forecastOn: toIsoDate('2021-07-01'),
  reachedOn: reached ? toIsoDate('2021-05-30') : null,
  evidence: reached ? 'Protokoll' : null,
  slipDays: 31,
  weightCents: toCents(0),
  forecasts: [],
});

const detail: Detail = {
  startsOn: toIsoDate('2020-01-01'),
  thresholds: DEFAULT_THRESHOLDS,
  earnedValue: earnedValue([], toCents(0), asOf),
  risks: [],
  milestones: [milestone(1, true), milestone(2, false)],
  project: {
    id: 1,
    number: 'P-041',
    name: 'eAkte Jugendamt',
    field: 'prozesse',
    fieldName: 'Prozesse',
    office: '51',
    officeName: 'Jugendamt',
    stage: 'I',
    state: 'running',
    mergedInto: null,
    flagship: true,
    leadUserId: 1,
    origin: 'invented',
    version: 1,
    lights: { overall: pair, time: pair, cost: pair, scope: pair },
    reportedFor: null,
    reportOverdue: true,
    nextMilestone: null,
    budgetCents: toCents(64_000_000),
    actualCents: toCents(25_400_000),
    commitmentCents: toCents(20_500_000),
    availableCents: toCents(18_100_000),
    forecastCents: null,
    forecastEndOn: null,
  },
};
const update = (more: Partial<StatusUpdate> = {}): StatusUpdate => ({
  reportingDate: asOf,
  lights: { overall: 'red', time: 'red', cost: 'green', scope: 'green' },
  trends: { overall: 'down', time: 'down', cost: 'flat', scope: 'flat' },
  sentence: 'Los 2 läuft.',
  divergenceReason: null,
  sinceLast: '',
  untilNext: '',
  decisionNeeded: null,
  forecastCents: toCents(63_150_000),
  milestoneForecasts: [{ milestoneId: 2, forecastOn: toIsoDate('2021-08-23') }],
  ...more,
});
const paths = (given: StatusUpdate) => statusFaults(detail, given, today).map((fault) => fault.path);

test('Takes a complete report that agrees with the rules', () => {
  assert.deepEqual(statusFaults(detail, update(), today), []);
});

test('Lights are computed with the forecast being reported', () => {
  assert.equal(lightsAfter(detail, update()).time.rule, 'Regel T2: Verzug über 60 Tage, hier 84 (Los 2).');
  assert.equal(lightsAfter(detail, update({ milestoneForecasts: [] })).time.light, 'yellow');
  assert.equal(lightsAfter(detail, update()).overall.light, 'red');
});

test('Wants a sentence where declared and computed differ', () => {
  const yellow = { overall: 'yellow', time: 'yellow', cost: 'green', scope: 'green' } as const;
  const [fault] = statusFaults(detail, update({ lights: yellow }), today);
  assert.equal(fault?.path, 'divergenceReason');
  assert.match(fault.message, /\(Gesamt, Termin\)/u);
  assert.deepEqual(paths(update({ lights: yellow, divergenceReason: 'Ersatztermin abgestimmt.' })), []);
});

test('Names every fault at once, by the field of the form', () => {
  const far = toIsoDate('2040-01-01');
  const given = update({
    reportingDate: toIsoDate('2021-07-15'),
    forecastCents: toCents(1),
    milestoneForecasts: [
      { milestoneId: 1, forecastOn: far },
      { milestoneId: 2, forecastOn: far },
      { milestoneId: 2, forecastOn: far },
      { milestoneId: 9, forecastOn: far },
    ],
    divergenceReason: 'so',
  });
  assert.deepEqual(paths(given), [
    'reportingDate',
    'reportingDate',
    'milestoneForecasts.0.forecastOn',
    'milestoneForecasts.1.forecastOn',
    'milestoneForecasts.2.forecastOn',
    'milestoneForecasts.3.forecastOn',
    'forecastCents',
  ]);
});

test('Refuses a forecast before the reporting date and a report on what was cancelled', () => {
  const early = update({
    milestoneForecasts: [{ milestoneId: 2, forecastOn: toIsoDate('2021-06-29') }],
    divergenceReason: 'x',
  });
  assert.deepEqual(paths(early), ['milestoneForecasts.0.forecastOn']);
  const cancelled = { ...detail, project: { ...detail.project, state: 'cancelled' as const } };
  assert.deepEqual(
    statusFaults(cancelled, update(), today).map((fault) => fault.path),
    ['reportingDate'],
  );
});
