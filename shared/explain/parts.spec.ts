import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { figuresOf } from '../budget/figures.ts';
import type { LineParts } from '../budget/figures.ts';
import { FIGURES } from '../budget/terms.ts';
import { toCents } from '../money.ts';
import { compositionOf, formulaOf, formulaParts, recordedLetters } from './formulas.ts';
import { PARTS_PER_PAGE, isExplained, pageOf, pageOfTotal, part, sumParts } from './parts.ts';

const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(toCents);
const lineParts: fc.Arbitrary<LineParts> = fc.record({
  ...{ A: cents, N: cents, E: cents, B: cents, Z: cents, U: cents, S: cents, O: cents, I: cents },
});
const anyPart = fc.record({ sign: fc.constantFrom(1 as const, -1 as const), value: cents });

test('F and V are worth the parts of their formula, and V its recorded letters', () => {
  fc.assert(
    fc.property(lineParts, (given) => {
      const figures = figuresOf(given);
      for (const figure of ['F', 'V'] as const) {
        const composition = compositionOf(figure);
        assert.ok(composition);
        assert.equal(sumParts(formulaParts(composition, figures, (name) => name)), figures[figure]);
        const recorded = recordedLetters(figure).reduce((sum, one) => sum + one.sign * figures[one.name], 0);
        assert.equal(recorded, figures[figure]);
      }
    }),
  );
});

test('On every page carried, shown and remaining are the figure', () => {
  fc.assert(
    fc.property(
      fc.array(anyPart, { maxLength: 3 * PARTS_PER_PAGE }),
      fc.integer({ min: 1, max: 6 }),
      (all, page) => {
        const parts = all.map((one) => part({ ...one, label: 'x' }));
        const value = sumParts(parts);
        const shown = pageOf(parts, page, sumParts);
        assert.ok(isExplained({ ...shown, value }));
        assert.ok(shown.parts.length <= PARTS_PER_PAGE);
        assert.equal(shown.hasNext, parts.length > page * PARTS_PER_PAGE);
      },
    ),
  );
});

test('A page read with one row more knows what follows from the stored total alone', () => {
  const rows = Array.from({ length: PARTS_PER_PAGE + 1 }, (_, index) => part({ label: 'x', value: index }));
  const page = pageOfTotal(rows, { page: 2, carried: 7, total: 1_000_000, sumOf: sumParts });
  assert.equal(page.parts.length, PARTS_PER_PAGE);
  assert.ok(page.hasNext);
  assert.equal(page.remaining, 1_000_000 - 7 - (99 * 100) / 2);
});

test('Every letter has a formula in letters and in words', () => {
  for (const figure of FIGURES) assert.notEqual(formulaOf(figure).words, '');
  assert.deepEqual(formulaOf('V').letters, 'V = F − S − O − I');
  assert.deepEqual(formulaOf('F').letters, 'F = A + N + E + B + Z + U');
});
