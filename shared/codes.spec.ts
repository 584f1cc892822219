import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { codeForm, codeKey, readCode, sameCode } from './codes.ts';
import type { CodeKind } from './codes.ts';

const KINDS: readonly CodeKind[] = ['number', 'item', 'company', 'object', 'own'];

/** What somebody wrote, what kind of code it is, and how it is stored and shown. */
const SAME: readonly [written: string, kind: CodeKind, shown: string][] = [
  ['04599000001', 'number', '4599000001'],
  ['0004599000001', 'number', '4599000001'],
  ['000', 'number', '0'],
  ["'9900000001", 'number', '9900000001'],
  ['\u20199900000001', 'number', '9900000001'],
  ['="0009900000001"', 'number', '9900000001'],
  ['9900000001.0', 'number', '9900000001'],
  ['9900000001,00', 'number', '9900000001'],
  ['9 900 000 001', 'number', '9900000001'],
  ['9900\u00ad000001', 'number', '9900000001'],
  ['\ufeff9900000001\u200b', 'number', '9900000001'],
  ['\u200e9900000001', 'number', '9900000001'],
  ['\u00a09900000001\u00a0', 'number', '9900000001'],
  ['９９０００００００１', 'number', '9900000001'],
  ['rv12', 'number', 'RV12'],
  ['1', 'item', '001'],
  ['000001', 'item', '001'],
  ['12345', 'item', '12345'],
  ['100', 'company', '0100'],
  ['00100', 'company', '0100'],
  ['0000510365', 'object', '510365'],
  ['510365.0', 'object', '510365'],
  ['7.100110.B01', 'object', '7.100110.B01'],
  ['7\u2011100110\u2013001', 'object', '7-100110-001'],
  ['THH\u00a001', 'own', 'THH 01'],
  ['THH  01', 'own', 'THH 01'],
  ['010', 'own', '010'],
  ['p-004', 'own', 'p-004'],
];

const REFUSED: readonly [written: string, kind: CodeKind, named: string][] = [
  ['\u202e10000099', 'number', 'Zeichen, das die Schreibrichtung umkehrt (U+202E) an Stelle 1'],
  ['99\u0000001', 'number', 'Nullzeichen (U+0000) an Stelle 3'],
  ['P-00\uffff4', 'own', 'Zeichen, das es in Unicode nicht gibt (U+FFFF) an Stelle 5'],
  ['P-\ud8004', 'own', 'halbes Zeichenpaar (U+D800) an Stelle 3'],
  ['\u0420-004', 'own', 'kyrillischer Buchstabe (U+0420) an Stelle 1'],
  ['\u0391-1', 'own', 'griechischer Buchstabe (U+0391) an Stelle 1'],
  ['99\u0660', 'number', 'Ziffer einer anderen Schrift (U+0660) an Stelle 3'],
  ['99\ufffd1', 'object', 'Ersatzzeichen für ein unlesbares Zeichen (U+FFFD) an Stelle 3'],
];

describe('codes', () => {
  for (const [written, kind, shown] of SAME) {
    test(`${JSON.stringify(written)} as ${kind} is ${shown}`, () => {
      assert.deepEqual(readCode(written, kind), { value: shown });
      assert.equal(codeKey(written, kind), codeKey(shown));
    });
  }

  for (const [written, kind, named] of REFUSED) {
    test(`${JSON.stringify(written)} is refused and the sign named`, () => {
      assert.equal(readCode(written, kind).fault, `Unerlaubtes Zeichen in einer Nummer: ${named}.`);
    });
  }

  test('A number shown short has lost digits and is refused', () => {
    assert.match(readCode('4,401E+07', 'number').fault ?? '', /verkürzt/u);
    assert.deepEqual(readCode('1E05', 'object'), { value: '1E05' });
  });

  test('Case, padding and zeros make no other thing; letters, points and strokes do', () => {
    for (const [a, b] of [
      ['P-004', 'p-004'],
      ['ä-1', 'Ä-1'],
      ['0100', '100'],
      ['7.100110.b01', '7.100110.B01'],
    ] as const)
      assert.ok(sameCode(a, b), `${a} = ${b}`);
    for (const [a, b] of [
      ['P-004', 'P-4'],
      ['1.100.01', '1.100.1'],
      ['THH_01', 'THH-01'],
      ['7.100110.A01', '7.100110.Ä01'],
      ['0', ''],
    ] as const)
      assert.ok(!sameCode(a, b), `${a} ≠ ${b}`);
  });

  test('The stored form is canonical: reading it again gives it, and its key is the key of what was written', () => {
    const sign = fc.constantFrom(...Array.from('0129aÄ.-_ \'"/\u00a0\u00ad\u200b\ufeff\u2013９．'));
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 10 }), fc.constantFrom(...KINDS), (written, kind) => {
        const form = codeForm(written, kind);
        assert.equal(codeForm(form, kind), form);
        assert.equal(codeKey(form), codeKey(written, kind));
        assert.equal(codeKey(codeKey(form)), codeKey(form));
        assert.deepEqual(readCode(written, kind), { value: form });
      }),
      { numRuns: 2_000 },
    );
  });

  test('Zeros in front of digits never matter', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 20n }),
        fc.nat(12),
        fc.constantFrom(...KINDS),
        (n, zeros, kind) => {
          const padded = `${'0'.repeat(zeros)}${n}`;
          assert.equal(codeKey(padded), String(n));
          assert.equal(codeKey(codeForm(padded, kind)), String(n));
        },
      ),
    );
  });
});
