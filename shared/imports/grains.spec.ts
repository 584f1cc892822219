import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toCents } from '../money.ts';
import { doubledRows, mayMeet, tellTheSame } from './grains.ts';
import type { AmountPlace, Grain, Layout, StandingSum } from './grains.ts';
import type { SourceRow } from './source-row.ts';

const DOCUMENT: Layout = { grain: 'document', statesPeriod: true };
const MONTH: Layout = { grain: 'month', statesPeriod: true };
const YEAR: Layout = { grain: 'year', statesPeriod: false };
const PLACE: AmountPlace = {
  year: 2021,
  period: '09',
  object: '7.100110.001',
  account: '44010000',
  subBudget: '',
};

/** [what differs, the layouts, one side's place, whether both tell the same money] */
const TABLE: [string, Layout, Layout, Partial<AmountPlace>, boolean][] = [
  ['items and sums of one month', DOCUMENT, MONTH, {}, true],
  ['sums and sums', MONTH, MONTH, {}, false],
  ['another month', DOCUMENT, MONTH, { period: '10' }, false],
  ['another year', DOCUMENT, MONTH, { year: 2020 }, false],
  ['another object', DOCUMENT, MONTH, { object: '7.100120.001' }, false],
  ['another account', DOCUMENT, MONTH, { account: '78310000' }, false],
  ['the account’s group', DOCUMENT, MONTH, { account: '440' }, true],
  ['an object with leading zeros', DOCUMENT, MONTH, { object: '0007.100110.001' }, false],
  ['a whole year against a month', YEAR, DOCUMENT, { period: '02' }, true],
  ['a whole year against sums of a month', YEAR, MONTH, { period: '13' }, true],
  ['closing period against December, both stated', DOCUMENT, MONTH, { period: '13' }, false],
  ['items without document numbers', DOCUMENT, { grain: 'identical', statesPeriod: true }, {}, true],
];

for (const [what, one, other, change, expected] of TABLE) {
  test(`Of one system counts twice or not: ${what}`, () => {
    const [a, b] = [
      { ...PLACE, ...one },
      { ...PLACE, ...change, ...other },
    ];
    assert.deepEqual([tellTheSame(a, b), tellTheSame(b, a)], [expected, expected]);
  });
}

test('A number is the same object with and without leading zeros, and sub-budgets count where both name one', () => {
  const a = { ...PLACE, ...DOCUMENT, object: '4711', subBudget: '100' };
  assert.ok(tellTheSame(a, { ...a, ...MONTH, object: '0000004711' }));
  assert.ok(tellTheSame(a, { ...a, ...MONTH, subBudget: '' }));
  assert.ok(!tellTheSame(a, { ...a, ...MONTH, subBudget: '900' }));
});

test('Closing periods are in December where a file states no period', () => {
  const derived: Layout = { grain: 'document', statesPeriod: false };
  const december = { ...PLACE, ...derived, period: '12' };
  assert.ok(tellTheSame(december, { ...PLACE, ...MONTH, period: '13' }));
  assert.ok(!tellTheSame({ ...december, ...DOCUMENT }, { ...PLACE, ...MONTH, period: '13' }));
});

const layout: fc.Arbitrary<Layout> = fc.record({
  grain: fc.constantFrom<Grain>('document', 'identical', 'month', 'year'),
  statesPeriod: fc.boolean(),
});
const period = fc.integer({ min: 1, max: 16 }).map((n) => String(n).padStart(2, '0'));

test('What tells the same money is never passed over unseen', () => {
  fc.assert(
    fc.property(layout, layout, period, period, (one, other, p, q) => {
      const same = tellTheSame({ ...PLACE, ...one, period: p }, { ...PLACE, ...other, period: q });
      return !same || mayMeet({ ...one, periods: new Set([p]) }, { ...other, period: q });
    }),
  );
});

test('Rows that would count twice are summed by import and period, each standing sum once', () => {
  const sum: StandingSum = {
    ...{ ...PLACE, ...DOCUMENT, importId: 3, fileName: 'a.csv', cents: toCents(100_000), rows: 2 },
  };
  const row = (line: number, cents: number, object = PLACE.object) =>
    ({
      ...{ line, fiscalYear: 2021, period: '09', object, account: '44010000', subBudget: '' },
      cents: toCents(cents),
    }) as SourceRow;
  const found = doubledRows([row(2, 60_000), row(3, 40_000), row(4, 1, 'x')], MONTH, [sum]);
  assert.deepEqual(
    found.map(({ importId, line, rows, cents, standingCents }) => [
      importId,
      line,
      rows,
      cents,
      standingCents,
    ]),
    [[3, 2, 2, 100_000, 100_000]],
  );
});
