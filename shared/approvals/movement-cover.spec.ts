import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Figures } from '../budget/figures.ts';
import { sumFigures } from '../budget/figures.ts';
import { toCents } from '../money.ts';
import { coverVerdict } from './movement-cover.ts';
import type { CoverState } from './movement-cover.ts';
import { plannedMovements } from './movement-plan.ts';
import type { MovementLine } from './movement-plan.ts';
import type { MovementPayloadInput } from './movement.ts';
import { ON, PAPER, payload, testLine } from './test-movements.ts';

/** Books the movement on the lines and asks the cover group. */
function verdictOf(input: MovementPayloadInput, seeds: Parameters<typeof testLine>[0][]) {
  const lines = seeds.map(testLine);
  const asked = payload(input);
  const movements = plannedMovements(asked, new Map(lines.map((line) => [line.id, line])));
  const after = (line: MovementLine): Figures => {
    const parts = { ...line.figures };
    for (const movement of movements.filter((one) => one.lineId === line.id))
      parts[movement.kind] = toCents(parts[movement.kind] + movement.cents);
    return sumFigures([parts]);
  };
  const inGroup = (code: string) =>
    lines.filter((line) => line.coverGroup === code && line.kind !== 'income');
  const states: CoverState[] = lines.map((line) => ({
    line,
    before: line.figures,
    after: after(line),
    group:
      line.coverGroup === null
        ? null
        : {
            code: line.coverGroup,
            before: sumFigures(inGroup(line.coverGroup).map((one) => one.figures)),
            after: sumFigures(inGroup(line.coverGroup).map(after)),
          },
  }));
  return coverVerdict(asked, movements, states, ON);
}

const transfer = (cents: number): MovementPayloadInput => ({
  ...{ movement: 'U', fromLineId: 1, toLineId: 2, cents: toCents(cents), effectiveOn: ON },
});

test('A negative line inside a positive group is allowed and said', () => {
  const { faults, notes } = verdictOf(transfer(300), [
    { id: 1, parts: { A: 1000, I: 900 } },
    { id: 2, parts: { A: 1000 } },
  ]);
  assert.deepEqual(faults, []);
  assert.match(notes.join(), /Zeile 1 .*−2,00 .*zulässig.*Deckungskreis A .*11,00/u);
});

test('A transfer out of a group that has not enough is refused with what is missing', () => {
  const { faults } = verdictOf(transfer(300), [
    { id: 1, parts: { A: 1000, I: 900 } },
    { id: 2, coverGroup: 'B' },
  ]);
  assert.deepEqual(
    faults.map((fault) => fault.path),
    ['payload.cents'],
  );
  assert.match(faults[0]!.message, /Deckungskreis A .*−2,00.*fehlen 2,00/u);
});

test('A transfer inside an overdrawn group is refused: moving mends nothing', () => {
  const { faults } = verdictOf(transfer(1), [
    { id: 1, parts: { A: 1000, I: 1200 } },
    { id: 2, parts: { A: 100 } },
  ]);
  assert.equal(faults.length, 1);
});

test('Nobody gives more than the line has, even when the group has it', () => {
  const { faults } = verdictOf(transfer(1001), [
    { id: 1, parts: { A: 1000 } },
    { id: 2, parts: { A: 9000 } },
  ]);
  assert.match(faults[0]!.message, /fortgeschriebenen Ansatz von −0,01/u);
});

const reserve = (cents: number): MovementPayloadInput => ({
  ...{
    movement: 'B',
    lineId: 2,
    cover: [{ lineId: 1, cents: toCents(cents) }],
    effectiveOn: ON,
    paper: PAPER,
  },
});
const RESERVE = { id: 1, kind: 'reserve' as const, coverGroup: null, parts: { A: 1000, I: 200 } };

test('The cover reserve gives to its last cent', () => {
  assert.deepEqual(verdictOf(reserve(800), [RESERVE, { id: 2 }]).faults, []);
});

test('The cover reserve is never exceeded, not by a cent', () => {
  const { faults } = verdictOf(reserve(801), [RESERVE, { id: 2 }]);
  assert.deepEqual(
    faults.map((fault) => fault.path),
    ['payload.cover.0.cents'],
  );
  assert.match(faults[0]!.message, /um 0,01 € überschritten.*§ 13/u);
});

test('A block may take a group below zero: the excess need is stated, not refused', () => {
  const input: MovementPayloadInput = {
    ...{
      movement: 'S',
      lineId: 1,
      direction: 'block',
      amount: { by: 'cents', cents: toCents(500) },
      effectiveOn: ON,
    },
  };
  const { faults, notes } = verdictOf(input, [{ id: 1, parts: { A: 1000, I: 900 } }]);
  assert.deepEqual(faults, []);
  assert.match(notes.join(), /überplanmäßiger Bedarf 4,00/u);
});

test('A supplementary budget that cuts too deep states the need', () => {
  const input: MovementPayloadInput = {
    movement: 'N',
    lineId: 1,
    cents: toCents(-200),
    effectiveOn: ON,
    paper: PAPER,
  };
  const { faults, notes } = verdictOf(input, [{ id: 1, coverGroup: null, parts: { A: 1000, I: 900 } }]);
  assert.deepEqual(faults, []);
  assert.match(notes.join(), /Zeile 1 \(ohne Deckungskreis\) .*überplanmäßiger Bedarf 1,00/u);
});

test('Expected income is no money of a group: more of it is no need', () => {
  const input: MovementPayloadInput = {
    ...{ movement: 'Z', incomeLineId: 1, lineId: 2, cents: toCents(500), effectiveOn: ON },
  };
  const verdict = verdictOf(input, [
    { id: 1, kind: 'income', coverGroup: null, parts: { A: -100 } },
    { id: 2 },
  ]);
  assert.deepEqual(verdict, { faults: [], notes: [] });
});
