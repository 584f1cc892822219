import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { movementFaults } from './movement-rules.ts';
import type { MovementPayloadInput } from './movement.ts';
import { ON, PAPER, payload, testFacts } from './test-movements.ts';

const cents = toCents;
const transfer = (fromLineId: number, toLineId: number, on = ON): MovementPayloadInput => ({
  ...{ movement: 'U', fromLineId, toLineId, cents: cents(100), effectiveOn: on },
});
const block = (lineId: number, amount: number, direction: 'block' | 'release'): MovementPayloadInput => ({
  ...{ movement: 'S', lineId, direction, amount: { by: 'cents', cents: cents(amount) }, effectiveOn: ON },
});
const excess = (lineId: number, from: number, amount: number, paper = false): MovementPayloadInput => ({
  ...{ movement: 'B', lineId, cover: [{ lineId: from, cents: cents(amount) }], effectiveOn: ON },
  paper: paper ? PAPER : null,
});
const newLine = {
  ...{ number: '199', name: 'Neu', year: 2021, ledger: 'result' as const, kind: 'material' as const },
  ...{ subBudget: '100', account: '440', costObject: '1' },
};

/** What is asked → what is wrong with it: place and words; nothing = allowed. */
const CASES: [string, MovementPayloadInput, ...[string, RegExp][]][] = [
  ['A transfer inside a cover group is allowed', transfer(1, 2)],
  ['A transfer along a directed edge is allowed', transfer(1, 3)],
  [
    'A transfer against the edge is refused, and the way out is named',
    transfer(3, 1),
    ['toLineId', /einseitig.*§ 84/u],
  ],
  [
    'A transfer to a line without a group is refused',
    transfer(1, 4),
    ['toLineId', /keinem Deckungskreis.*§ 84/u],
  ],
  ['Two lines without a group are no group', transfer(4, 4), ['toLineId', /dieselbe Zeile/u]],
  ['A transfer between ledgers is refused', transfer(1, 7), ['toLineId', /Haushalte/u]],
  ['A transfer between years is refused', transfer(1, 8), ['toLineId', /bleibt in einem Jahr/u]],
  ['The cover reserve is not transferable', transfer(6, 1), ['fromLineId', /§ 13/u]],
  ['Income is not transferred', transfer(5, 1), ['fromLineId', /Aufwendungen/u]],
  ['A line that is not there is named', transfer(77, 1), ['fromLineId', /gibt es nicht/u]],
  [
    'Cost accounting has no movements',
    transfer(9, 9),
    ['fromLineId', /Kostenrechnung/u],
    ['toLineId', /Kostenrechnung/u],
    ['toLineId', /dieselbe/u],
  ],
  [
    "The day of effect lies in the line's year",
    transfer(1, 2, toIsoDate('2022-01-01')),
    ['effectiveOn', /2021/u],
  ],
  [
    'Every fault is said at once',
    transfer(6, 7, toIsoDate('2020-12-31')),
    ['effectiveOn', /2021/u],
    ['fromLineId', /§ 13/u],
    ['toLineId', /Haushalte/u],
  ],

  ['An excess is covered by a line of another group', excess(1, 3, 49_999)],
  ['An excess is covered by the reserve', excess(1, 6, 49_999)],
  ['An excess is covered by extra income', excess(1, 5, 49_999)],
  ['A substantial excess wants the council', excess(1, 6, 50_000), ['paper', /§ 84/u]],
  ['A substantial excess with its paper is allowed', excess(1, 6, 50_000, true)],
  ['A line does not cover itself', excess(1, 1, 100), ['cover.0.lineId', /dieselbe/u]],
  ['An excess stays in its ledger', excess(1, 7, 100), ['cover.0.lineId', /Haushalte/u]],
  ['An excess is for expense', excess(5, 6, 100), ['lineId', /Aufwendungen/u]],
  [
    'A covering line is named once',
    {
      movement: 'B',
      lineId: 1,
      cover: [
        { lineId: 6, cents: cents(1) },
        { lineId: 6, cents: cents(2) },
      ],
      effectiveOn: ON,
    },
    ['cover.1.lineId', /schon/u],
  ],

  ['A block within what there is is allowed', block(1, 500, 'block')],
  ['Not more is released than is blocked', block(1, 7_001, 'release'), ['amount.cents', /7[0,]/u]],
  ['All that is blocked may be released', block(1, 7_000, 'release')],
  ['Income is not blocked', block(5, 1, 'block'), ['lineId', /§ 29/u]],
  [
    'A share of nothing blocks nothing',
    {
      movement: 'S',
      lineId: 10,
      direction: 'block',
      amount: { by: 'percent', tenths: 100, of: 'A' },
      effectiveOn: ON,
    },
    ['amount.tenths', /0,00/u],
  ],

  [
    'A supplementary budget wants its paper',
    { movement: 'N', lineId: 1, cents: cents(-5), effectiveOn: ON },
    ['paper', /§ 82/u],
  ],
  [
    'A supplementary budget of nothing is none',
    { movement: 'N', lineId: 1, cents: cents(0), effectiveOn: ON, paper: PAPER },
    ['cents', /nicht 0/u],
  ],
  [
    'Earmarked income goes from income to expense',
    { movement: 'Z', incomeLineId: 5, lineId: 1, cents: cents(5), effectiveOn: ON },
  ],
  [
    'Earmarked income comes from income',
    { movement: 'Z', incomeLineId: 2, lineId: 1, cents: cents(5), effectiveOn: ON },
    ['incomeLineId', /Ertragszeile/u],
  ],
  [
    'The first appropriation of a line is allowed',
    { movement: 'A', lineId: 10, cents: cents(5), effectiveOn: ON },
  ],
  [
    'An appropriation that is there is changed by a supplementary budget',
    { movement: 'A', lineId: 1, cents: cents(5), effectiveOn: ON },
    ['lineId', /§ 82/u],
  ],
  [
    'Expense is appropriated with plus',
    { movement: 'A', lineId: 10, cents: cents(-5), effectiveOn: ON },
    ['cents', /positiv/u],
  ],
  [
    'An appropriation names one line',
    { movement: 'A', cents: cents(5), effectiveOn: ON },
    ['lineId', /neue/u],
  ],
  [
    'Not an old line and a new one',
    { movement: 'A', lineId: 1, newLine, cents: cents(5), effectiveOn: ON },
    ['lineId', /neue/u],
  ],
];

for (const [name, input, ...expected] of CASES) {
  test(name, () => {
    const faults = movementFaults(payload(input), testFacts());
    assert.deepEqual(
      faults.map((fault) => fault.path),
      expected.map(([path]) => `payload.${path}`),
      JSON.stringify(faults),
    );
    expected.forEach(([, words], index) => assert.match(faults[index]!.message, words));
  });
}
