import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { matchRows } from './match.ts';
import type { ExistingRow, Match } from './match.ts';
import type { KeyedRow } from './row-key.ts';

/** A row as `key:content`; where no content stands, the key is all there is. */
function rows(text: string): KeyedRow[] {
  const words = text.split(' ').filter((word) => word !== '');
  return words.map((word, index) => {
    const [key = '', content = key] = word.split(':');
    return { key, content, row: sourceRow(index), seq: index + 1 };
  });
}

function sourceRow(line: number): KeyedRow['row'] {
  const postedOn = toIsoDate('2021-01-01');
  const none = { subBudget: '', name: '', text: '', companyCode: '', documentNumber: '', lineItem: '' };
  const codes = { ...none, vendor: '', orderNumber: '', object: 'o', account: 'a', period: '01' };
  const money = { ledger: 'result', kind: 'material', rawAmount: '1', cents: toCents(1) } as const;
  return { line, fiscalYear: 2021, postedOn, documentOn: null, ...codes, ...money };
}

function after(existing: readonly ExistingRow[], match: Match): ExistingRow[] {
  const added = match.rows.filter((row) => row.outcome === 'add');
  return [
    ...existing,
    ...added.map(({ keyed, occurrence }) => ({ key: keyed.key, content: keyed.content, occurrence })),
  ];
}

function taken(text: string, numbered: boolean): ExistingRow[] {
  return after([], matchRows(rows(text), [], numbered));
}

function tally(match: Match): string {
  const count = (outcome: string): number => match.rows.filter((row) => row.outcome === outcome).length;
  return `+${count('add')} =${count('same')} ≠${count('change')} ⟲${count('repeat')} !${count('contradiction')} −${match.missing.length}`;
}

/** The fixed cases of promises.md P3 that concern matching: what was taken, the file, numbered documents, result. */
const CASES: [string, string, string, boolean, string][] = [
  ['the same file again', 'a:1 b:2', 'a:1 b:2', true, '+0 =2 ≠0 ⟲0 !0 −0'],
  ['half overlaps', 'a:1 b:2', 'b:2 c:3', true, '+1 =1 ≠0 ⟲0 !0 −1'],
  ['two identical rows without a number', '', 'x x', false, '+2 =0 ≠0 ⟲0 !0 −0'],
  ['identical rows, one of them new', 'x x', 'x x x', false, '+1 =2 ≠0 ⟲0 !0 −0'],
  ['identical rows, one gone', 'x x', 'x', false, '+0 =1 ≠0 ⟲0 !0 −1'],
  ['a document line twice in one file', '', 'a:1 a:1', true, '+1 =0 ≠0 ⟲1 !0 −0'],
  ['a document line twice with different content', '', 'a:1 a:2', true, '+0 =0 ≠0 ⟲0 !2 −0'],
  ['a changed amount', 'a:1 b:2', 'a:9 b:2', true, '+0 =1 ≠1 ⟲0 !0 −0'],
  ['a reversal line with its own number', 'a:1', 'a:1 b:-1', true, '+1 =1 ≠0 ⟲0 !0 −0'],
  ['an empty file', 'a:1', '', true, '+0 =0 ≠0 ⟲0 !0 −1'],
  ['another order', 'a:1 b:2 c:3', 'c:3 a:1 b:2', true, '+0 =3 ≠0 ⟲0 !0 −0'],
  ['twins of one object and account', '', 't:1 t:1', false, '+2 =0 ≠0 ⟲0 !0 −0'],
  ['twins, one changed', 't:1 t:2', 't:2 t:3', false, '+0 =1 ≠1 ⟲0 !0 −0'],
  ['a third twin', 't:1 t:2', 't:1 t:2 t:5', false, '+1 =2 ≠0 ⟲0 !0 −0'],
];

for (const [name, before, file, numbered, expected] of CASES) {
  test(`Matches ${name}: ${expected}`, () => {
    assert.equal(tally(matchRows(rows(file), taken(before, numbered), numbered)), expected);
  });
}

const word = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 3 }));
const fileText = fc.array(word, { maxLength: 12 }).map((words) => words.map((w) => w.join(':')).join(' '));
const RUNS = { numRuns: 10_000 };

test('Nothing is lost: every row of a file has exactly one outcome', () => {
  fc.assert(
    fc.property(fileText, fileText, fc.boolean(), (before, file, numbered) => {
      const match = matchRows(rows(file), taken(before, numbered), numbered);
      const lines = match.rows.map((row) => row.keyed.row.line).sort((a, b) => a - b);
      assert.deepEqual(
        lines,
        rows(file).map((row) => row.row.line),
      );
    }),
    RUNS,
  );
});

test('Idempotent: matching again after adding what is new adds nothing', () => {
  fc.assert(
    fc.property(fileText, fileText, fc.boolean(), (before, file, numbered) => {
      const existing = taken(before, numbered);
      const first = matchRows(rows(file), existing, numbered);
      const second = matchRows(rows(file), after(existing, first), numbered);
      assert.equal(second.rows.filter((row) => row.outcome === 'add').length, 0);
    }),
    RUNS,
  );
});

test('The order of rows decides nothing', () => {
  const shuffled = fileText.chain((text) =>
    fc.tuple(fc.constant(text), fc.shuffledSubarray(text.split(' '), { minLength: text.split(' ').length })),
  );
  fc.assert(
    fc.property(fileText, shuffled, fc.boolean(), (before, [file, other], numbered) => {
      const existing = taken(before, numbered);
      const shape = (text: string): string[] =>
        matchRows(rows(text), existing, numbered)
          .rows.map((r) => `${r.keyed.key}:${r.keyed.content} ${r.outcome} ${r.occurrence}`)
          .sort();
      assert.deepEqual(shape(file), shape(other.join(' ')));
    }),
    RUNS,
  );
});

test('Rows without a number are counted as a multiset: new = max(0, in the file − in the data)', () => {
  const words = fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 10 });
  fc.assert(
    fc.property(words, words, (before, file) => {
      const match = matchRows(rows(file.join(' ')), taken(before.join(' '), false), false);
      for (const key of ['x', 'y', 'z']) {
        const count = (list: readonly string[]): number => list.filter((w) => w === key).length;
        const added = match.rows.filter((r) => r.outcome === 'add' && r.keyed.key === key).length;
        assert.equal(added, Math.max(0, count(file) - count(before)));
      }
    }),
    RUNS,
  );
});

test('No two rows ever get the same place under one key', () => {
  fc.assert(
    fc.property(fileText, fileText, fc.boolean(), (before, file, numbered) => {
      const existing = taken(before, numbered);
      const all = after(existing, matchRows(rows(file), existing, numbered));
      const places = all.map((row) => `${row.key} ${row.occurrence}`);
      assert.equal(new Set(places).size, places.length);
    }),
    RUNS,
  );
});
