import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { toCents } from '../money.ts';
import { FIGURES, LINE_KINDS } from './terms.ts';
import { NO_PARTS, figuresOf, sumFigures } from './figures.ts';
import { SIDES, grossParts, sideName, sideOf } from './sides.ts';

test('Income and reserve stand apart, every other kind is expense', () => {
  assert.deepEqual(
    LINE_KINDS.map((kind) => [kind, sideOf(kind)]),
    [
      ['personnel', 'expense'],
      ['material', 'expense'],
      ['investment', 'expense'],
      ['reserve', 'reserve'],
      ['income', 'income'],
      ['other', 'expense'],
    ],
  );
});

test('The sum of the lines is the sum of the gross parts, and no line is in two', () => {
  const line = fc.record({
    kind: fc.constantFrom(...LINE_KINDS),
    A: fc.integer({ min: -1e9, max: 1e9 }),
    I: fc.integer({ min: -1e9, max: 1e9 }),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (rows) => {
      const lines = rows.map(({ kind, A, I }) => ({
        side: sideOf(kind),
        parts: figuresOf({ ...NO_PARTS, A: toCents(A), I: toCents(I) }),
      }));
      const parts = grossParts(lines, (one) => one);
      const all = sumFigures(lines.map((one) => one.parts));
      const again = sumFigures(parts.map((part) => part.figures));
      for (const figure of FIGURES) assert.equal(again[figure], all[figure]);
      assert.equal(
        parts.reduce((count, part) => count + part.members.length, 0),
        lines.length,
      );
    }),
  );
});

test('Expense says when the reserve is not in it', () => {
  assert.equal(sideName('result', 'expense', [{ side: 'expense' }]), 'Aufwendungen');
  const all = SIDES.map((side) => ({ side }));
  assert.equal(sideName('result', 'expense', all), 'Aufwendungen ohne Deckungsreserve');
  assert.equal(sideName('cash', 'income', all), 'Einzahlungen');
});
