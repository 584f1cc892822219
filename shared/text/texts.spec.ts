import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readLine, readLines } from './texts.ts';

const LINE: readonly [given: string, kept: string][] = [
  ['  Mobile Arbeitsplätze ', 'Mobile Arbeitsplätze'],
  ['Gebäude 2.0', 'Gebäude 2.0'],
  ['Geba\u0308ude', 'Gebäude'],
  ['Zeile 1\r\nZeile 2\tSpalte', 'Zeile 1 Zeile 2 Spalte'],
  ['Null\u200bbreite, wei\u00adches', 'Nullbreite, weiches'],
  ['\ufeff24\u00a0Monitore', '24 Monitore'],
  ['Familie 👨\u200d👩\u200d👧 am ☎\ufe0f', 'Familie 👨\u200d👩\u200d👧 am ☎\ufe0f'],
  ['=HYPERLINK("x") _x0020_ <b>', '=HYPERLINK("x") _x0020_ <b>'],
];

const REFUSED: readonly [given: string, named: string][] = [
  ['Name\uffff', 'Zeichen, das es in Unicode nicht gibt (U+FFFF) an Stelle 5'],
  ['N\ufffeame', 'Zeichen, das es in Unicode nicht gibt (U+FFFE) an Stelle 2'],
  ['N\u{1fffe}', 'Zeichen, das es in Unicode nicht gibt (U+1FFFE) an Stelle 2'],
  ['Na\u0000me', 'Nullzeichen (U+0000) an Stelle 3'],
  ['\u001b[31mrot', 'Escape-Zeichen (U+001B) an Stelle 1'],
  ['N\u0085\u009fe', 'Steuerzeichen (U+009F) an Stelle 3'],
  ['N\ud83d', 'halbes Zeichenpaar (U+D83D) an Stelle 2'],
  ['abc\u202efdp.exe', 'Zeichen, das die Schreibrichtung umkehrt (U+202E) an Stelle 4'],
];

describe('texts', () => {
  for (const [given, kept] of LINE) {
    test(`A line ${JSON.stringify(given)} is kept as ${JSON.stringify(kept)}`, () => {
      assert.deepEqual(readLine(given), { value: kept });
    });
  }

  for (const [given, named] of REFUSED) {
    test(`${JSON.stringify(given)} is refused, the sign named, in one line and in several`, () => {
      assert.equal(readLine(given).fault, `Unerlaubtes Zeichen: ${named}.`);
      assert.equal(readLines(given).fault, `Unerlaubtes Zeichen: ${named}.`);
    });
  }

  test('Several lines stay several lines', () => {
    assert.deepEqual(readLines('eins \r\nzwei\u2028drei\r\r\nvier\n\n'), {
      value: 'eins\nzwei\ndrei\n\nvier',
    });
  });

  test('What was accepted is accepted as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (given) => {
        for (const read of [readLine, readLines]) {
          const { value } = read(given);
          if (value !== undefined) assert.deepEqual(read(value), { value });
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
