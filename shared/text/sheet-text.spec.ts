import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { fromSheetText, toSheetText } from './sheet-text.ts';

const CASES: readonly [text: string, stored: string][] = [
  ['plain', 'plain'],
  ['_x0020_', '_x005F_x0020_'],
  ['_x0041_x0042_', '_x005F_x0041_x005F_x0042_'],
  ['_x000D\r', '_x005F_x000D_x000D_'],
  ['a_xyz_b', 'a_xyz_b'],
  ['N\uffff\ufffe\u0001\ud800', 'N\ufffd\ufffd\ufffd\ufffd'],
];

describe('text in a sheet', () => {
  for (const [text, stored] of CASES) {
    test(`${JSON.stringify(text)} is written ${stored}`, () => {
      assert.equal(toSheetText(text), stored);
    });
  }

  test('Every text that XML can hold comes back as it was', () => {
    const letters = fc.string({
      unit: fc.constantFrom('_', 'x', '0', '4', 'D', 'f', '\r', '\n', 'ä', '&', '😀'),
    });
    fc.assert(
      fc.property(fc.oneof(letters, fc.string({ unit: 'binary' })), (text) => {
        const kept = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '\ufffd');
        assert.equal(fromSheetText(toSheetText(text)), kept.toWellFormed());
      }),
      { numRuns: 5_000 },
    );
  });
});
