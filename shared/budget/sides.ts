import { sumFigures } from './figures.ts';
import type { Figures, LineParts } from './figures.ts';
import type { Ledger, LineKind } from './terms.ts';

/**
 * The gross parts of a ledger: expense, the cover reserve and income are stated apart and never netted
 * (§ 10(2) GemHVO; the reserve pays for other lines and is no money of a sub-budget, § 13 GemHVO).
 */
export const SIDES = ['expense', 'reserve', 'income'] as const;
export type Side = (typeof SIDES)[number];

/** How each ledger calls its parts. */
export const SIDE_WORDS: Record<Ledger, Record<Side, string>> = {
  result: { expense: 'Aufwendungen', reserve: 'Deckungsreserve', income: 'Erträge' },
  cash: { expense: 'Auszahlungen', reserve: 'Deckungsreserve', income: 'Einzahlungen' },
  costing: { expense: 'Kosten', reserve: 'Rücklage', income: 'Erlöse' },
};

/** The part a line belongs to, from its kind alone. */
export function sideOf(kind: LineKind): Side {
  return kind === 'income' || kind === 'reserve' ? kind : 'expense';
}

/** One gross part of a ledger: its members in their order, and their sum. */
export interface GrossPart<T> {
  side: Side;
  figures: Figures;
  members: T[];
}

/** Splits members of one ledger into their gross parts; a part without members is left out. */
export function grossParts<T>(
  members: readonly T[],
  of: (member: T) => { side: Side; parts: LineParts },
): GrossPart<T>[] {
  const bySide = Map.groupBy(members, (member) => of(member).side);
  return SIDES.flatMap((side) => {
    const own = bySide.get(side) ?? [];
    return own.length === 0
      ? []
      : [{ side, figures: sumFigures(own.map((member) => of(member).parts)), members: own }];
  });
}

/** `Aufwendungen`; `Aufwendungen ohne Deckungsreserve` where the ledger has a reserve beside them. */
export function sideName(ledger: Ledger, side: Side, all: readonly { side: Side }[]): string {
  const words = SIDE_WORDS[ledger];
  const reserve = side === 'expense' && all.some((part) => part.side === 'reserve');
  return reserve ? `${words.expense} ohne ${words.reserve}` : words[side];
}

/** What V means on the income side: F − I is still to be booked, and no money to spend. */
export const INCOME_V = 'noch nicht gebucht';
