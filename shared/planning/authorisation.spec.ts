import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { AuthorisationPayload, authorisationFaults } from './authorisation.ts';
import type { AuthorisationFacts } from './authorisation.ts';

const FACTS: AuthorisationFacts = {
  line: { number: '201', year: 2021, ledger: 'cash', kind: 'investment' },
  authorised: new Map([[2022, toCents(500_00)]]),
  used: new Map([[2022, toCents(300_00)]]),
};
const PAYLOAD: AuthorisationPayload = AuthorisationPayload.parse({
  ...{ lineId: 1, totalCents: 900_00, effectiveOn: '2021-03-01' },
  parts: [
    { dueYear: 2022, cents: 400_00 },
    { dueYear: 2023, cents: 500_00 },
  ],
  paper: { number: 12, year: 2021 },
});

type Change = Partial<AuthorisationPayload>;
const parts = (...given: [number, number][]): AuthorisationPayload['parts'] =>
  given.map(([dueYear, cents]) => ({ dueYear, cents: toCents(cents) }));

const faultsOf = (change: Change, facts: Partial<AuthorisationFacts> = {}): string[] =>
  authorisationFaults({ ...PAYLOAD, ...change }, { ...FACTS, ...facts }).map(({ path }) => path);

test('Parts of later years that sum to the whole, with their paper, are in order', () => {
  assert.deepEqual(faultsOf({}), []);
});

const line = (changes: Partial<NonNullable<AuthorisationFacts['line']>>): Partial<AuthorisationFacts> => ({
  line: { number: '201', year: 2021, ledger: 'cash', kind: 'investment', ...changes },
});
const CASES: [string, Change, Partial<AuthorisationFacts>, string[]][] = [
  ['a line that is not there', {}, { line: null }, ['payload.lineId']],
  ['a line that is no investment (§ 11 GemHVO)', {}, line({ kind: 'material' }), ['payload.lineId']],
  ['a line of the result ledger', {}, line({ ledger: 'result' }), ['payload.lineId']],
  ['a day after the year of the line', { effectiveOn: toIsoDate('2022-01-01') }, {}, ['payload.effectiveOn']],
  ['parts that are a cent off the whole', { totalCents: toCents(900_01) }, {}, ['payload.totalCents']],
  ['no paper (§ 86 GemO)', { paper: null }, {}, ['payload.paper']],
  [
    'a part of the own year and one beyond ten years',
    { parts: parts([2021, 400_00], [2032, 500_00]) },
    {},
    ['payload.parts.0.dueYear', 'payload.parts.1.dueYear'],
  ],
  ['the same year twice', { parts: parts([2022, 400_00], [2022, 500_00]) }, {}, ['payload.parts.1.dueYear']],
  [
    'a reduction below what is ordered',
    { parts: parts([2022, -200_01]), totalCents: toCents(-200_01) },
    {},
    ['payload.parts.0.cents'],
  ],
];
for (const [what, change, facts, paths] of CASES) {
  test(`Refuses ${what}`, () => {
    assert.deepEqual(faultsOf(change, facts), paths);
  });
}

test('A reduction down to what is ordered needs no paper', () => {
  assert.deepEqual(
    faultsOf({ parts: parts([2022, -200_00]), totalCents: toCents(-200_00), paper: null }),
    [],
  );
});

test('Every fault is told at once', () => {
  const change = { paper: null, totalCents: toCents(1), effectiveOn: toIsoDate('2022-01-01') };
  assert.deepEqual(faultsOf(change, line({ kind: 'material' })), [
    ...['payload.lineId', 'payload.effectiveOn', 'payload.totalCents', 'payload.paper'],
  ]);
});
