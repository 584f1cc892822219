import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineIndex } from '../imports/assignment.ts';
import { toCents } from '../money.ts';
import { ruleIndex } from './rule.ts';
import type { Rule } from './rule.ts';
import { CONFIDENCE_OF, CONFIDENCES, PASSES, suggestionFor, vendorUseOf } from './suggestion.ts';
import type { OpenRow, Pass, SuggestedLine, SuggestionFacts, VendorUse } from './suggestion.ts';
import { targetIndex } from './target.ts';

const line = (id: number, number: string, year = 2021): SuggestedLine => ({
  ...{ id, number, year, name: `Zeile ${number}`, ledger: 'result', project: null },
  ...{ costObject: `7.${number}`, account: '440', twin: 1, subBudget: '100' },
});
/** Every pass finds another line, so that the line tells which pass decided. */
const LINES = [line(1, 'KEY'), line(2, 'RULE'), line(3, 'ORDER'), line(4, 'AMOUNT'), line(5, 'VENDOR')];

const RULE: Rule = {
  ...{ id: 7, code: 'R-1', version: 1, priority: 10 },
  conditions: [{ field: 'text', test: 'contains', value: 'Lizenz' }],
  target: { kind: 'line', number: 'RULE', milestoneId: 12 },
};

const ROW: OpenRow = {
  ...{ costObject: '7.KEY', account: '44010000', vendor: 'ACME', text: 'Lizenzen', subBudget: '' },
  ...{ source: 'SAP', fiscalYear: 2021, ledger: 'result', orderNumber: '4500001' },
  cents: toCents(1_000),
  ways: ['account', 'account-group'],
};

interface Known {
  rules: Rule[];
  orders: [string, string[]][];
  vendors: [string, { number: string; postings: number }[]][];
}
const KNOWN: Known = {
  rules: [RULE],
  orders: [['4500001', ['ORDER']]],
  vendors: [
    ['ACME|result|1000', [{ number: 'AMOUNT', postings: 2 }]],
    [
      'ACME|result',
      [
        { number: 'VENDOR', postings: 5 },
        { number: 'AMOUNT', postings: 2 },
      ],
    ],
  ],
};

function facts(known: Partial<Known> = {}): SuggestionFacts {
  const { rules, orders, vendors } = { ...KNOWN, ...known };
  return {
    lines: lineIndex(LINES),
    targets: targetIndex(LINES),
    byId: new Map(LINES.map((one) => [one.id, one])),
    ...{
      rules: ruleIndex(rules),
      orders: new Map(orders),
      vendors: new Map(
        vendors.flatMap(([key, counts]): [string, VendorUse][] => {
          const use = vendorUseOf(counts);
          return use ? [[key, use]] : [];
        }),
      ),
    },
  };
}

const noKey = { costObject: '7.0' };
const noRule = { ...noKey, text: 'Sonstiges' };
const noOrder = { ...noRule, orderNumber: null };
const otherAmount = { ...noOrder, cents: toCents(999) };

const TABLE: [string, Partial<OpenRow>, SuggestionFacts, Pass | null, string | null][] = [
  ['everything fits: the exact key decides', {}, facts(), 'exact-key', 'KEY'],
  ['no key: the rule decides', noKey, facts(), 'rule', 'RULE'],
  ['no rule: the order decides', noRule, facts(), 'order', 'ORDER'],
  ['no order: vendor and amount decide', noOrder, facts(), 'vendor-amount', 'AMOUNT'],
  ['another amount: the vendor alone is a hint', otherAmount, facts(), 'vendor', 'VENDOR'],
  ['an unknown vendor: nothing', { ...noOrder, vendor: 'Neu' }, facts(), null, null],
  ['no vendor at all: nothing', { ...noOrder, vendor: '' }, facts(), null, null],
  [
    'an order on two lines would be a guess',
    { ...noRule, vendor: '' },
    facts({ orders: [['4500001', ['ORDER', 'KEY']]] }),
    null,
    null,
  ],
  [
    'two lines used as often would be a guess',
    otherAmount,
    facts({
      vendors: [
        [
          'ACME|result',
          [
            { number: 'VENDOR', postings: 3 },
            { number: 'KEY', postings: 3 },
          ],
        ],
      ],
    }),
    null,
    null,
  ],
  ['a line of another year is none', { ...noRule, vendor: '', fiscalYear: 2022 }, facts(), null, null],
  ['a line of another ledger is none', { ...noRule, vendor: '', ledger: 'cash' }, facts(), null, null],
];

for (const [words, change, known, pass, number] of TABLE) {
  test(`Where a posting belongs, ${words}`, () => {
    const found = suggestionFor({ ...ROW, ...change }, known);
    assert.deepEqual([found?.pass ?? null, found?.line?.number ?? null], [pass, number]);
    if (found) assert.equal(found.confidence, CONFIDENCE_OF[found.pass]);
  });
}

test('Confidence falls from pass to pass, and only key and rule are sure enough to be taken in one go', () => {
  const order = PASSES.map((pass) => CONFIDENCES.indexOf(CONFIDENCE_OF[pass]));
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  const sure = PASSES.filter((pass) => CONFIDENCE_OF[pass] === 'sure');
  assert.deepEqual(sure, ['exact-key', 'rule']);
});

test('A rule that leaves out suggests no line but a reason; one with a milestone names it', () => {
  const out: Rule = { ...RULE, target: { kind: 'exclude', reason: 'gehört nicht zum Programm' } };
  const found = suggestionFor({ ...ROW, ...noKey }, facts({ rules: [out] }));
  assert.deepEqual([found?.line, found?.excludeReason], [null, 'gehört nicht zum Programm']);
  assert.equal(suggestionFor({ ...ROW, ...noKey }, facts())?.milestoneId, 12);
});
