import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fold, foldedText, holdsWords, searchWords } from './fold.ts';

const finds = (text: string, query: string): boolean => holdsWords(foldedText(text), searchWords(query));

const FOUND: [string, string][] = [
  ['Bürgerportal', 'burger'],
  ['Bürgerportal', 'BUERGER'],
  ['Bürgerportal', 'Bu\u0308rger'],
  ['Bu\u0308rgerportal', 'bürger'],
  ['Gebäudemanagement', 'Gebaeude'],
  ['GEBÄUDE', 'gebäude'],
  ['Straßennetz', 'strassen'],
  ['STRASSENNETZ', 'Straße'],
  ['Straẞe', 'strasse'],
  ['eAkte: Einführung und Betrieb', 'eAkte Betrieb'],
  ['eAkte: Einführung und Betrieb', 'betrieb  eakte'],
  ['GRDrs 316/2021 Haushaltsplan', '316/2021'],
  ['GRDrs 316/2021 Haushaltsplan', 'GRDrs 316/2021'],
  ['Ge\u00ADbäude', 'gebäude'],
  ['Gebäude', 'ge\u200Bbäude'],
  ['4599000001', '0004599000001'],
  ['0004599000001', '4599000001'],
  ['Café Zoë', 'cafe zoe'],
  ['Ｎetz', 'netz'],
  ['Ǣtna', 'aetna'],
  ['Bjǿrn', 'bjoern'],
  ['Zeile\u00A0105', 'zeile 105'],
];
for (const [text, query] of FOUND) {
  test(`„${query}“ finds „${text}“`, () => {
    assert.ok(finds(text, query));
  });
}

const NOT_FOUND: [string, string][] = [
  ['eAkte: Einführung', 'eAkte Betrieb'],
  ['Bürgerportal', 'burgen'],
  ['316/2021', '317/2021'],
  ['Zeile 105', '0106'],
  ['Zeile 5', '005'],
];
for (const [text, query] of NOT_FOUND) {
  test(`„${query}“ does not find „${text}“`, () => {
    assert.ok(!finds(text, query));
  });
}

test('Wildcards of a database are letters like others', () => {
  assert.deepEqual(searchWords('50% _x'), ['50%', '_x']);
  assert.ok(!finds('Zeile 105', '1%5'));
});

test('Folding a folded text changes nothing', () => {
  for (const text of ['Straße´', '! ΄', 'a ¨ b', '‗']) assert.equal(fold(fold(text)), fold(text), text);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(fold(fold(text)), fold(text));
    }),
  );
});

test('A text is found by itself, by its capitals, its decomposed form and each of its words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (text) => {
      if (searchWords(text).length === 0) return;
      for (const form of [text, text.normalize('NFD'), text.normalize('NFC')])
        assert.ok(finds(text, form), form);
      for (const word of text.split(/\s+/u).filter(Boolean)) assert.ok(finds(text, word), word);
    }),
  );
});
