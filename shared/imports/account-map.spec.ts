import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '../calendar.ts';
import { accountMap, meaningOf } from './account-map.ts';
import type { AccountRule } from './account-map.ts';
import { lineFor, lineIndex } from './assignment.ts';
import type { LineBrief } from './assignment.ts';
import { controlOf } from './control-total.ts';
import { readDate } from './dates.ts';
import type { ImportProfile } from './profile.ts';
import type { SourceRow } from './source-row.ts';
import { toCents } from '../money.ts';

const day = toIsoDate('2021-01-01');
const rule = (
  prefix: string,
  kind: AccountRule['kind'],
  from = '2005-01-01',
  to: string | null = null,
): AccountRule => ({
  prefix,
  ledger: prefix.startsWith('7') ? 'cash' : 'result',
  kind,
  validFrom: toIsoDate(from),
  validTo: to === null ? null : toIsoDate(to),
});

test('The longest prefix that is valid on the day decides', () => {
  const map = accountMap([
    rule('44', 'material'),
    rule('4499', 'reserve', '2021-01-01'),
    rule('78', 'investment'),
  ]);
  assert.deepEqual(meaningOf(map, '44990000', day).value, { ledger: 'result', kind: 'reserve' });
  assert.equal(meaningOf(map, '44990000', toIsoDate('2020-12-31')).value?.kind, 'material');
  assert.equal(meaningOf(map, '78312', day).value?.ledger, 'cash');
});

test('An unknown account and two different rules of one prefix are faults, never a guess', () => {
  const map = accountMap([rule('448', 'income'), rule('448', 'other', '2010-01-01'), rule('449', 'income')]);
  assert.match(meaningOf(map, '44810000', day).fault ?? '', /mehrdeutig: „448“/u);
  assert.match(meaningOf(map, '99', day).fault ?? '', /nicht in der Kontenzuordnung/u);
  assert.equal(meaningOf(map, '449', day).fault, undefined);
});

const line = (id: number, account: string, more: Partial<LineBrief> = {}): LineBrief => ({
  id,
  number: `o/${account}`,
  year: 2021,
  ledger: 'result',
  costObject: 'o',
  account,
  twin: 1,
  subBudget: '100',
  ...more,
});
const posting = (account: string, subBudget = ''): SourceRow =>
  ({ fiscalYear: 2021, object: 'o', account, ledger: 'result', subBudget }) as SourceRow;

test('A posting goes to its exact account first, then to the longest account group', () => {
  const index = lineIndex([
    line(1, '440'),
    line(2, '44010000'),
    line(3, '4402'),
    line(4, '440', { ledger: 'cash' }),
  ]);
  const ways = ['account', 'account-group'] as const;
  assert.equal(lineFor(posting('44010000'), index, [...ways])?.id, 2);
  assert.equal(lineFor(posting('44020000'), index, [...ways])?.id, 3);
  assert.equal(lineFor(posting('44030000'), index, [...ways])?.id, 1);
  assert.equal(lineFor(posting('44030000'), index, ['account']), undefined);
  assert.equal(lineFor(posting('51'), index, [...ways]), undefined);
});

test('Among twins the sub-budget decides; without one the posting stays unassigned', () => {
  const index = lineIndex([line(1, '440'), line(2, '440', { twin: 2, subBudget: '170' })]);
  assert.equal(lineFor(posting('440'), index, ['account']), undefined);
  assert.equal(lineFor(posting('440', '170'), index, ['account'])?.id, 2);
});

test('A date must have the form of the profile and exist; a sheet may count days', () => {
  assert.equal(readDate('30.06.2021', 'dd.mm.yyyy').value, '2021-06-30');
  assert.equal(readDate('2021-06-30', 'yyyy-mm-dd').value, '2021-06-30');
  assert.equal(readDate({ number: '44377' }, 'dd.mm.yyyy').value, '2021-06-30');
  assert.equal(readDate({ number: '61' }, 'dd.mm.yyyy').value, '1900-03-01');
  for (const text of ['2021-06-30', '31.02.2021', '1.6.2021', '30.06.21', '']) {
    assert.notEqual(readDate(text, 'dd.mm.yyyy').fault, undefined, text);
  }
  for (const number of ['44377.0', '4.4377E4']) {
    assert.equal(readDate({ number }, 'dd.mm.yyyy').value, '2021-06-30', number);
  }
  assert.equal(readDate({ number: '44377.604', means: 'date' }, 'dd.mm.yyyy').value, '2021-06-30');
  for (const date of ['2021-06-30', '2021-06-30T00:00:00', '2021-06-30T14:30:00.000Z']) {
    assert.equal(readDate({ date }, 'dd.mm.yyyy').value, '2021-06-30', date);
  }
  for (const number of ['60', '44377.5', '-1', '999999', '1E9', '4.43775E4']) {
    assert.notEqual(readDate({ number }, 'dd.mm.yyyy').fault, undefined, number);
  }
});

test('Totals row and entered total must both equal the sum of the rows, in the signs of the file', () => {
  const profile = {
    title: 'T',
    sign: 'expense-negative',
    controlTotal: 'required',
    columns: { amount: 'B', object: ['O'] },
  } as ImportProfile;
  const sums = { amounts: [-100], controls: [], figures: [] };
  const facts = {
    profile,
    fileCents: toCents(100),
    sums,
    totals: [],
    parts: [],
    complete: true,
    enteredCents: toCents(-100),
  };
  assert.equal(controlOf(facts).ok, true);
  assert.equal(controlOf({ ...facts, enteredCents: toCents(100) }).ok, false);
  assert.equal(controlOf({ ...facts, enteredCents: null }).ok, false);
  assert.equal(controlOf({ ...facts, totals: [{ file: 'a', line: 9, parts: [toCents(99)] }] }).ok, false);
  assert.equal(controlOf({ ...facts, complete: false }).ok, null);
});
