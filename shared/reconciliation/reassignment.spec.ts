import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '../calendar.ts';
import { AppError } from '../errors.ts';
import { toCents } from '../money.ts';
import type { Part } from './parts.ts';
import { requireAllowed } from './reassignment.ts';
import type { LinePlace, PostingPlace } from './reassignment.ts';

const on = (lineId: number | null, cents: number): Part => ({
  target: 'line',
  lineId,
  cents: toCents(cents),
});

const PLACE: PostingPlace = {
  ...{
    postingId: 1,
    ledger: 'cash',
    fiscalYear: 2021,
    postedOn: toIsoDate('2021-03-04'),
    origin: 'invented',
  },
  ...{ lastDay: toIsoDate('2021-03-04'), changedSeq: null },
  cents: toCents(1_000),
  parts: [{ target: 'open', lineId: null, cents: toCents(1_000) }],
};
const LINES = new Map<number, LinePlace>([
  [9, { number: '109', year: 2021, ledger: 'cash' }],
  [10, { number: '110', year: 2022, ledger: 'cash' }],
  [11, { number: '111', year: 2021, ledger: 'result' }],
]);

function refusal(to: readonly Part[], postingId = 1): string | undefined {
  try {
    requireAllowed([{ postingId, to, method: 'line' as never }], new Map([[1, PLACE]]), LINES);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, 'rule-violated');
    return error.detail;
  }
}

const CASES: [string, Part[], RegExp | undefined][] = [
  ['the whole on a line of its year and ledger', [on(9, 1_000)], undefined],
  [
    'a split that is the whole',
    [on(9, 400), { target: 'open', lineId: null, cents: toCents(600) }],
    undefined,
  ],
  ['nowhere', [], /Ein Ziel fehlt/u],
  ['a cent too little', [on(9, 999)], /ergeben nicht den Betrag/u],
  ['a part of nothing', [on(9, 1_000), on(9, 0)], /Ein Teil ist 0,00 €/u],
  ['parts of both signs, by which any amount could be moved', [on(9, 5_000), on(9, -4_000)], /Vorzeichen/u],
  ['a line that is not there', [on(99, 1_000)], /Diese Zeile gibt es nicht/u],
  ['a line without an id', [on(null, 1_000)], /Diese Zeile gibt es nicht/u],
  ['a line of another year', [on(10, 1_000)], /Zeile 110 gehört zum Jahr 2022, die Buchung zu 2021/u],
  ['a line of another ledger', [on(11, 1_000)], /Zeile 111 steht in einem anderen Haushalt/u],
];
for (const [what, to, words] of CASES) {
  test(`${words ? 'Refuses' : 'Allows'} ${what}`, () => {
    if (words) assert.match(refusal(to) ?? '', words);
    else assert.equal(refusal(to), undefined);
  });
}

test('A posting that is not there is refused, and nothing of it is said to be assigned', () => {
  assert.equal(refusal([on(9, 1_000)], 2), 'Diese Buchung gibt es nicht. Es wurde nichts zugeordnet.');
});

test('The same posting twice in a change is refused before anything else', () => {
  const change = { postingId: 1, to: [on(9, 1_000)], method: 'line' as never };
  assert.throws(() => requireAllowed([change, change], new Map([[1, PLACE]]), LINES), {
    code: 'invalid-input',
  });
});
