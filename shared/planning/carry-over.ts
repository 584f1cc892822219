import { carryOverCapConsumptive, carryOverCapInvestment, figuresOf } from '../budget/figures.ts';
import type { Figures } from '../budget/figures.ts';
import { sideOf } from '../budget/sides.ts';
import type { Ledger, LineKind } from '../budget/terms.ts';
import { fiscalYearOf, formatDate } from '../calendar.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import { toCents, ZERO_CENTS } from '../money.ts';
import type { Cents } from '../money.ts';

/** What § 21 GemHVO lets a line carry into the next year. */
export const CARRY_OVER_RULES = ['investment', 'transferable', 'excess', 'none'] as const;
export type CarryOverRule = (typeof CARRY_OVER_RULES)[number];
export const CARRY_OVER_RULE_WORDS: Record<CarryOverRule, string> = {
  investment: 'investiv, § 21 (1)',
  transferable: 'für übertragbar erklärt, § 21 (2)',
  excess: 'üpl./apl. beansprucht, § 21 (3)',
  none: 'nicht übertragbar',
};

/** A line of the year that ends, as far as § 21 looks at it. */
export interface CarryOverLine {
  year: FiscalYear;
  ledger: Ledger;
  kind: LineKind;
  transferable: boolean;
  /** With everything that was carried out already: F is what is left to spend or to carry. */
  figures: Figures;
  /** Carried out of the line so far, in cents: the caps speak about all of it, however often it is asked for. */
  carriedCents: Cents;
  /** Ordered and unpaid at the end of the year, with what went along into the next: what § 21(3) calls used and unpaid. */
  boundCents: Cents;
  /** Since when the investment is in use; null = not yet, or not stated. */
  firstUsedOn: IsoDate | null;
}

/** How much may be carried (on top of what was carried already), by which rule, and why. */
export interface CarryOverCap {
  rule: CarryOverRule;
  capCents: Cents;
  basis: string;
}

const nothing = (basis: string): CarryOverCap => ({ rule: 'none', capCents: ZERO_CENTS, basis });

/** The last year an investment's money may be carried into: the second after the year of first use (§ 21(1)). */
export function lastCarryOverYear(firstUsedOn: IsoDate): FiscalYear {
  return fiscalYearOf(firstUsedOn) + 2;
}

/**
 * Of an investment F − I; of the excess appropriation B in it at most what is used but unpaid, O (§ 21(3) speaks of
 * payments as well as of expense). In cents.
 */
function investmentCap(figures: Figures): Cents {
  const rest = carryOverCapInvestment(figures);
  const excess = Math.min(Math.max(0, figures.B), Math.max(0, figures.O), rest);
  const withoutExcess = Math.max(0, figures.F - Math.max(0, figures.B) - figures.I);
  return toCents(Math.min(rest, withoutExcess + excess));
}

function ofInvestment(line: CarryOverLine): CarryOverCap {
  const { figures, firstUsedOn } = line;
  if (firstUsedOn !== null && line.year + 1 > lastCarryOverYear(firstUsedOn))
    return nothing(
      `§ 21 (1) GemHVO: seit ${formatDate(firstUsedOn)} in Benutzung, übertragbar längstens nach ${lastCarryOverYear(firstUsedOn)}`,
    );
  const use =
    firstUsedOn === null
      ? 'bis zur letzten Zahlung'
      : `in Benutzung seit ${formatDate(firstUsedOn)}, längstens nach ${lastCarryOverYear(firstUsedOn)}`;
  const excess = figures.B > 0 ? '; der üpl./apl. Teil nur bis O' : '';
  return {
    rule: 'investment',
    capCents: remaining(line, investmentCap(beforeCarrying(line))),
    basis: `§ 21 (1) GemHVO: ${use}, höchstens F − I${excess}`,
  };
}

/** The line as it was before anything was carried out of it, money and orders. */
function beforeCarrying({ figures, carriedCents, boundCents }: CarryOverLine): Figures {
  const { A, N, B, Z, U, S, I } = figures;
  return figuresOf({ A, N, B, Z, U, S, I, O: boundCents, E: toCents(figures.E + carriedCents) });
}

/** What of a whole cap is still to be carried: never more than is left of the line now. */
function remaining(line: CarryOverLine, wholeCents: Cents): Cents {
  const left = Math.max(0, line.figures.F - line.figures.I);
  return toCents(Math.max(0, Math.min(left, wholeCents - line.carriedCents)));
}

/** The rule and the cap of a line (domain.md section 3, § 21 GemHVO; the Deckungsreserve never: § 13). In cents. */
export function carryOverCap(line: CarryOverLine): CarryOverCap {
  const { figures, kind, ledger, transferable } = line;
  if (ledger === 'costing') return nothing('Kostenrechnung steht außerhalb des Haushalts');
  const side = sideOf(kind);
  if (side === 'reserve') return nothing('§ 13 GemHVO: die Deckungsreserve wird nie übertragen');
  if (side === 'income') return nothing('Erträge sind keine Ermächtigung');
  if (ledger === 'cash' && kind === 'investment') return ofInvestment(line);
  const capCents = remaining(line, carryOverCapConsumptive(beforeCarrying(line), transferable));
  if (transferable)
    return {
      rule: 'transferable',
      capCents,
      basis: `§ 21 (2) GemHVO: für übertragbar erklärt, höchstens F − I${figures.B > 0 ? '; der üpl./apl. Teil nur bis O' : ''}`,
    };
  if (figures.B > 0)
    return {
      rule: 'excess',
      capCents,
      basis: '§ 21 (3) GemHVO: nur der üpl./apl. Teil, soweit beansprucht und nicht gezahlt (O)',
    };
  return nothing('§ 21 (2) GemHVO: nicht für übertragbar erklärt');
}

/** Σ of pairs per ledger, in cents; the ledgers are never added. */
export function pairSums(
  pairs: readonly { lineId: number; cents: Cents }[],
  ledgerOf: (lineId: number) => Ledger | undefined,
): Partial<Record<Ledger, Cents>> {
  const sums: Partial<Record<Ledger, Cents>> = {};
  for (const pair of pairs) {
    const ledger = ledgerOf(pair.lineId);
    if (ledger) sums[ledger] = toCents((sums[ledger] ?? 0) + pair.cents);
  }
  return sums;
}
