import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { figuresOf, sumFigures } from '../budget/figures.ts';
import type { LineParts } from '../budget/figures.ts';
import { sumCents, toCents } from '../money.ts';
import { plannedMovements, shareOf } from './movement-plan.ts';
import type { MovementLine, PlannedMovement } from './movement-plan.ts';
import { movementTitle } from './movement-title.ts';
import type { MovementPayloadInput } from './movement.ts';
import { ON, payload, testFacts, testLine } from './test-movements.ts';

const { lines } = testFacts();
const plan = (input: MovementPayloadInput): PlannedMovement[] => plannedMovements(payload(input), lines);
const amount = fc.integer({ min: 1, max: 10_000_000_000 }).map(toCents);

const pairs = fc.oneof(
  amount.map((cents) => ({ movement: 'U' as const, fromLineId: 1, toLineId: 2, cents, effectiveOn: ON })),
  amount.map((cents) => ({ movement: 'Z' as const, incomeLineId: 5, lineId: 2, cents, effectiveOn: ON })),
  fc.tuple(amount, amount).map(([a, b]) => ({
    movement: 'B' as const,
    lineId: 1,
    cover: [
      { lineId: 6, cents: a },
      { lineId: 2, cents: b },
    ],
    effectiveOn: ON,
  })),
);

test('What moves in pairs sums to zero, every pair by itself, and each names its counterpart', () => {
  fc.assert(
    fc.property(pairs, (input) => {
      const movements = plan(input);
      assert.equal(sumCents(movements.map((movement) => movement.cents)), 0);
      for (const pair of Map.groupBy(movements, (movement) => movement.pair).values()) {
        assert.equal(sumCents(pair.map((movement) => movement.cents)), 0);
        assert.deepEqual(
          pair.map((movement) => movement.lineId),
          pair.map((movement) => movement.counterLineId).reverse(),
        );
      }
    }),
  );
});

/** F and V of a line with movements added to its parts, reckoned by hand. */
const added = (line: MovementLine, movements: readonly PlannedMovement[]) => {
  const parts: LineParts = { ...line.figures };
  for (const movement of movements.filter((one) => one.lineId === line.id))
    parts[movement.kind] = toCents(parts[movement.kind] + movement.cents);
  return figuresOf(parts);
};

test('Before plus movement is after: a transfer leaves the sum of its lines alone, an excess adds what others give', () => {
  fc.assert(
    fc.property(pairs, (input) => {
      const movements = plan(input);
      const all = [...lines.values()];
      const before = sumFigures(all.map((line) => line.figures));
      const after = sumFigures(all.map((line) => added(line, movements)));
      assert.deepEqual([after.F, after.V], [before.F, before.V]);
      const to = lines.get(input.movement === 'U' ? input.toLineId : input.lineId)!;
      const gained = added(to, movements).F - to.figures.F;
      const given =
        input.movement === 'B' ? input.cover.reduce((sum, part) => sum + part.cents, 0) : input.cents;
      assert.equal(gained, given);
    }),
  );
});

test('Income and expense keep their signs: earmarked income lowers the income line', () => {
  const movements = plan({ movement: 'Z', incomeLineId: 5, lineId: 1, cents: toCents(900), effectiveOn: ON });
  assert.deepEqual(
    movements.map(({ lineId, kind, cents }) => [lineId, kind, cents]),
    [
      [5, 'Z', -900],
      [1, 'Z', 900],
    ],
  );
});

const SHARES: [number, number, number][] = [
  [72_000_000, 100, 7_200_000],
  [333, 500, 167],
  [-333, 500, 167],
  [1, 499, 0],
  [1, 500, 1],
  [9_007_199_254, 333, 2_999_397_352],
];
for (const [base, tenths, cents] of SHARES) {
  test(`${tenths} tenths of a percent of ${base} cents are ${cents}, half away from zero`, () => {
    assert.equal(shareOf(toCents(base), tenths), cents);
  });
}

test('A release is a block with minus, of A or of F on its day', () => {
  const line = testLine({ id: 1, parts: { A: 1000, N: 500, S: 600 } });
  const one = new Map([[1, line]]);
  const share = (of: 'A' | 'F', direction: 'block' | 'release') =>
    plannedMovements(
      payload({
        movement: 'S',
        lineId: 1,
        direction,
        amount: { by: 'percent', tenths: 100, of },
        effectiveOn: ON,
      }),
      one,
    )[0]?.cents;
  assert.deepEqual([share('A', 'block'), share('F', 'block'), share('F', 'release')], [100, 150, -150]);
});

test('A title says kind, amount, lines and year', () => {
  const numbers = new Map([...lines.values()].map((line) => [line.id, `10${line.number}`]));
  const title = (input: MovementPayloadInput) => movementTitle(payload(input), numbers);
  const cents = toCents(4_500_000);
  assert.equal(
    title({ movement: 'U', fromLineId: 1, toLineId: 2, cents, effectiveOn: ON }),
    'Umschichtung 45.000,00 € von 101 an 102 (2021)',
  );
  assert.equal(
    title({ movement: 'N', lineId: 1, cents: toCents(-100), effectiveOn: ON }),
    'Nachtrag −1,00 € auf 101 (2021)',
  );
  const amountOf = { by: 'percent' as const, tenths: 25, of: 'A' as const };
  assert.equal(
    title({ movement: 'S', lineId: 1, direction: 'block', amount: amountOf, effectiveOn: ON }),
    'Sperre 2,5\u00a0% von A auf 101 (2021)',
  );
});
