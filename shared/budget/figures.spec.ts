import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { formatQuota, sumCents, toCents } from '../money.ts';
import {
  NO_PARTS,
  carryOverCapConsumptive,
  carryOverCapInvestment,
  commitmentRate,
  excessNeed,
  figuresOf,
  openCommitment,
  partsOf,
  planComparison,
  spendingRate,
  sumFigures,
} from './figures.ts';
import type { LineParts } from './figures.ts';
import { MOVEMENT_KINDS } from './terms.ts';

function parts(values: Partial<Record<keyof LineParts, number>>): LineParts {
  const given = { ...NO_PARTS };
  for (const [key, value] of Object.entries(values)) given[key as keyof LineParts] = toCents(value * 100);
  return given;
}

const cents = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }).map(toCents);
const anyLine: fc.Arbitrary<LineParts> = fc.record({
  A: cents,
  N: cents,
  E: cents,
  B: cents,
  Z: cents,
  U: cents,
  S: cents,
  O: cents,
  I: cents,
});

describe('a line', () => {
  test('Line 105 of the sample budget: 720,000 + 131,250 − 45,000 = 806,250 and 196,521.28 available', () => {
    const line = figuresOf({
      ...parts({ A: 720_000, E: 131_250, U: -45_000, S: 72_000 }),
      O: toCents(24_131_050),
      I: toCents(29_641_822),
    });
    assert.equal(line.F, 80_625_000);
    assert.equal(line.V, 19_652_128);
    assert.equal(formatQuota(spendingRate(line).part, spendingRate(line).of), '36,8\u00a0%');
    assert.equal(formatQuota(commitmentRate(line).part, commitmentRate(line).of), '66,7\u00a0%');
  });

  test('F = A + N + E + B + Z + U and V = F − S − O − I', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const { F, V } = figuresOf(line);
        assert.equal(F, line.A + line.N + line.E + line.B + line.Z + line.U);
        assert.equal(V, F - line.S - line.O - line.I);
      }),
    );
  });

  test('A quota of nothing is undefined, never 0 % or infinite', () => {
    const { part, of } = spendingRate(figuresOf(parts({ I: 5 })));
    assert.equal(formatQuota(part, of), '–');
  });

  test('Plan comparison names both bases: I − A by law, I − F to steer', () => {
    const compared = planComparison(figuresOf(parts({ A: 100, N: 50, I: 120 })));
    assert.deepEqual(compared, { againstAppropriation: 2000, againstRevised: -3000 });
  });

  test('Movements of one kind add up, reversals included, and other kinds stay zero', () => {
    const movements = [
      { kind: 'N', cents: toCents(500) },
      { kind: 'N', cents: toCents(-500) },
      { kind: 'N', cents: toCents(300) },
      { kind: 'S', cents: toCents(70) },
    ] as const;
    const summed = partsOf(movements, toCents(11), toCents(12));
    assert.deepEqual(summed, { ...NO_PARTS, N: 300, S: 70, O: 11, I: 12 });
  });

  test('The order of movements does not matter', () => {
    const movement = fc.record({ kind: fc.constantFrom(...MOVEMENT_KINDS), cents });
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 30 }), (movements) => {
        const forth = partsOf(movements, toCents(0), toCents(0));
        assert.deepEqual(partsOf([...movements].reverse(), toCents(0), toCents(0)), forth);
      }),
    );
  });
});

describe('sums', () => {
  test('Σ lines = total, part by part, and V(group) = Σ V(line)', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 20 }), (lines) => {
        const total = sumFigures(lines);
        const each = lines.map(figuresOf);
        for (const key of ['A', 'N', 'E', 'B', 'Z', 'U', 'F', 'S', 'O', 'I', 'V'] as const)
          assert.equal(total[key], sumCents(each.map((line) => line[key])), key);
      }),
    );
  });

  test('Sums of groups are the sum of their lines, however they are grouped', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 20 }), fc.nat(20), (lines, cut) => {
        const groups = [sumFigures(lines.slice(0, cut)), sumFigures(lines.slice(cut))];
        assert.deepEqual(sumFigures(groups), sumFigures(lines));
      }),
    );
  });

  test('No lines sum to zero', () => assert.deepEqual(sumFigures([]), figuresOf(NO_PARTS)));

  test('A line may be overdrawn while its cover group is not', () => {
    const group = sumFigures([parts({ A: 100, I: 120 }), parts({ A: 100, I: 50 })]);
    assert.equal(group.V, 3000);
    assert.equal(excessNeed(group.V), 0);
    assert.equal(excessNeed(toCents(-1)), 1);
  });
});

describe('orders', () => {
  test('bestellt − berechnet − storniert, never below zero', () => {
    const open = (ordered: number, released: number, cancelled: number): number =>
      openCommitment({
        ordered: toCents(ordered),
        released: toCents(released),
        cancelled: toCents(cancelled),
      });
    assert.equal(open(8_272_872, 8_172_872, 100_000), 0);
    assert.equal(open(18_000_000, 11_868_950, 0), 6_131_050);
    assert.equal(open(100, 150, 0), 0);
  });

  test('An invoice moves money from O to I: both are never counted', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(amount, amount, (ordered, invoiced) => {
        fc.pre(invoiced <= ordered);
        const order = { ordered: toCents(ordered), released: toCents(invoiced), cancelled: toCents(0) };
        const before = figuresOf({ ...NO_PARTS, O: toCents(ordered) });
        const after = figuresOf({ ...NO_PARTS, O: openCommitment(order), I: toCents(invoiced) });
        assert.equal(after.O + after.I, before.O + before.I);
        assert.equal(after.V, before.V);
      }),
    );
  });
});

describe('carry-over (§ 21 GemHVO)', () => {
  test('Investments: at most what is not spent', () => {
    assert.equal(carryOverCapInvestment(figuresOf(parts({ A: 100, I: 60, O: 30 }))), 4000);
    assert.equal(carryOverCapInvestment(figuresOf(parts({ A: 100, I: 130 }))), 0);
  });

  const CONSUMPTIVE: [string, Partial<Record<keyof LineParts, number>>, boolean, number][] = [
    ['not declared transferable: nothing', { A: 100, I: 40 }, false, 0],
    ['declared transferable: the rest', { A: 100, I: 40 }, true, 60],
    ['overspent: nothing', { A: 100, I: 140 }, true, 0],
    ['excess part, unused: nothing of it', { A: 100, B: 50, I: 100 }, true, 0],
    ['excess part, ordered but unpaid: what is ordered', { A: 100, B: 50, I: 100, O: 20 }, true, 20],
    ['excess part without declaration: what is ordered', { A: 100, B: 50, I: 100, O: 20 }, false, 20],
    ['excess part and rest together: at most the rest', { A: 100, B: 50, I: 60, O: 80 }, true, 90],
    ['excess ordered beyond B: at most B', { A: 0, B: 50, I: 0, O: 80 }, false, 50],
  ];
  for (const [name, values, transferable, euro] of CONSUMPTIVE)
    test(`Other expense, ${name}`, () =>
      assert.equal(carryOverCapConsumptive(figuresOf(parts(values)), transferable), euro * 100));

  test('No cap is negative or above what is left', () => {
    fc.assert(
      fc.property(anyLine, fc.boolean(), (line, transferable) => {
        const figures = figuresOf(line);
        const rest = Math.max(0, figures.F - figures.I);
        for (const cap of [carryOverCapInvestment(figures), carryOverCapConsumptive(figures, transferable)])
          assert.ok(cap >= 0 && cap <= rest);
      }),
    );
  });

  test('A declaration never lowers the cap', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const figures = figuresOf(line);
        assert.ok(carryOverCapConsumptive(figures, true) >= carryOverCapConsumptive(figures, false));
      }),
    );
  });
});
