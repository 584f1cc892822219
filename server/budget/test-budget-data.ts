import type { Ledger, LineKind, MovementKind } from '#shared/budget/terms.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';

export const euro = (amount: number): Cents => toCents(Math.round(amount * 100));
/** number, year, ledger, kind, sub-budget, cover group */
export type LineSeed = readonly [string, number, Ledger, LineKind, string, string | null];
/** line, year, kind, euro, effective on, paper, counter line, pair */
export type MovementSeed = readonly [
  string,
  number,
  MovementKind,
  number,
  string,
  (string | undefined)?,
  string?,
  string?,
];
/** line, year, order, due year, entries: kind, euro, effective on */
export type OrderSeed = readonly [
  string,
  number,
  string,
  number,
  ...(readonly ['ordered' | 'released' | 'cancelled', number, string])[],
];
/** line (null = unassigned), fiscal year, ledger, posted on, euro */
export type PostingSeed = readonly [string | null, number, Ledger, string, number];

export const LINES: readonly LineSeed[] = [
  ['105', 2020, 'result', 'material', '100', '100-A'],
  ['103', 2021, 'result', 'material', '100', '100-A'],
  ['105', 2021, 'result', 'material', '100', '100-A'],
  ['131', 2021, 'result', 'material', '630', '630-A'],
  ['900', 2021, 'result', 'income', '100', null],
  ['201', 2021, 'cash', 'investment', '100', '100-T'],
];

export const MOVEMENTS: readonly MovementSeed[] = [
  ['105', 2020, 'A', 500_000, '2020-01-01', '1000/2019'],
  ['105', 2020, 'E', -131_250, '2021-02-01', '9012/2021', '105', 'E-1'],
  ['103', 2021, 'A', 860_000, '2021-01-01', '1000/2019'],
  ['103', 2021, 'N', 120_000, '2021-05-01', '78/2021'],
  ['105', 2021, 'A', 720_000, '2021-01-01', '1000/2019'],
  ['105', 2021, 'E', 131_250, '2021-02-01', '9012/2021', '105', 'E-1'],
  ['105', 2021, 'U', -45_000, '2021-05-19', undefined, '131', 'U-1'],
  ['131', 2021, 'U', 45_000, '2021-05-19', undefined, '105', 'U-1'],
  ['131', 2021, 'A', 265_000, '2021-01-01', '1000/2019'],
  ['105', 2021, 'S', 72_000, '2021-06-01'],
  ['105', 2021, 'N', 999, '2021-07-01'],
  ['900', 2021, 'A', -10_000, '2021-01-01', '1000/2019'],
  ['201', 2021, 'A', 1_240_000, '2021-01-01', '1000/2019'],
];

export const ORDERS: readonly OrderSeed[] = [
  [
    '105',
    2021,
    '4500012790',
    2021,
    ['ordered', 82_728.72, '2021-01-10'],
    ['released', 81_728.72, '2021-02-23'],
    ['cancelled', 1000, '2021-06-30'],
  ],
  [
    '105',
    2021,
    '4500012873',
    2021,
    ['ordered', 242_310.5, '2021-02-01'],
    ['released', 1000, '2021-03-09'],
    ['released', 50, '2021-07-05'],
  ],
  ['105', 2021, '4500019999', 2022, ['ordered', 30_000, '2021-03-01']],
  ['103', 2021, '4500020000', 2021, ['ordered', 426_510, '2021-03-01']],
];

export const POSTINGS: readonly PostingSeed[] = [
  ['105', 2021, 'result', '2021-01-19', 81_728.72],
  ['105', 2021, 'result', '2021-03-09', 217_900.5],
  ['105', 2021, 'result', '2021-06-15', -3211],
  ['105', 2021, 'result', '2021-07-05', 50],
  ['103', 2021, 'result', '2021-06-30', 571_902.6],
  ['900', 2021, 'result', '2021-04-01', -4000],
  ['201', 2021, 'cash', '2021-05-01', 604_377.92],
  [null, 2021, 'result', '2021-06-20', 46_864.2],
  [null, 2021, 'cash', '2021-02-20', 58_180.4],
];

export const PAPERS = [
  [1000, 2019, 'Doppelhaushalt 2020/2021'],
  [9012, 2021, 'Ermächtigungsübertragung'],
  [78, 2021, 'Nachtragshaushalt 2021'],
] as const;
