import type { Figures } from '../budget/figures.ts';
import { sideOf } from '../budget/sides.ts';
import type { Side } from '../budget/sides.ts';
import type { Ledger, LineKind, MovementKind } from '../budget/terms.ts';
import { divideHalfAway, sumCents, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import type { MovementPayload } from './movement.ts';

/** A line as far as the rules of movements look at it. */
export interface MovementLine {
  /** `NEW_LINE` for a line the request would make. */
  id: number;
  number: string;
  year: number;
  ledger: Ledger;
  kind: LineKind;
  coverGroup: string | null;
  /** On the day the movement takes effect. */
  figures: Figures;
}

/** Stands for the line that does not exist yet. */
export const NEW_LINE = -1;

/** One movement as it would be booked. Movements of one `pair` sum to zero. */
export interface PlannedMovement {
  lineId: number;
  kind: MovementKind;
  cents: Cents;
  counterLineId: number | null;
  pair: number | null;
}

/** The line a payload is about, `NEW_LINE` for a new one, null when it names none or both. */
export function targetId(payload: Extract<MovementPayload, { movement: 'A' | 'B' }>): number | null {
  if ((payload.lineId === null) === (payload.newLine === null)) return null;
  return payload.lineId ?? NEW_LINE;
}

/** A share of a block in cents: tenths of a percent of A or F, half away from zero (§ 29 GemHVO). */
export function shareOf(base: Cents, tenths: number): Cents {
  const magnitude = BigInt(Math.abs(base));
  return toCents(Number(divideHalfAway(magnitude * BigInt(tenths), 1000n)));
}

/** What a block or release amounts to, in cents and without sign. */
export function blockCents(
  amount: Extract<MovementPayload, { movement: 'S' }>['amount'],
  figures: Pick<Figures, 'A' | 'F'>,
): Cents {
  return amount.by === 'cents' ? amount.cents : shareOf(figures[amount.of], amount.tenths);
}

/** B = Σ of what the lines give, in cents. */
export function coverSum(payload: Extract<MovementPayload, { movement: 'B' }>): Cents {
  return sumCents(payload.cover.map((part) => part.cents));
}

function pairOf(kind: MovementKind, from: number, to: number, cents: Cents, pair: number): PlannedMovement[] {
  return [
    { lineId: from, kind, cents: toCents(0 - cents), counterLineId: to, pair },
    { lineId: to, kind, cents, counterLineId: from, pair },
  ];
}

/**
 * The movements a payload asks for (domain.md section 3): U, B and Z come in pairs that sum to zero, so that no money
 * appears; A, N and S stand alone. Empty while the payload names no line. Expense positive, income negative.
 */
export function plannedMovements(
  payload: MovementPayload,
  lines: ReadonlyMap<number, MovementLine>,
): PlannedMovement[] {
  const alone = (lineId: number | null, kind: MovementKind, cents: Cents): PlannedMovement[] =>
    lineId === null ? [] : [{ lineId, kind, cents, counterLineId: null, pair: null }];
  switch (payload.movement) {
    case 'A':
      return alone(targetId(payload), 'A', payload.cents);
    case 'N':
      return alone(payload.lineId, 'N', payload.cents);
    case 'B': {
      const to = targetId(payload);
      if (to === null) return [];
      return payload.cover.flatMap((part, index) => pairOf('B', part.lineId, to, part.cents, index + 1));
    }
    case 'Z':
      return pairOf('Z', payload.incomeLineId, payload.lineId, payload.cents, 1);
    case 'U':
      return pairOf('U', payload.fromLineId, payload.toLineId, payload.cents, 1);
    case 'S': {
      const line = lines.get(payload.lineId);
      if (!line) return [];
      const cents = blockCents(payload.amount, line.figures);
      return alone(payload.lineId, 'S', payload.direction === 'block' ? cents : toCents(0 - cents));
    }
  }
}

/** Every line a payload names, with the place it names it at. */
export function namedLines(payload: MovementPayload): { id: number; path: string }[] {
  const at = (id: number | null, path: string) => (id === null ? [] : [{ id, path }]);
  switch (payload.movement) {
    case 'A':
      return at(payload.lineId, 'lineId');
    case 'N':
    case 'S':
      return at(payload.lineId, 'lineId');
    case 'B':
      return [
        ...at(payload.lineId, 'lineId'),
        ...payload.cover.flatMap((part, index) => at(part.lineId, `cover.${index}.lineId`)),
      ];
    case 'Z':
      return [...at(payload.incomeLineId, 'incomeLineId'), ...at(payload.lineId, 'lineId')];
    case 'U':
      return [...at(payload.fromLineId, 'fromLineId'), ...at(payload.toLineId, 'toLineId')];
  }
}

export const lineSide = (line: Pick<MovementLine, 'kind'>): Side => sideOf(line.kind);
