import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { conditionOutcomes, faultsOfRule, inOrder, matchingRules, ruleIndex, ruleMatches } from './rule.ts';
import type { Rule, RuleCondition, RuleRow } from './rule.ts';
import { resolveTarget, targetIndex } from './target.ts';
import type { TargetLine } from './target.ts';

const ROW: RuleRow = {
  account: '44031000',
  costObject: '100074100931',
  vendor: '7000150 Beispiel GmbH',
  text: 'Lizenzverlängerung DMS 07-12/21',
  subBudget: '100',
  source: 'SAP-100',
  fiscalYear: 2021,
  ledger: 'result',
};
const condition = (
  field: RuleCondition['field'],
  how: RuleCondition['test'],
  value: string,
): RuleCondition => ({
  ...{ field, test: how, value },
});
const rule = (code: string, conditions: RuleCondition[], priority = 1): Rule => ({
  ...{ id: 1, code, version: 1, priority, conditions },
  target: { kind: 'line', number: '105', milestoneId: null },
});

const CASES: [RuleCondition, boolean][] = [
  [condition('account', 'is', '44031000'), true],
  [condition('account', 'is', '440'), false],
  [condition('account', 'starts', '440'), true],
  [condition('account', 'starts', '0440'), true],
  [condition('account', 'is', '0044031000'), true],
  [condition('costObject', 'starts', '1000741'), true],
  [condition('vendor', 'contains', 'beispiel'), true],
  [condition('vendor', 'is', '7000150'), false],
  [condition('text', 'contains', 'LIZENZVERLÄNGERUNG'), true],
  [condition('text', 'contains', 'Wartung'), false],
  [condition('subBudget', 'is', '100'), true],
  [condition('source', 'is', 'SAP-200'), false],
  [condition('year', 'from', '2021'), true],
  [condition('year', 'from', '2022'), false],
  [condition('year', 'to', '2020'), false],
];
for (const [one, met] of CASES) {
  test(`${one.field} ${one.test} ${one.value} is ${met ? '' : 'not '}met`, () => {
    assert.equal(ruleMatches(ROW, rule('R', [one])), met);
    assert.deepEqual(
      conditionOutcomes(ROW, rule('R', [one])).map((outcome) => outcome.met),
      [met],
    );
  });
}

test('A rule holds when all of its conditions do', () => {
  const [yes, no] = [condition('account', 'starts', '440'), condition('year', 'to', '2020')];
  assert.equal(ruleMatches(ROW, rule('R', [yes, no])), false);
});

test('Priority decides, then how much a rule says, then its code', () => {
  const rules = [
    rule('R-4', [condition('account', 'starts', '440')]),
    rule('R-3', [condition('account', 'starts', '440')]),
    rule('R-2', [condition('account', 'is', '44031000')]),
    rule('R-1', [condition('account', 'is', '44031000')], 2),
    rule('R-5', [condition('account', 'starts', '4403')]),
  ];
  assert.deepEqual(
    inOrder(rules).map((one) => one.code),
    ['R-2', 'R-5', 'R-3', 'R-4', 'R-1'],
  );
});

test('The index finds what asking every rule finds, in the same order', () => {
  const digits = fc.stringMatching(/^[12]{1,4}$/u);
  const anyCondition = fc.oneof(
    fc.record({
      field: fc.constant('account' as const),
      test: fc.constantFrom('is', 'starts'),
      value: digits,
    }),
    fc.record({
      field: fc.constant('costObject' as const),
      test: fc.constantFrom('is', 'starts'),
      value: digits,
    }),
    fc.record({ field: fc.constant('text' as const), test: fc.constant('contains'), value: digits }),
  ) as fc.Arbitrary<RuleCondition>;
  const anyRules = fc.array(
    fc.tuple(fc.array(anyCondition, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 3 })),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(anyRules, digits, digits, digits, (written, account, costObject, text) => {
      const rules = written.map(([conditions, priority], at) => rule(`R-${at}`, conditions, priority));
      const row = { ...ROW, account, costObject, text };
      assert.deepEqual(
        matchingRules(row, ruleIndex(rules)),
        inOrder(rules).filter((one) => ruleMatches(row, one)),
      );
    }),
  );
});

test('Every fault of a rule is said at once', () => {
  const faults = faultsOfRule([
    condition('text', 'starts', 'x'),
    condition('account', 'is', ' '),
    condition('year', 'from', '21'),
    condition('year', 'from', '2021'),
  ]);
  assert.deepEqual(
    faults.map((fault) => fault.path),
    ['conditions.0', 'conditions.1', 'conditions.2', 'conditions.3'],
  );
  assert.equal(faultsOfRule([]).length, 1);
});

const line = (id: number, number: string, over: Partial<TargetLine> = {}): TargetLine => ({
  ...{ id, number, year: 2021, ledger: 'result', account: '440', project: 'P-1' },
  ...over,
});
const LINES = targetIndex([
  line(1, '105'),
  line(2, '105', { year: 2020, project: 'P-2' }),
  line(3, '201', { ledger: 'cash', account: '783', project: 'P-2' }),
  line(4, '106', { account: '44031', project: 'P-3' }),
  line(5, '107', { account: '441', project: 'P-3' }),
  line(6, '108', { project: 'P-4' }),
  line(7, '109', { project: 'P-4' }),
]);

const TARGETS: [string, 'line' | 'project', string, number | null][] = [
  ['a line by its number in the year of the posting', 'line', '105', 1],
  ['no line of another ledger', 'line', '201', null],
  ['no line that is not there', 'line', '999', null],
  ['the only line of a project', 'project', 'P-1', 1],
  ['no line of a project in another year or ledger', 'project', 'P-2', null],
  ['the line of a project whose account fits', 'project', 'P-3', 4],
  ['no line of a project where it would be a guess', 'project', 'P-4', null],
];
for (const [words, kind, number, id] of TARGETS) {
  test(`A rule's target is ${words}`, () => {
    const found = resolveTarget({ kind, number, milestoneId: null }, ROW, LINES);
    assert.equal(found.kind === 'line' ? found.line.id : null, id);
  });
}
