import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { compareNatural, inNaturalOrder } from './order.ts';

const sorted = (texts: readonly string[]): string[] => [...texts].sort(compareNatural);
/** What the Unicode collation says, from the program's own tables: another author's rule. */
const collation = new Intl.Collator('de', { numeric: true });

describe('natural order', () => {
  test('Numbers count by their value, whatever stands before them', () => {
    assert.deepEqual(sorted(['P-1000', 'P-99', 'P-9', '10', '9', '9a', 'Z-1', 'Ä-1']), [
      '9',
      '9a',
      '10',
      'Ä-1',
      'P-9',
      'P-99',
      'P-1000',
      'Z-1',
    ]);
  });

  test('Umlauts stand with their letter, ß with ss, capitals with small letters', () => {
    assert.deepEqual(
      sorted(['Zebra', 'Äpfel', 'Apfel', 'apfel', 'Straße', 'Strasse', 'Strast', 'Öl', 'Ofen']),
      ['apfel', 'Apfel', 'Äpfel', 'Ofen', 'Öl', 'Strasse', 'Straße', 'Strast', 'Zebra'],
    );
  });

  test('Decomposed umlauts stand where composed ones do', () => {
    assert.deepEqual(sorted(['B', 'A\u0308', 'A', 'Ä']), ['A', 'A\u0308', 'Ä', 'B']);
  });

  test('Codes of digits, points, strokes and blanks stand as the Unicode collation has them', () => {
    const code = fc.string({ unit: fc.constantFrom(...Array.from('0123456789._- /ABCxyz')), maxLength: 12 });
    fc.assert(
      fc.property(code, code, (a, b) => {
        const expected = collation.compare(a, b);
        return expected === 0 || Math.sign(compareNatural(a, b)) === Math.sign(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test('The order is total: no two texts are equal, and it never runs in a circle', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('019aAäÄßs-. ')), maxLength: 6 });
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        assert.equal(compareNatural(a, b) === 0, a === b);
        assert.equal(Math.sign(compareNatural(a, b)), -Math.sign(compareNatural(b, a)) || 0);
        if (compareNatural(a, b) < 0 && compareNatural(b, c) < 0) assert.ok(compareNatural(a, c) < 0);
      }),
      { numRuns: 2_000 },
    );
  });

  test('A sorted copy is in the same order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom(...Array.from('019aÄ-. ')), maxLength: 6 })),
        (texts) => {
          assert.deepEqual(
            inNaturalOrder(texts, (text) => text),
            sorted(texts),
          );
        },
      ),
    );
  });
});
