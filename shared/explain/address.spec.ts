import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LEDGERS } from '../budget/terms.ts';
import { SIDES } from '../budget/sides.ts';
import { figureText, parseFigure } from './address.ts';
import { figureWords } from './words.ts';

const ADDRESSES = [
  'line:105:V',
  'ledger:2021:result:expense:F',
  'group:2021:cash:expense:100-A:I',
  'group:2021:cash:expense::I',
  'subBudget:2021:result:income:0100:A',
  'kind:2021:cash:expense:investment:O',
  'project:7:2021:result:alle:V',
  'project:7:2021:result:income:V',
  'envelope:1:free',
  'month:105:2021-03',
  'order:7',
  'posting:9',
  'unassigned:2021:result',
  'unassigned:alle:cash',
  'excluded:2021:costing:2021-12',
  'preCommitment:result:2021:2022',
  'positions:filled',
  'milestones:earned:2021-06',
  'change:12:envelope:1:I',
  'curve:1:planned',
  'curve:1:forecast:2021-06',
  'forecast:line:5:PA',
  'forecast:2021:result:expense:P',
  'later:alle:2021:cash:2022:free',
  'later:12:2021:cash:2022:authorised',
  'carryOver:5:cap',
  'tieOut:2021:06:result:difference',
  'tieOut:2021:alle:cash:sap',
  'posts:vacant:alle',
  'posts:filled:grade:A%2013%3A',
  'report:3:budget:0:F',
];
for (const address of ADDRESSES) {
  test(`${address} is read and written back the same, and has words`, () => {
    const found = parseFigure(address);
    assert.ok(found);
    assert.equal(figureText(found), address);
    assert.notEqual(figureWords(address), address);
  });
}

const NONE = [
  ...[
    '',
    'line:0:V',
    'line:1:X',
    'line:1',
    'line:1:V:V',
    'envelope:1:U',
    'month:1:2021-13',
    'order:',
    'order:1:2',
  ],
  ...[
    'ledger:2021:result:alle:V',
    'unassigned:alle:cash:2021-01',
    '__proto__:1',
    'constructor',
    'change:1:change:2:order:3',
    'curve:1:month',
    'curve:1:planned:2021-06',
    'forecast:2021:result:alle:P',
    'tieOut:2021:6:result:difference',
    'posts:filled:grade:',
    'posts:filled:grade:%E0%A4%A',
    'posts:filled:grade:%00',
    'report:3:budget:01:F',
  ],
  ...[
    'subBudget:2021:result:expense::A',
    'kind:2021:result:expense:none:A',
    'group:2021:result:expense:%E0%A4%A:A',
    // what no database can hold: the same answer on both engines
    'group:2021:result:expense:%00:F',
    'group:2021:result:expense:%EF%BF%BF:F',
  ],
];
for (const address of NONE) {
  test(`„${address}“ names no figure`, () => {
    assert.equal(parseFigure(address), null);
  });
}

test('Any code of a group comes back whole, and never parts the address of a page', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...LEDGERS),
      fc.constantFrom(...SIDES),
      (code, ledger, side) => {
        const owner = { of: 'group', year: 2021, ledger, side, code: code === '' ? null : code } as const;
        const text = figureText({ of: 'lines', owner, figure: 'V' });
        assert.deepEqual(parseFigure(text), { of: 'lines', owner, figure: 'V' });
        assert.doesNotMatch(text, /~/u);
      },
    ),
  );
});
