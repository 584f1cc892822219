import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { paperLabel } from '../budget/paper.ts';
import { citedPapers, paperSlug, parsePaperSlug, slugOfLabel } from './paper-address.ts';

const paper = fc.record({
  number: fc.integer({ min: 1, max: 99_999 }),
  year: fc.integer({ min: 1990, max: 2100 }),
  supplement: fc.constantFrom('', 'E1', 'Erg. 2', '2. Lesung'),
});

test('An address is read back, and a label leads to it', () => {
  fc.assert(
    fc.property(paper, (one) => {
      assert.deepEqual(parsePaperSlug(paperSlug(one)), { ...one });
      assert.equal(slugOfLabel(paperLabel(one)), paperSlug(one));
    }),
  );
  assert.deepEqual(parsePaperSlug('17'), { id: 17 });
  for (const text of ['', '0', 'GRDrs', 'GRDrs-1', 'GRDrs-316-21', 'grdrs-316-2021', '-1'])
    assert.equal(parsePaperSlug(text), null, text);
});

test('Every paper a text names is found, and the pieces are the text again', () => {
  const text = 'Nach GRDrs 316/2021 E1, dann GRDrs 862/2021 und GRDrs 1/2020 von 2020.';
  const pieces = citedPapers(text);
  assert.deepEqual(
    pieces.flatMap(({ slug }) => slug ?? []),
    ['GRDrs-316-2021-E1', 'GRDrs-862-2021', 'GRDrs-1-2020'],
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constant(text)), (any) => {
      assert.equal(
        citedPapers(any)
          .map((piece) => piece.text)
          .join(''),
        any,
      );
    }),
  );
});
