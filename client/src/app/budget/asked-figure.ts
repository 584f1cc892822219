import { FIGURES, LEDGERS } from '#shared/budget/terms.ts';
import { SIDES } from '#shared/budget/sides.ts';
import type { Side } from '#shared/budget/sides.ts';
import type { FigureName, Ledger } from '#shared/budget/terms.ts';

/** What a figure belongs to: a line, a group of the table, or a ledger's gross sum (expense, reserve, income). */
export type AskedOwner =
  | { of: 'line'; id: number }
  | { of: 'group'; ledger: Ledger; side: Side; code: string }
  | { of: 'sum'; ledger: Ledger; side: Side };

/** The figure whose origin is shown. */
export interface AskedFigure {
  owner: AskedOwner;
  figure: FigureName;
}

/** The address's form of a figure: `zeile:60:V`, `gruppe:result:expense:100-A:V` or `summe:result:income:V`. */
export function askedToAddress({ owner, figure }: AskedFigure): string {
  if (owner.of === 'line') return `zeile:${owner.id}:${figure}`;
  if (owner.of === 'sum') return `summe:${owner.ledger}:${owner.side}:${figure}`;
  return `gruppe:${owner.ledger}:${owner.side}:${owner.code}:${figure}`;
}

/** Reads it back; null for anything else. */
export function askedFromAddress(text: string | undefined): AskedFigure | null {
  const [of = '', ...rest] = (text ?? '').split(':');
  const figure = FIGURES.find((name) => name === rest.at(-1));
  if (!figure) return null;
  if (of === 'zeile' && rest.length === 2 && /^[1-9]\d{0,14}$/u.test(rest[0] ?? '')) {
    return { owner: { of: 'line', id: Number(rest[0]) }, figure };
  }
  const ledger = LEDGERS.find((name) => name === rest[0]);
  const side = SIDES.find((name) => name === rest[1]);
  if (!ledger || !side) return null;
  if (of === 'summe' && rest.length === 3) return { owner: { of: 'sum', ledger, side }, figure };
  if (of !== 'gruppe' || rest.length < 4) return null;
  return { owner: { of: 'group', ledger, side, code: rest.slice(2, -1).join(':') }, figure };
}

/** The id of the button that shows a figure; focus comes back to it. */
export function figureId(asked: AskedFigure): string {
  return `f-${askedToAddress(asked)}`;
}
