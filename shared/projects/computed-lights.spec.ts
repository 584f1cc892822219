import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, toIsoDate } from '../calendar.ts';
import { DECLARED_LIGHTS, worstLight } from '../light.ts';
import { toCents } from '../money.ts';
import { computedLights, divergingDimensions, openSlipDays } from './computed-lights.ts';
import type { LightFacts } from './computed-lights.ts';
import { DEFAULT_THRESHOLDS, lightRules } from './light-thresholds.ts';

const asOf = toIsoDate('2021-06-30');
const euro = (amount: number) => toCents(amount * 100);
const milestone = (
  slip: number | null,
  more: { reachedOn?: string; weight?: number; inDays?: number } = {},
) => ({
  name: 'Los 2',
  baselineOn: addDays(asOf, more.inDays ?? 10),
  forecastOn: slip === null ? null : addDays(asOf, (more.inDays ?? 10) + slip),
  reachedOn: more.reachedOn === undefined ? null : toIsoDate(more.reachedOn),
  weightCents: euro(more.weight ?? 0),
});
const facts = (more: Partial<LightFacts> = {}): LightFacts => ({
  asOf,
  cancelled: false,
  reportOverdue: false,
  milestones: [milestone(0)],
  revisedCents: euro(1000),
  actualCents: euro(100),
  commitmentCents: euro(100),
  forecastCents: euro(1000),
  risks: [],
  ...more,
});
const lights = (more: Partial<LightFacts>) => computedLights(facts(more), DEFAULT_THRESHOLDS);

test('Time turns over 14 and over 60 days of slip', () => {
  const rows = [
    [-9, 'green'],
    [14, 'green'],
    [15, 'yellow'],
    [60, 'yellow'],
    [61, 'red'],
  ] as const;
  for (const [slip, expected] of rows) {
    assert.equal(lights({ milestones: [milestone(slip)] }).time.light, expected, `${slip} days`);
  }
});

test('Names the rule, its limit, the value here and the milestone', () => {
  assert.equal(
    lights({ milestones: [milestone(84)] }).time.rule,
    'Regel T2: Verzug über 60 Tage, hier 84 (Los 2).',
  );
});

test('A date that has passed counts to the as-of date, forecast or not', () => {
  assert.equal(openSlipDays(milestone(null, { inDays: -20 }), asOf), 20);
  assert.equal(openSlipDays(milestone(5, { inDays: -20 }), asOf), 20);
  assert.equal(openSlipDays(milestone(30, { inDays: -20 }), asOf), 30);
  assert.equal(openSlipDays(milestone(99, { reachedOn: '2021-06-01' }), asOf), 0);
});

test('Cost turns over 5 and over 10 percent of the budget', () => {
  const rows = [
    [1000, 'green'],
    [1050, 'green'],
    [1050.01, 'yellow'],
    [1100, 'yellow'],
    [1100.01, 'red'],
  ] as const;
  for (const [forecast, expected] of rows) {
    const forecastCents = toCents(Math.round(forecast * 100));
    assert.equal(lights({ forecastCents }).cost.light, expected, `${forecast} of 1000`);
  }
});

test('A forecast below what is paid and ordered is no relief', () => {
  const cost = lights({ forecastCents: euro(900), actualCents: euro(700), commitmentCents: euro(500) }).cost;
  assert.equal(cost.light, 'red');
  assert.equal(cost.rule, 'Regel C2: Prognose über 10\u00a0% über dem Budget, hier 20,0\u00a0%.');
  assert.equal(lights({ revisedCents: euro(0), forecastCents: null }).cost.light, 'red');
});

test('Money ahead of progress turns the cost light', () => {
  const spent = (actual: number) => ({
    milestones: [milestone(0, { weight: 500 }), milestone(0, { weight: 500, reachedOn: '2021-03-01' })],
    actualCents: euro(actual),
    commitmentCents: euro(0),
  });
  assert.equal(lights(spent(750)).cost.light, 'green'); // 75 % − 50 % = 25 points
  assert.equal(lights(spent(751)).cost.light, 'yellow');
  assert.equal(lights(spent(901)).cost.light, 'red');
});

test('An open high risk turns scope, an overdue report only overall', () => {
  const risk = (probability: number, impact: number) => ({
    risks: [{ title: 'Personal', probability, impact }],
  });
  assert.equal(lights(risk(2, 5)).scope.light, 'green');
  assert.equal(lights(risk(3, 5)).scope.light, 'yellow');
  assert.equal(lights(risk(4, 5)).scope.light, 'red');
  const overdue = lights({ reportOverdue: true });
  assert.deepEqual([overdue.time.light, overdue.overall.light], ['green', 'yellow']);
  assert.equal(overdue.overall.rule, 'Regel R1: Statusbericht zum Berichtstag fehlt.');
});

test('Nothing to compute from is no light', () => {
  const empty = lights({
    milestones: [],
    revisedCents: euro(0),
    actualCents: euro(0),
    commitmentCents: euro(0),
    forecastCents: null,
  });
  assert.deepEqual([empty.time.light, empty.cost.light, empty.scope.light], ['none', 'none', 'green']);
  assert.equal(lights({ cancelled: true }).overall.light, 'none');
});

test('A sentence is required exactly where declared and computed differ', () => {
  const declared = { overall: 'green', time: 'yellow', cost: 'green', scope: 'green' } as const;
  const computed = {
    overall: { light: 'yellow' },
    time: { light: 'yellow' },
    cost: { light: 'none' },
    scope: { light: 'green' },
  } as const;
  assert.deepEqual(divergingDimensions(declared, computed), ['overall']);
});

test('Prints a rule for every code, with the limits in force', () => {
  const rules = lightRules({ ...DEFAULT_THRESHOLDS, slipRedDays: 90 });
  assert.deepEqual(
    rules.map((rule) => rule.code),
    ['T1', 'T2', 'C1', 'C2', 'P1', 'P2', 'H1', 'H2', 'R1'],
  );
  assert.equal(rules[1]?.text, 'Verzug über 90 Tage');
});

const anyFacts: fc.Arbitrary<LightFacts> = fc.record({
  asOf: fc.constant(asOf),
  cancelled: fc.constant(false),
  reportOverdue: fc.boolean(),
  milestones: fc.array(
    fc.integer({ min: -200, max: 200 }).map((slip) => milestone(slip, { weight: Math.abs(slip) })),
    { maxLength: 6 },
  ),
  revisedCents: fc.integer({ min: -1000, max: 1e10 }).map(toCents),
  actualCents: fc.integer({ min: -1000, max: 1e10 }).map(toCents),
  commitmentCents: fc.integer({ min: 0, max: 1e10 }).map(toCents),
  forecastCents: fc.option(fc.integer({ min: 0, max: 1e10 }).map(toCents)),
  risks: fc.array(
    fc.record({
      title: fc.string(),
      probability: fc.integer({ min: 1, max: 5 }),
      impact: fc.integer({ min: 1, max: 5 }),
    }),
    { maxLength: 4 },
  ),
});

test('Law: overall is never better than any of its parts, and every light but green has its rule', () => {
  fc.assert(
    fc.property(anyFacts, (given) => {
      const result = computedLights(given, DEFAULT_THRESHOLDS);
      const parts = [result.time.light, result.cost.light, result.scope.light];
      assert.equal(worstLight([result.overall.light, ...parts]), result.overall.light);
      for (const { light, rule } of Object.values(result)) {
        assert.equal(rule !== null, light === 'yellow' || light === 'red');
      }
    }),
  );
});

test('Law: a later forecast never betters the time light', () => {
  const severity = ['none', 'green', 'yellow', 'red'];
  fc.assert(
    fc.property(fc.integer({ min: -99, max: 99 }), fc.nat({ max: 99 }), (slip, more) => {
      const before = lights({ milestones: [milestone(slip)] }).time.light;
      const after = lights({ milestones: [milestone(slip + more)] }).time.light;
      assert.ok(severity.indexOf(after) >= severity.indexOf(before));
    }),
  );
});

test('Law: declaring what is computed never needs a sentence', () => {
  const light = fc.constantFrom(...DECLARED_LIGHTS);
  fc.assert(
    fc.property(fc.record({ overall: light, time: light, cost: light, scope: light }), (declared) => {
      const same = {
        overall: { light: declared.overall },
        time: { light: declared.time },
        cost: { light: declared.cost },
        scope: { light: declared.scope },
      };
      assert.deepEqual(divergingDimensions(declared, same), []);
    }),
  );
});
