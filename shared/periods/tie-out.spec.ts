import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toCents } from '../money.ts';
import { closingFaults, stateChangeFault, tieOutFaults } from './closing.ts';
import { tieOutOf } from './tie-out.ts';
import type { ControlSum, HeldSums } from './tie-out.ts';

const c = toCents;
const held = (subBudget: string, account: string, assigned: number, open = 0, excluded = 0): HeldSums => ({
  subBudget,
  account,
  cents: c(assigned + open + excluded),
  postings: 1,
  assignedCents: c(assigned),
  openCents: c(open),
  excludedCents: c(excluded),
});
const file = (seq: number, subBudget: string, account: string, cents: number): ControlSum => ({
  seq,
  givenBy: 'file',
  subBudget,
  account,
  cents: c(cents),
});
const entered = (
  seq: number,
  cents: number,
  subBudget: string | null = null,
  account: string | null = null,
) => ({
  ...{ seq, givenBy: 'entered' as const, subBudget, account },
  cents: c(cents),
});
const HELD = [held('100', '440', 900, 50, 50), held('170', '440', 300)];

/** [name, totals, unchecked, SAP, source, difference, parts that differ] */
const CASES: [string, ControlSum[], boolean, number, string, number, number][] = [
  ['Without a control total the files speak', [], false, 1300, 'files', 0, 0],
  ['A file without a control total vouches for nothing', [], true, 1300, 'unchecked', 0, 0],
  ['A typed total stands against ours', [entered(1, 1301)], true, 1301, 'control-total', 1, 0],
  ['The newest typed total counts', [entered(1, 1301), entered(2, 1300)], false, 1300, 'control-total', 0, 0],
  [
    'A file of totals is compared per sub-budget and account',
    [file(1, '100', '440', 999), file(1, '170', '440', 301)],
    false,
    1300,
    'control-total',
    0,
    2,
  ],
  [
    'A newer file replaces the older one whole',
    [file(1, '999', '440', 5), file(2, '100', '440', 1000), file(2, '170', '440', 300)],
    false,
    1300,
    'control-total',
    0,
    0,
  ],
  ['What a file leaves out is 0,00', [file(1, '100', '440', 1000)], false, 1000, 'control-total', -300, 1],
  [
    'A typed part corrects the file before it',
    [file(1, '100', '440', 999), file(1, '170', '440', 300), entered(2, 1000, '100', '440')],
    false,
    1300,
    'control-total',
    0,
    0,
  ],
  [
    'A file without sub-budgets is compared per account',
    [file(1, '', '440', 1300)],
    false,
    1300,
    'control-total',
    0,
    0,
  ],
  ['A typed sub-budget is checked beside the whole', [entered(1, 301, '170')], false, 1300, 'files', 0, 1],
];
for (const [name, totals, unchecked, sap, source, difference, off] of CASES) {
  test(name, () => {
    const tieOut = tieOutOf(HELD, totals, unchecked);
    assert.deepEqual([tieOut.sapCents, tieOut.sapSource, tieOut.differenceCents], [sap, source, difference]);
    assert.equal(tieOut.parts.filter((part) => part.differenceCents).length, off);
  });
}

test('Nothing held and nothing said ties out to nothing', () => {
  const { sapSource, differenceCents, parts } = tieOutOf([], [], false);
  assert.deepEqual([sapSource, differenceCents, parts], ['none', 0, []]);
});

test('Assigning, excluding and splitting never change the difference, and the parts sum to the whole', () => {
  const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const rows = fc.array(
    fc.tuple(fc.constantFrom('', '100', '170'), fc.constantFrom('44', '78'), amount, amount, amount),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(rows, amount, (drawn, sap) => {
      const unique = new Map(drawn.map((row) => [`${row[0]}|${row[1]}`, row]));
      const ours = [...unique.values()].map((row) => held(...row));
      const moved = ours.map((row) => held(row.subBudget, row.account, 0, 0, row.cents));
      const [before, after] = [
        tieOutOf(ours, [entered(1, sap)], false),
        tieOutOf(moved, [entered(1, sap)], false),
      ];
      assert.equal(before.differenceCents, after.differenceCents);
      const { assignedCents, openCents, excludedCents, differenceCents, sapCents, parts } = before;
      assert.equal(assignedCents + openCents + excludedCents + differenceCents, sapCents);
      assert.equal(
        parts.reduce((sum, part) => sum + part.assignedCents, 0),
        assignedCents,
      );
    }),
  );
});

const STEPS: [Parameters<typeof stateChangeFault>, RegExp | null][] = [
  [['open', 'held'], null],
  [['held', 'open'], null],
  [['held', 'closed'], null],
  [['open', 'closed'], /Vor dem Schließen/u],
  [['open', 'open'], /schon offen/u],
  [['closed', 'open'], /zweite Person/u],
  [['closed', 'held'], /zweite Person/u],
];
for (const [[from, to], fault] of STEPS) {
  test(`From ${from} to ${to}: ${fault === null ? 'allowed' : 'refused'}`, () => {
    const found = stateChangeFault(from, to);
    if (fault === null) assert.equal(found, null);
    else assert.match(found ?? '', fault);
  });
}

test('Everything that is missing for closing is said at once', () => {
  const tieOut = { period: '05/2021', ledger: 'cash' as const, differenceCents: c(-1), partsOff: 2 };
  assert.deepEqual(
    closingFaults({
      monthIsOver: false,
      earlierOpen: ['04/2021'],
      open: [
        { ledger: 'result', cents: c(48_695), postings: 1 },
        { ledger: 'cash', cents: c(0), postings: 0 },
      ],
      tieOuts: [{ ...tieOut, sapSource: 'unchecked' }],
    }),
    [
      'Der Monat ist noch nicht zu Ende.',
      '04/2021 ist noch nicht geschlossen; geschlossen wird der Reihe nach.',
      'Noch nicht zugeordnet: 1 Buchung, Ergebnishaushalt 486,95 €.',
      'Periode 05/2021, Finanzhaushalt: Es fehlt eine Kontrollsumme; eine Datei wurde ohne Kontrollsumme eingelesen.',
      'Periode 05/2021, Finanzhaushalt: Differenz zu SAP −0,01 €.',
      'Periode 05/2021, Finanzhaushalt: 2 Teilsummen weichen von SAP ab.',
    ],
  );
  assert.deepEqual(tieOutFaults({ ...tieOut, sapSource: 'files', differenceCents: c(0), partsOff: 0 }), []);
});
