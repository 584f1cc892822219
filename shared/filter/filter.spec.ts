import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatEuro, toCents } from '../money.ts';
import { containsWords, readFilter } from './filter.ts';
import type { FilterColumn, FilterValue } from './filter.ts';

const EURO: FilterColumn = { kind: 'cents', unit: 'euro' };
const THOUSANDS: FilterColumn = { kind: 'cents', unit: 'thousands' };
const FTE: FilterColumn = { kind: 'fte' };
const DAYS: FilterColumn = { kind: 'days' };
const DATE: FilterColumn = { kind: 'date' };
const LIGHT: FilterColumn = { kind: 'light' };
const TEXT: FilterColumn = { kind: 'text' };

function passes(column: FilterColumn, typed: string, value: FilterValue | string | number | null): boolean {
  const filter = readFilter(typed, column);
  if (!filter?.understood) throw new Error(filter?.fault ?? 'Es ist nichts eingegeben.');
  return filter.passes(typeof value === 'object' && value !== null ? value : { value });
}

/** Column, typed, values that pass (✓) and that do not (×). */
const UNDERSTOOD: [FilterColumn, string, (string | number | null)[], (string | number | null)[]][] = [
  // A bare number finds what reads like it, whatever the grouping and the sign.
  [EURO, '1025', [102_500, 102_537, -102_500], [102_499, 1_025, 1_102_500, 102_600]],
  [EURO, '1.025', [102_500, 102_599], [102_600]],
  [EURO, '1 025', [102_500], [102_600]],
  [EURO, '1025,3', [102_530, 102_537], [102_500, 102_540]],
  [EURO, '1.025,37 €', [102_537], [102_538]],
  [EURO, '-1025', [-102_500, -102_599], [102_500]],
  [EURO, '− 1025', [-102_500], [102_500]],
  [EURO, '+1025', [102_500], [-102_500]],
  [EURO, '0', [0], [1, -37, null]],
  [THOUSANDS, '1025', [102_500_000, 102_450_000, 102_549_999], [102_449_999, 102_550_000]],
  [THOUSANDS, '1025,4', [102_540_000, 102_549_999], [102_550_000, 102_500_000]],
  [THOUSANDS, '-45', [-4_500_000], [4_500_000]],
  [THOUSANDS, '1 Mio', [100_000_000, 199_999_999], [99_999_999]],
  [FTE, '0,5', [5_000, 5_500], [4_999, 6_000]],
  [DAYS, '84', [84, -84], [8, 840]],
  // Comparisons, with and without blanks, in signs and in words.
  [THOUSANDS, '>2020', [202_000_001], [202_000_000]],
  [THOUSANDS, '> 2.020', [202_000_001], [202_000_000]],
  [THOUSANDS, '>= 1,5', [150_000], [149_999]],
  [THOUSANDS, '> 500 €', [50_001], [50_000]],
  [THOUSANDS, '> 2 Mio. €', [200_000_001], [200_000_000]],
  [EURO, '< - 5', [-501], [-500, 0]],
  [EURO, '<-5', [-501], [-500]],
  [EURO, '< −5,00', [-501], [-500]],
  [EURO, '< 0', [-1], [0, null]],
  [EURO, '> = 1.234,56', [123_456], [123_455]],
  [EURO, '≤ 10', [1_000], [1_001]],
  [EURO, '=< 10', [1_000], [1_001]],
  [EURO, '= 1.234,56', [123_456], [123_457, -123_456]],
  [EURO, '<> 5', [501, null], [500]],
  [EURO, 'nicht 5', [501, null], [500]],
  [EURO, 'über 5', [501], [500]],
  [EURO, 'mehr als 5', [501], [500]],
  [EURO, 'unter 5', [499], [500]],
  [EURO, 'mindestens 5', [500], [499]],
  [EURO, 'höchstens 5', [500], [501]],
  [EURO, 'bis 5', [500], [501]],
  [EURO, '> 0,001', [1], [0]],
  // Ranges and joined comparisons.
  [EURO, '10 bis 20', [1_000, 2_000], [999, 2_001]],
  [EURO, 'von 10 bis 20', [1_000, 2_000], [999, 2_001]],
  [EURO, '10-20', [1_000, 2_000], [999, 2_001]],
  [EURO, '10 – 20', [1_000, 2_000], [999, 2_001]],
  [EURO, '10..20', [1_000, 2_000], [999, 2_001]],
  [EURO, '-10 - -5', [-1_000, -500], [-499, -1_001]],
  [EURO, 'zwischen 10 und 20', [1_000, 2_000], [999, 2_001]],
  [EURO, '> 10 < 20', [1_001, 1_999], [1_000, 2_000]],
  [EURO, '>10<20', [1_001, 1_999], [1_000, 2_000]],
  [EURO, '> 10 und < 20', [1_001], [2_000]],
  [EURO, '< 0 oder > 100', [-1, 10_001], [0, 10_000]],
  [FTE, '>= 0,5', [5_000], [4_999]],
  [FTE, '> 1 VZÄ', [10_001], [10_000]],
  [DAYS, '> 60 T', [84], [60]],
  [DAYS, '> 60 Tage', [84], [60]],
  // Days, months, quarters and years.
  [DATE, 'bis 7.2021', ['2021-07-31', '2019-01-01'], ['2021-08-01', null]],
  [DATE, 'bis 07.2021', ['2021-07-31'], ['2021-08-01']],
  [DATE, 'bis 31.07.2021', ['2021-07-31'], ['2021-08-01']],
  [DATE, 'bis zum 31.7.2021', ['2021-07-31'], ['2021-08-01']],
  [DATE, '<= 31.7.21', ['2021-07-31'], ['2021-08-01']],
  [DATE, 'ab 1.3.21', ['2021-03-01'], ['2021-02-28']],
  [DATE, '2021', ['2021-01-01', '2021-12-31'], ['2020-12-31', '2022-01-01']],
  [DATE, '>2020', ['2021-01-01'], ['2020-12-31']],
  [DATE, '< 2021', ['2020-12-31'], ['2021-01-01']],
  [DATE, 'vor 2021', ['2020-12-31'], ['2021-01-01']],
  [DATE, 'nach 7.2021', ['2021-08-01'], ['2021-07-31']],
  [DATE, '7.2021', ['2021-07-01', '2021-07-31'], ['2021-08-01']],
  [DATE, '07/2021', ['2021-07-01'], ['2021-08-01']],
  [DATE, 'Juli 2021', ['2021-07-01'], ['2021-08-01']],
  [DATE, 'im März 2021', ['2021-03-31'], ['2021-04-01']],
  [DATE, 'Okt. 2021', ['2021-10-31'], ['2021-11-01']],
  [DATE, 'Q3 2021', ['2021-07-01', '2021-09-30'], ['2021-10-01']],
  [DATE, '2. Quartal 2021', ['2021-04-01'], ['2021-07-01']],
  [DATE, '2021-03-01', ['2021-03-01'], ['2021-03-02']],
  [DATE, '2021-03', ['2021-03-31'], ['2021-04-01']],
  [DATE, '1.3.2021 bis 7.2021', ['2021-03-01', '2021-07-31'], ['2021-08-01']],
  [DATE, 'ab 1.3.2021 bis 7.2021', ['2021-03-01', '2021-07-31'], ['2021-08-01']],
  [DATE, '2020-2021', ['2020-01-01', '2021-12-31'], ['2022-01-01']],
  [DATE, '29.02.2024', ['2024-02-29'], ['2024-02-28']],
  // Nothing, and anything.
  [DATE, '–', [null], ['2021-08-01']],
  [DATE, '-', [null], ['2021-08-01']],
  [EURO, 'leer', [null], [0]],
  [EURO, 'nicht leer', [0], [null]],
  // Lights and words.
  [LIGHT, 'rot', ['rot'], ['grün']],
  [LIGHT, 'Gelb oder ROT', ['rot', 'gelb'], ['grün', 'fehlt']],
  [LIGHT, 'nicht grün', ['rot', 'fehlt'], ['grün']],
  [TEXT, 'jugendamt EAKTE', ['eAkte Jugendamt · P-041'], ['eAkte Bauamt', null]],
  [TEXT, 'enthält eakte', ['eAkte Jugendamt'], ['Breitband']],
  [TEXT, '"neue schule"', ['Die neue Schule'], ['Schule, neue']],
  [TEXT, '= ja', ['ja'], ['jahr', null]],
  [TEXT, '= P-041', ['eAkte · P-041'], ['eAkte · P-0410']],
  [TEXT, '<> ja', ['nein', null], ['ja']],
  [TEXT, 'büro', ['Bu\u0308ro'], ['Buro']],
  [TEXT, 'gebaeude burger', ['Gebäude · Bürgerbüro'], ['Gebude']],
];

for (const [column, typed, ok, not] of UNDERSTOOD) {
  test(`${column.kind} ${column.unit ?? ''} „${typed}“`, () => {
    for (const value of ok) assert.ok(passes(column, typed, value), `${String(value)} passes`);
    for (const value of not) assert.ok(!passes(column, typed, value), `${String(value)} does not pass`);
  });
}

/** Column, typed, and a part of the reason. */
const REFUSED: [FilterColumn, string, RegExp][] = [
  [EURO, '> viel', /„> viel“ nicht verstanden.*So geht es: 1\.025, > 2\.020/u],
  [EURO, '1025.50', /Nachkommastellen stehen nach einem Komma/u],
  [EURO, '1,025.50', /Nachkommastellen stehen nach einem Komma/u],
  [EURO, '>', /nicht verstanden/u],
  [EURO, '20 bis 10', /liegt nach/u],
  [EURO, '5 kg', /nicht verstanden/u],
  [EURO, '> 10 und viel', /nicht verstanden/u],
  [DATE, '31.2.2021', /Den 31\.2\.2021 gibt es nicht/u],
  [DATE, 'bis 13.2021', /Den Monat 13\.2021 gibt es nicht/u],
  [DATE, 'bis 31.7.', /fehlt das Jahr/u],
  [DATE, 'bis 7.21', /fehlt das Jahr/u],
  [DATE, 'bald', /So geht es: .*bis 7\.2021/u],
  [LIGHT, 'blau', /So geht es: grün/u],
  [TEXT, '>2020', /hier stehen Wörter/u],
];

for (const [column, typed, reason] of REFUSED) {
  test(`${column.kind} „${typed}“ is refused with a reason and the way`, () => {
    const filter = readFilter(typed, column);
    assert.ok(filter && !filter.understood);
    assert.match(filter.fault, reason);
  });
}

test('Nothing typed is no filter', () => assert.equal(readFilter(' \u00a0', EURO), null));

/** Column, typed, how it is said back. */
const SAID: [FilterColumn, string, string][] = [
  [THOUSANDS, '>2020', 'über 2.020\u00a0Tsd. €'],
  [THOUSANDS, '1025', '1025\u00a0Tsd. €'],
  [EURO, '< - 5', 'unter −5\u00a0€'],
  [EURO, '10-20,5', '10\u00a0€ bis 20,5\u00a0€'],
  [DATE, 'bis 7.2021', 'bis 31.07.2021'],
  [DATE, '>2020', 'nach dem 31.12.2020'],
  [DATE, '2021', '01.01.2021 bis 31.12.2021'],
  [TEXT, 'a b', 'enthält „a“ und „b“'],
  [LIGHT, 'gelb,rot', 'gelb oder rot'],
];
for (const [column, typed, words] of SAID) {
  test(`${column.kind} „${typed}“ is said as „${words}“`, () => {
    const filter = readFilter(typed, column);
    assert.ok(filter?.understood);
    assert.equal(filter.words, words);
  });
}

const TWO: FilterColumn = { kind: 'cents', unit: 'thousands', figures: ['Budget', 'verfügbar'] };
const row = { value: 4_000_000, figures: [102_500_000, 4_000_000] };

test('A bare number finds any of the figures a column shows, a comparison the last or the one it names', () => {
  assert.ok(passes(TWO, '1025', row));
  assert.ok(passes(TWO, '40', row));
  assert.ok(!passes(TWO, '> 1000', row));
  assert.ok(passes(TWO, 'Budget > 1000', row));
  assert.ok(passes(TWO, 'budget 1025', row));
  assert.ok(!passes(TWO, 'budget 40', row));
});

test('A date typed over words that show a date compares it, and still finds the words', () => {
  const column: FilterColumn = { kind: 'text', dated: true };
  const value = { value: 'Abnahme · 31.07.2021', date: '2021-07-31' as never };
  assert.ok(passes(column, 'bis 7.2021', value));
  assert.ok(!passes(column, 'ab 8.2021', value));
  assert.ok(passes(column, 'abnahme', value));
  assert.ok(passes(column, '31.07.2021', value));
  assert.equal(readFilter('> viel', column)?.understood, false);
});

test('Every amount is found by what is shown of it, and compared exactly by it', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e13, max: 1e13 }), (cents) => {
      const shown = formatEuro(toCents(cents));
      assert.ok(passes(EURO, shown, cents));
      assert.ok(passes(EURO, `= ${shown}`, cents));
      assert.ok(passes(EURO, `>= ${shown}`, cents));
      assert.ok(!passes(EURO, `> ${shown}`, cents));
      assert.ok(!passes(EURO, `< ${shown}`, cents));
    }),
  );
});

test('No text makes the reader throw', () => {
  const kinds = [EURO, THOUSANDS, FTE, DAYS, DATE, LIGHT, TEXT, TWO];
  const pieces = fc.constantFrom(
    ...'0 1 5 9 . , - – < > = bis ab von zwischen und oder ! ≠ ( ) * + \\ Q3 2021 € " „'.split(' '),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), fc.constantFrom(...kinds), (parts, column) => {
      for (const typed of [parts.join(''), parts.join(' ')]) {
        const filter = readFilter(typed, column);
        if (filter?.understood) filter.passes({ value: null });
        else if (filter) assert.match(filter.fault, /nicht verstanden/u);
      }
    }),
  );
});

test('Words occur in any order, quoted ones as they stand', () => {
  assert.ok(containsWords('Eine neue Schule', 'schule neue'));
  assert.ok(!containsWords('Eine neue Schule', '"schule neue"'));
});
