import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { NO_PARTS, figuresOf } from '../budget/figures.ts';
import type { LineParts } from '../budget/figures.ts';
import { LEDGERS, LINE_KINDS } from '../budget/terms.ts';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { reportTableFaults } from '../report-table.ts';
import { carryOverAnnex } from './carry-over-annex.ts';
import { carryOverFaults } from './carry-over-request.ts';
import type { CarryOverPayload, CarryOverRow, PairLine } from './carry-over-request.ts';
import { carryOverCap } from './carry-over.ts';
import type { CarryOverLine, CarryOverRule } from './carry-over.ts';

const figures = (parts: Partial<Record<keyof LineParts, number>>) => {
  const values = { ...NO_PARTS };
  for (const [key, value] of Object.entries(parts)) values[key as keyof LineParts] = toCents(value);
  return figuresOf(values);
};
const line = (
  parts: Partial<Record<keyof LineParts, number>>,
  more: Partial<CarryOverLine> = {},
): CarryOverLine => ({
  ...{ year: 2020, ledger: 'result', kind: 'material', transferable: true, firstUsedOn: null },
  carriedCents: toCents(0),
  boundCents: toCents(parts.O ?? 0),
  figures: figures(parts),
  ...more,
});
const invest = { ledger: 'cash', kind: 'investment', transferable: false } as const;
const used = (on: string) => ({ ...invest, firstUsedOn: toIsoDate(on) });

describe('what § 21 GemHVO lets a line carry', () => {
  const CASES: [string, CarryOverLine, CarryOverRule, number][] = [
    ['an investment: F − I', line({ A: 100, I: 60 }, invest), 'investment', 40],
    ['an investment with open orders all the same', line({ A: 100, I: 60, O: 40 }, invest), 'investment', 40],
    ['nothing of an overspent investment', line({ A: 100, I: 130 }, invest), 'investment', 0],
    [
      'what is left after an earlier carry-over',
      line({ A: 100, E: -30, I: 60 }, { ...invest, carriedCents: toCents(30) }),
      'investment',
      10,
    ],
    [
      'of excess what is bound, whose orders went along already',
      line({ A: 50, B: 50, E: -30, I: 50, O: 0 }, { carriedCents: toCents(30), boundCents: toCents(40) }),
      'transferable',
      10,
    ],
    [
      'of excess no more in the second request',
      line({ A: 10, B: 50, E: -30, O: 20 }, { carriedCents: toCents(30) }),
      'transferable',
      0,
    ],
    ['in the second year after first use', line({ A: 100 }, used('2019-12-31')), 'investment', 100],
    ['nothing in the third year after first use', line({ A: 100 }, used('2018-12-31')), 'none', 0],
    [
      'of excess in an investment only what is bound',
      line({ A: 50, B: 50, O: 20 }, invest),
      'investment',
      70,
    ],
    ['what is declared transferable: F − I', line({ A: 100, I: 60 }), 'transferable', 40],
    ['of excess only what is bound', line({ A: 100, B: 50, I: 100, O: 30 }), 'transferable', 30],
    ['nothing that is not declared', line({ A: 100, I: 60, O: 20 }, { transferable: false }), 'none', 0],
    [
      'excess that is bound and unpaid',
      line({ B: 100, I: 60, O: 25 }, { transferable: false }),
      'excess',
      25,
    ],
    ['no excess that is not bound', line({ B: 100, I: 60 }, { transferable: false }), 'excess', 0],
    ['never the Deckungsreserve', line({ A: 100 }, { kind: 'reserve' }), 'none', 0],
    ['no income', line({ A: -100 }, { kind: 'income' }), 'none', 0],
    ['nothing outside the budget', line({ A: 100 }, { ledger: 'costing' }), 'none', 0],
  ];
  for (const [name, one, rule, cents] of CASES)
    test(`Carries ${name}`, () => {
      const cap = carryOverCap(one);
      assert.deepEqual([cap.rule, cap.capCents], [rule, cents]);
      assert.notEqual(cap.basis, '');
    });

  const part = fc.integer({ min: -1e9, max: 1e9 });
  const plus = fc.integer({ min: 0, max: 1e9 });
  const anyLine = fc
    .record({ A: plus, N: part, E: part, B: part, Z: plus, U: part, S: plus, O: plus, I: part })
    .chain((parts) =>
      fc.record({
        ledger: fc.constantFrom(...LEDGERS),
        kind: fc.constantFrom(...LINE_KINDS),
        transferable: fc.boolean(),
        firstUsedOn: fc.constantFrom(null, toIsoDate('2017-05-01'), toIsoDate('2019-05-01')),
        parts: fc.constant(parts),
      }),
    )
    .map(({ parts, ...more }) => line(parts, more));

  test('Never more than is left, never less than nothing, and nothing twice', () => {
    fc.assert(
      fc.property(anyLine, (one) => {
        const { capCents } = carryOverCap(one);
        assert.ok(capCents >= 0 && capCents <= Math.max(0, one.figures.F - one.figures.I));
        const { A, N, E, B, Z, U, S, O, I } = one.figures;
        const again = carryOverCap({
          ...one,
          figures: figures({ A, N, E: E - capCents, B, Z, U, S, O, I }),
          carriedCents: capCents,
        });
        assert.equal(again.capCents, 0, 'the whole cap was carried');
      }),
    );
  });

  test('A declaration never takes anything away', () => {
    fc.assert(
      fc.property(anyLine, (one) => {
        const without = carryOverCap({ ...one, transferable: false });
        assert.ok(carryOverCap({ ...one, transferable: true }).capCents >= without.capCents);
      }),
    );
  });
});

const pairLine = (id: number, number: string, year: number, more: Partial<CarryOverLine> = {}): PairLine => ({
  ...line({ A: 100, I: 60 }, { year, ...more }),
  alongCents: toCents(0),
  id,
  number,
  name: `Zeile ${number}`,
});
const LINES = new Map(
  [
    pairLine(1, '105', 2020),
    pairLine(2, '105', 2021),
    pairLine(3, '201', 2021, invest),
    pairLine(4, '106', 2021),
    pairLine(5, '900', 2021, { kind: 'reserve' }),
    pairLine(6, '202', 2020, used('2019-05-01')),
    pairLine(7, '202', 2021, invest),
  ].map((one) => [one.id, one]),
);
const pair = (more: Partial<CarryOverPayload['pairs'][number]> = {}) => ({
  ...{ lineId: 1, targetLineId: 2, cents: toCents(40), reason: '', firstUsedOn: null },
  ...more,
});
const ofUsed = (more: Partial<CarryOverPayload['pairs'][number]>) =>
  pair({ lineId: 6, targetLineId: 7, ...more });
const faultsOf = (...pairs: CarryOverPayload['pairs']): string[] =>
  carryOverFaults({ year: 2020, paper: null, pairs }, LINES).map((fault) => fault.path);

describe('rules of a request to carry over', () => {
  const at = (path: string): string[] => [`payload.pairs.0.${path}`];
  const CASES: [string, string[], string[]][] = [
    ['Accepts the proposal without a reason', faultsOf(pair()), []],
    ['Wants a reason for less than the proposal', faultsOf(pair({ cents: toCents(30) })), at('reason')],
    ['Accepts less with a reason', faultsOf(pair({ cents: toCents(30), reason: 'Rest entbehrlich' })), []],
    ['Refuses more than the cap', faultsOf(pair({ cents: toCents(41), reason: 'mehr' })), at('cents')],
    ['Wants a reason for another number', faultsOf(pair({ targetLineId: 4 })), at('reason')],
    ['Refuses the other ledger', faultsOf(pair({ targetLineId: 3 })), at('targetLineId')],
    ['Refuses the Deckungsreserve as target', faultsOf(pair({ targetLineId: 5 })), at('targetLineId')],
    ['Refuses the same year as target', faultsOf(pair({ targetLineId: 1 })), at('targetLineId')],
    ['Refuses a line of another year', faultsOf(pair({ lineId: 2 })), at('lineId')],
    ['Refuses a line twice', faultsOf(pair(), pair()), ['payload.pairs.1.lineId']],
    [
      'Refuses a first use of what is no investment',
      faultsOf(pair({ firstUsedOn: toIsoDate('2020-01-01') })),
      at('firstUsedOn'),
    ],
    [
      'Accepts a first use that is stated again',
      faultsOf(ofUsed({ firstUsedOn: toIsoDate('2019-05-01') })),
      [],
    ],
    [
      'Wants a reason for a first use that is moved',
      faultsOf(ofUsed({ firstUsedOn: toIsoDate('2020-05-01') })),
      at('reason'),
    ],
    [
      'Refuses a first use after the year the money goes to',
      faultsOf(ofUsed({ firstUsedOn: toIsoDate('2022-01-01'), reason: 'noch nicht fertig' })),
      at('firstUsedOn'),
    ],
  ];
  for (const [name, found, expected] of CASES) test(name, () => assert.deepEqual(found, expected));
});

test('The annex is right to the cent: what is not spent is carried, asked for or lapses', () => {
  const row = fc
    .record({ A: fc.nat(1e9), I: fc.nat(1e9), carried: fc.nat(1e6), chosen: fc.nat(1e6) })
    .map(({ A, I, carried, chosen }) => ({ A, I, carried, chosen }));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (list) => {
      const rows = list.map(({ A, I, carried }, index): CarryOverRow => {
        const own = line({ A, E: -carried, I }, { carriedCents: toCents(carried) });
        return {
          ...{
            id: index + 1,
            number: String(101 + index),
            name: 'Zeile',
            subBudget: '100',
            ledger: 'result',
          },
          ...{ kind: 'material', transferable: true, figures: own.figures, carriedCents: toCents(carried) },
          ...carryOverCap(own),
          ...{ openOrderCents: toCents(0), carriedOrderCents: toCents(0) },
          ...{ firstUsedOn: null, targetLineId: null },
        };
      });
      const chosen = new Map(
        list.map((one, index) => [index + 1, { cents: toCents(one.chosen), target: '', reason: '' }]),
      );
      const table = carryOverAnnex(rows, 'result', 2020, chosen);
      assert.deepEqual(reportTableFaults(table), []);
      const sum = list.reduce((total, one) => total + one.carried + one.chosen, 0);
      assert.equal(table.rows.at(-1)?.cells['total'] ?? 0, sum);
      assert.deepEqual(carryOverAnnex(rows, 'cash', 2020, chosen).rows, []);
    }),
  );
});
