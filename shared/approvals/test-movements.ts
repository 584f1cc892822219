import { figuresOf, NO_PARTS } from '../budget/figures.ts';
import type { LineParts } from '../budget/figures.ts';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import type { MovementLine } from './movement-plan.ts';
import type { MovementFacts } from './movement-rules.ts';
import { MovementPayload } from './movement.ts';
import type { MovementPayloadInput } from './movement.ts';

type Parts = Partial<Record<keyof LineParts, number>>;
type LineSeed = Partial<Omit<MovementLine, 'figures'>> & { id: number; parts?: Parts };

export function testLine({ parts = { A: 100_000 }, ...seed }: LineSeed): MovementLine {
  const cents = Object.entries(parts).map(([part, value]) => [part, toCents(value)] as const);
  const figures = figuresOf({ ...NO_PARTS, ...Object.fromEntries(cents) });
  return {
    ...{ number: String(seed.id), year: 2021, ledger: 'result', kind: 'material', coverGroup: 'A' },
    ...seed,
    figures,
  };
}

/** 1, 2 in group A; 3 in B; 4 without a group; 5 income; 6 reserve; 7 cash; 8 of 2020; 9 costing; 10 without A. */
const LINES: MovementLine[] = [
  testLine({ id: 1, parts: { A: 100_000, S: 7_000 } }),
  testLine({ id: 2 }),
  testLine({ id: 3, coverGroup: 'B' }),
  testLine({ id: 4, coverGroup: null }),
  testLine({ id: 5, kind: 'income', coverGroup: null, parts: { A: -50_000 } }),
  testLine({ id: 6, kind: 'reserve', coverGroup: null }),
  testLine({ id: 7, ledger: 'cash', kind: 'investment', coverGroup: 'T' }),
  testLine({ id: 8, year: 2020 }),
  testLine({ id: 9, ledger: 'costing', coverGroup: null }),
  testLine({ id: 10, parts: {} }),
];

const NOTHING = { decidedCents: toCents(0), openCents: toCents(0), openRequests: [] };

/** Group A covers B, and not the other way round; from 500,00 € on an excess is substantial. */
export function testFacts(): MovementFacts {
  return {
    lines: new Map(LINES.map((line) => [line.id, line])),
    edges: [{ from: 'A', to: 'B' }],
    substantialCents: toCents(50_000),
    excess: { line: { number: '1', year: 2021, ...NOTHING }, group: null },
  };
}

export const PAPER = { number: 316, year: 2021 };
export const ON = toIsoDate('2021-07-01');

/** A payload as it arrives, parsed by the contract. */
export function payload(input: MovementPayloadInput): MovementPayload {
  return MovementPayload.parse(input);
}
