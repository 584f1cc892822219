import { grossParts, sideOf } from '../budget/sides.ts';
import type { Figures } from '../budget/figures.ts';
import { LEDGERS, MOVEMENT_KINDS } from '../budget/terms.ts';
import type { Ledger, LineKind, MovementKind } from '../budget/terms.ts';
import { sumCents, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import type { CausedLine, MoneyPart } from './papers.ts';

/** A line that a paper moved: by how much, per kind, and its money on the day. */
export interface MovedLine {
  id: number;
  number: string;
  name: string;
  year: number;
  ledger: Ledger;
  kind: LineKind;
  figures: Figures;
  moved: readonly { kind: MovementKind; cents: Cents }[];
}

/** What a paper left on a line beside first appropriations and blocks, in cents; negative = it was the cover. */
export function netOf(moved: MovedLine['moved']): Cents {
  return sumCents(moved.filter(({ kind }) => kind !== 'A' && kind !== 'S').map(({ cents }) => cents));
}

/** Σ over lines of what was left on each, where it is more than 0: the increase without its cover. */
export function raisedBy(lines: readonly MovedLine[]): Cents {
  return sumCents(lines.map(({ moved }) => toCents(Math.max(0, netOf(moved)))));
}

function kindSums(lines: readonly MovedLine[]): MoneyPart['moved'] {
  const all = lines.flatMap(({ moved }) => moved);
  return MOVEMENT_KINDS.flatMap((kind) => {
    const own = all.filter((one) => one.kind === kind);
    return own.length === 0 ? [] : [{ kind, cents: sumCents(own.map((one) => one.cents)) }];
  });
}

/**
 * A paper's lines as sums per year, ledger and side, newest year first: years and ledgers are never added
 * (domain.md section 3), income and the cover reserve stand apart (§ 10(2) GemHVO).
 */
export function moneyParts(lines: readonly MovedLine[]): MoneyPart[] {
  const years = [...new Set(lines.map(({ year }) => year))].sort((a, b) => b - a);
  return years.flatMap((year) =>
    LEDGERS.flatMap((ledger) => {
      const own = lines.filter((line) => line.year === year && line.ledger === ledger);
      return grossParts(own, (line) => ({ side: sideOf(line.kind), parts: line.figures })).map(
        ({ side, figures, members }) => ({
          ...{ year, ledger, side, figures, lines: members.length },
          moved: kindSums(members),
          raisedCents: raisedBy(members),
        }),
      );
    }),
  );
}

/** A line as the page lists it. */
export function causedLine({ moved, kind, ...line }: MovedLine): CausedLine {
  const { id, number, name, year, ledger, figures } = line;
  return { id, number, name, year, ledger, figures, side: sideOf(kind), movedCents: netOf(moved) };
}
