import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RuleRow, RuleTarget } from './rule.ts';
import { resolveTarget, targetIndex } from './target.ts';
import type { TargetLine } from './target.ts';

const line = (id: number, number: string, changes: Partial<TargetLine> = {}): TargetLine => ({
  ...{ id, number, year: 2021, ledger: 'cash', account: '', project: null },
  ...changes,
});
const LINES = [
  line(1, '0105'),
  line(2, '0105', { year: 2022 }),
  line(3, '0106', { ledger: 'result' }),
  line(4, '0107', { project: 'P-004', account: '4' }),
  line(5, '0108', { project: 'P-004', account: '4431' }),
  line(6, '0109', { project: 'P-005', account: '' }),
  line(7, '0110', { project: 'P-006', account: '44' }),
  line(8, '0111', { project: 'P-006', account: '44' }),
];
const ROW: RuleRow = {
  ...{ account: '44310000', costObject: '', vendor: '', text: '', subBudget: '', source: 'SAP' },
  ...{ fiscalYear: 2021, ledger: 'cash' },
};
const resolve = (target: RuleTarget, row: Partial<RuleRow> = {}) =>
  resolveTarget(target, { ...ROW, ...row }, targetIndex(LINES));
const toLine = (number: string): RuleTarget => ({ kind: 'line', number, milestoneId: null });
const toProject = (number: string): RuleTarget => ({ kind: 'project', number, milestoneId: null });

const FOUND: [string, RuleTarget, Partial<RuleRow>, number][] = [
  ["the line of the posting's own year", toLine('0105'), {}, 1],
  ['the same number of another year', toLine('0105'), { fiscalYear: 2022 }, 2],
  ['a number as a spreadsheet writes it, without zeros in front', toLine('105'), {}, 1],
  ["a project's only line, whatever the account", toProject('P-005'), { account: '99' }, 6],
  ['the line whose account fits most closely', toProject('P-004'), {}, 5],
  ['the wider account where the closer one does not fit', toProject('P-004'), { account: '4290' }, 4],
  ['a project in another spelling', toProject('p-005'), {}, 6],
];
for (const [what, target, row, id] of FOUND) {
  test(`Finds ${what}`, () => {
    const found = resolve(target, row);
    assert.equal(found.kind === 'line' ? found.line.id : found.kind, id);
  });
}

const NOT_FOUND: [string, RuleTarget, Partial<RuleRow>, RegExp][] = [
  ['a year without the line', toLine('0105'), { fiscalYear: 2023 }, /Im Jahr 2023 gibt es keine Zeile 0105/u],
  ['a line of another ledger', toLine('0106'), {}, /anderen Haushalt/u],
  ['a project without a line there', toProject('P-005'), { ledger: 'result' }, /keine Zeile/u],
  [
    'two lines that fit alike: one would be guessed',
    toProject('P-006'),
    {},
    /2 Zeilen; welche, wäre geraten/u,
  ],
  ['no line that fits', toProject('P-004'), { account: '50' }, /wäre geraten/u],
];
for (const [what, target, row, why] of NOT_FOUND) {
  test(`Says why it finds none: ${what}`, () => {
    const found = resolve(target, row);
    assert.match(found.kind === 'none' ? found.why : found.kind, why);
  });
}

test('What is left out stays out with its reason', () => {
  assert.deepEqual(resolve({ kind: 'exclude', reason: 'Verrechnung' }), {
    kind: 'exclude',
    reason: 'Verrechnung',
  });
});
