import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { earnedValue } from './earned-value.ts';
import { divideHalfAway } from '../money.ts';
import type { WeightedMilestone } from './earned-value.ts';

const asOf = toIsoDate('2021-06-30');
const cents = (euro: number) => toCents(euro * 100);
const milestone = (
  baseline: string,
  reached: string | null,
  weight: number,
  evidence: string | null = 'Protokoll',
): WeightedMilestone => ({
  baselineOn: toIsoDate(baseline),
  reachedOn: reached === null ? null : toIsoDate(reached),
  evidence: reached === null ? null : evidence,
  weightCents: cents(weight),
});
const reasonsFor = (figure: string, value: ReturnType<typeof earnedValue>) =>
  value.reasons.filter((reason) => reason.figure === figure).map((reason) => reason.text);

test('Computes every figure of a project that is late and dear', () => {
  const plan = [
    milestone('2021-01-31', '2021-02-10', 100),
    milestone('2021-06-30', null, 100),
    milestone('2021-12-31', null, 200),
  ];
  const value = earnedValue(plan, cents(150), asOf);
  assert.equal(value.bacCents, cents(100 + 100 + 200));
  assert.equal(value.pvCents, cents(100 + 100));
  assert.equal(value.evCents, cents(100));
  assert.equal(value.cvCents, cents(100 - 150));
  assert.equal(value.svCents, cents(100 - 200));
  assert.equal(value.cpiThousandths, 667); // 100 / 150
  assert.equal(value.spiThousandths, 500); // 100 / 200
  assert.equal(value.eacTypicalCents, cents(600)); // 400 × 150 / 100
  assert.equal(value.eacAtypicalCents, cents(150 + 400 - 100));
  assert.equal(value.etcCents, cents(600 - 150));
  assert.equal(value.vacCents, cents(400 - 600));
  assert.equal(value.tcpiThousandths, 1200); // (400 − 100) / (400 − 150)
  assert.deepEqual(value.reasons, []);
});

test('EAC comes from the exact ratio, not from the rounded CPI', () => {
  const value = earnedValue(
    [milestone('2021-01-31', '2021-01-31', 3), milestone('2022-01-31', null, 7)],
    cents(9),
    asOf,
  );
  assert.equal(value.cpiThousandths, 333);
  assert.equal(value.eacTypicalCents, cents(30)); // 10 × 9 / 3, and not 10 / 0.333
});

test('Undefined figures are null and say why', () => {
  const none = earnedValue([], cents(0), asOf);
  assert.deepEqual(
    [none.cpiThousandths, none.spiThousandths, none.tcpiThousandths, none.eacTypicalCents, none.vacCents],
    [null, null, null, null, null],
  );
  assert.deepEqual(none.reasons.map((reason) => reason.figure).sort(), ['BAC', 'CPI', 'EAC', 'SPI', 'TCPI']);
  const started = earnedValue([milestone('2021-12-31', null, 10)], cents(4), asOf);
  assert.equal(started.cpiThousandths, 0);
  assert.equal(started.eacTypicalCents, null);
  assert.match(reasonsFor('EAC', started)[0] ?? '', /EV = 0/u);
  assert.match(reasonsFor('SPI', started)[0] ?? '', /PV = 0/u);
  const spent = earnedValue([milestone('2021-01-31', null, 10)], cents(10), asOf);
  assert.match(reasonsFor('TCPI', spent)[0] ?? '', /AC = BAC/u);
  const over = earnedValue([milestone('2021-01-31', null, 10)], cents(11), asOf);
  assert.match(reasonsFor('TCPI', over)[0] ?? '', /AC > BAC/u);
});

test('Something earned without a posting is a posting lag, not excellence', () => {
  const value = earnedValue([milestone('2021-01-31', '2021-01-31', 10)], cents(0), asOf);
  assert.equal(value.cpiThousandths, null);
  assert.match(reasonsFor('CPI', value)[0] ?? '', /Buchungsrückstand/u);
});

test('Without evidence, or after the date, nothing is earned', () => {
  const value = earnedValue(
    [milestone('2021-01-31', '2021-01-31', 10, ''), milestone('2021-01-31', '2021-07-01', 10)],
    cents(5),
    asOf,
  );
  assert.equal(value.evCents, 0);
});

test('Rounds half away from zero', () => {
  const rows = [
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [7n, 3n, 2n],
    [-7n, 3n, -2n],
    [0n, 9n, 0n],
  ] as const;
  for (const [a, b, expected] of rows) assert.equal(divideHalfAway(a, b), expected);
});

const anyMilestone = fc
  .record({
    days: fc.integer({ min: -400, max: 400 }),
    reached: fc.option(fc.integer({ min: -400, max: 400 })),
    weight: fc.integer({ min: 0, max: 1_000_000_000 }),
    evidence: fc.constantFrom('Protokoll', ''),
  })
  .map(({ days, reached, weight, evidence }) => ({
    baselineOn: addDays(asOf, days),
    reachedOn: reached === null ? null : addDays(asOf, reached),
    evidence: reached === null ? null : evidence,
    weightCents: toCents(weight),
  }));

test('Law: the identities hold for any milestones and any actuals', () => {
  fc.assert(
    fc.property(
      fc.array(anyMilestone, { maxLength: 30 }),
      fc.integer({ min: -1e9, max: 1e11 }),
      (plan, ac) => {
        const value = earnedValue(plan, toCents(ac), asOf);
        assert.equal(value.cvCents, value.evCents - ac);
        assert.equal(value.svCents, value.evCents - value.pvCents);
        assert.ok(value.evCents <= value.bacCents && value.pvCents <= value.bacCents);
        assert.equal(value.eacAtypicalCents - ac, value.bacCents - value.evCents);
        const { eacTypicalCents: eac } = value;
        assert.equal(value.etcCents, eac === null ? null : eac - ac);
        assert.equal(value.vacCents, eac === null ? null : value.bacCents - eac);
        if (eac === null) return;
        const rest = BigInt(eac) * BigInt(value.evCents) - BigInt(value.bacCents) * BigInt(ac);
        assert.ok(
          (rest < 0n ? -rest : rest) * 2n <= BigInt(value.evCents),
          'EAC × EV = BAC × AC, to half a cent',
        );
      },
    ),
  );
});

test('Law: a figure is null exactly when a reason names it', () => {
  fc.assert(
    fc.property(fc.array(anyMilestone, { maxLength: 8 }), fc.integer({ min: -10, max: 1e10 }), (plan, ac) => {
      const value = earnedValue(plan, toCents(ac), asOf);
      const named = (figure: string) => value.reasons.some((reason) => reason.figure === figure);
      assert.equal(value.cpiThousandths === null, named('CPI'));
      assert.equal(value.spiThousandths === null, named('SPI'));
      assert.equal(value.eacTypicalCents === null, named('EAC'));
      assert.equal(value.tcpiThousandths === null, named('TCPI'));
    }),
  );
});

test('Law: the order of the milestones does not matter', () => {
  fc.assert(
    fc.property(fc.array(anyMilestone, { maxLength: 12 }), (plan) => {
      const ac = toCents(123_456);
      assert.deepEqual(earnedValue([...plan].reverse(), ac, asOf), earnedValue(plan, ac, asOf));
    }),
  );
});
