import { sumCents, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import type { MovementKind } from './terms.ts';

/** The parts of a line that are recorded; everything else follows from them. All in cents. */
export interface LineParts {
  A: Cents;
  N: Cents;
  E: Cents;
  B: Cents;
  Z: Cents;
  U: Cents;
  S: Cents;
  O: Cents;
  I: Cents;
}

/** A line's complete figures, in cents. */
export interface Figures extends LineParts {
  F: Cents;
  V: Cents;
}

const ZERO = toCents(0);
export const NO_PARTS: LineParts = {
  A: ZERO,
  N: ZERO,
  E: ZERO,
  B: ZERO,
  Z: ZERO,
  U: ZERO,
  S: ZERO,
  O: ZERO,
  I: ZERO,
};

/** fortgeschriebener Ansatz: F = A + N + E + B + Z + U, in cents (domain.md section 3). */
export function revisedBudget(parts: Pick<LineParts, 'A' | 'N' | 'E' | 'B' | 'Z' | 'U'>): Cents {
  return sumCents([parts.A, parts.N, parts.E, parts.B, parts.Z, parts.U]);
}

/** verfügbar: V = F − S − O − I, in cents; negative when overdrawn (domain.md section 3, § 27(3) GemHVO). */
export function available(revised: Cents, parts: Pick<LineParts, 'S' | 'O' | 'I'>): Cents {
  return toCents(revised - parts.S - parts.O - parts.I);
}

export function figuresOf(parts: LineParts): Figures {
  const F = revisedBudget(parts);
  return { ...parts, F, V: available(F, parts) };
}

/** Adds lines of one ledger and year part by part; F and V are recomputed, so Σ lines = total holds by law. */
export function sumFigures(lines: Iterable<LineParts>): Figures {
  let [A, N, E, B, Z, U, S, O, I] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const line of lines) {
    A += line.A;
    N += line.N;
    E += line.E;
    B += line.B;
    Z += line.Z;
    U += line.U;
    S += line.S;
    O += line.O;
    I += line.I;
  }
  return figuresOf({
    ...{ A: toCents(A), N: toCents(N), E: toCents(E), B: toCents(B), Z: toCents(Z) },
    ...{ U: toCents(U), S: toCents(S), O: toCents(O), I: toCents(I) },
  });
}

/** überplanmäßiger Bedarf: max(0, −V(group)), in cents (§ 20 GemHVO: the cover group decides, not the line). */
export function excessNeed(availableInGroup: Cents): Cents {
  return toCents(Math.max(0, 0 - availableInGroup));
}

/**
 * One order: what it binds, in cents (domain.md section 3: Σ max(0, ordered − released − cancelled)). `carried` = what
 * came along from the year before less what went into the next, where it is not counted as ordered and cancelled.
 */
export function openCommitment(order: {
  ordered: Cents;
  released: Cents;
  cancelled: Cents;
  carried?: Cents;
}): Cents {
  return toCents(Math.max(0, order.ordered + (order.carried ?? 0) - order.released - order.cancelled));
}

/** Plan comparison of the law: I − A; of steering: I − F. In cents, positive = more spent (§ 51 GemHVO). */
export function planComparison(figures: Figures): { againstAppropriation: Cents; againstRevised: Cents } {
  return {
    againstAppropriation: toCents(figures.I - figures.A),
    againstRevised: toCents(figures.I - figures.F),
  };
}

/** A quota as its two parts in cents; undefined ("–", never 0 % or ∞) when `of` is 0. */
export interface Quota {
  part: Cents;
  of: Cents;
}

/** Mittelabflussquote: I / F (domain.md section 3). */
export function spendingRate(figures: Figures): Quota {
  return { part: figures.I, of: figures.F };
}

/** Bindungsquote: (I + O) / F (domain.md section 3). */
export function commitmentRate(figures: Figures): Quota {
  return { part: sumCents([figures.I, figures.O]), of: figures.F };
}

/** Carry-over cap for investments: ≤ F − I, in cents (§ 21(1) GemHVO). Never negative. */
export function carryOverCapInvestment(figures: Figures): Cents {
  return toCents(Math.max(0, figures.F - figures.I));
}

/**
 * Carry-over cap for other expense, in cents: ≤ max(0, F − I) if declared transferable; of the excess
 * appropriation B at most what is still committed, O (§ 21(2),(3) GemHVO).
 */
export function carryOverCapConsumptive(figures: Figures, transferable: boolean): Cents {
  const rest = Math.max(0, figures.F - figures.I);
  const excessPart = Math.min(Math.max(0, figures.B), Math.max(0, figures.O), rest);
  if (!transferable) return toCents(excessPart);
  const withoutExcess = Math.max(0, figures.F - figures.B - figures.I);
  return toCents(Math.min(rest, withoutExcess + excessPart));
}

/** One movement as far as the sums need it. */
export interface MovementFact {
  kind: MovementKind;
  cents: Cents;
}

/** Sums movements into the parts A N E B Z U S; O and I stay as given. */
export function partsOf(movements: Iterable<MovementFact>, O: Cents, I: Cents): LineParts {
  const parts: LineParts = { ...NO_PARTS, O, I };
  for (const movement of movements) parts[movement.kind] = toCents(parts[movement.kind] + movement.cents);
  return parts;
}
