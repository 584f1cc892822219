import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toCents } from '../money.ts';
import { excessFault, excessNotes } from './excess-limit.ts';
import type { ExcessSoFar } from './excess-limit.ts';

const LIMIT = toCents(5_000_000);
const sum = (decided: number, open = 0, openRequests: number[] = []) => ({
  decidedCents: toCents(decided),
  openCents: toCents(open),
  openRequests,
});
const soFar = (line: ReturnType<typeof sum>, group: ReturnType<typeof sum> | null = null): ExcessSoFar => ({
  line: { number: '144', year: 2021, ...line },
  group: group && { code: '100-A', ...group },
});
const asked = (cents: number, hasPaper = false) => ({ cents: toCents(cents), hasPaper, limitCents: LIMIT });

/** [what, so far, asked, whether a paper is needed] */
const TABLE: [string, ExcessSoFar, ReturnType<typeof asked>, boolean][] = [
  ['one cent below', soFar(sum(3_000_000)), asked(1_999_999), false],
  ['exactly the limit', soFar(sum(3_000_000)), asked(2_000_000), true],
  ['with a paper', soFar(sum(3_000_000)), asked(4_999_999, true), false],
  ['open requests count', soFar(sum(0, 3_000_000, [12])), asked(2_000_000), true],
  ['split over a cover group', soFar(sum(0), sum(3_000_000)), asked(2_000_000), true],
  ['a group below the limit', soFar(sum(0), sum(2_999_999)), asked(2_000_000), false],
];

for (const [what, before, request, needed] of TABLE) {
  test(`An excess needs the council or not: ${what}`, () => {
    assert.equal(excessFault(before, request).length > 0, needed);
  });
}

test('The sums so far, with this one and the limit are said, and which requests are open', () => {
  assert.deepEqual(excessNotes(soFar(sum(1_000_000, 2_000_000, [12]), sum(0)), asked(4_999_999)), [
    'Über- und außerplanmäßig auf Zeile 144 in 2021: bisher 30.000,00 €, davon offen 20.000,00 € (Antrag 12), mit diesem 79.999,99 €, Grenze 50.000,00 € (§ 84 GemO).',
    'Ohne Drucksache im Deckungskreis 100-A in 2021: bisher 0,00 €, mit diesem 49.999,99 €, Grenze 50.000,00 € (§ 84 GemO).',
  ]);
});

test('However a need is cut into requests, it reaches the limit where the whole would', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 4_999_999 }), { minLength: 1, maxLength: 8 }), (parts) => {
      let before = 0;
      const refused = parts.some((cents) => {
        const fault = excessFault(soFar(sum(before)), asked(cents)).length > 0;
        before += cents;
        return fault;
      });
      assert.equal(refused, before >= LIMIT);
    }),
  );
});
