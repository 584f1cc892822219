import type { Cents } from '../money.ts';
import { toCents } from '../money.ts';
import type { Part } from './parts.ts';
import type { PostingPlace } from './reassignment.ts';
import { splitByShares } from './split.ts';

/** What of a posting a person can put somewhere: what is open of it; where nothing is, all of it. */
export function movable(place: PostingPlace): { cents: Cents; kept: Part[] } {
  const open = place.parts.find((part) => part.target === 'open');
  return open
    ? { cents: open.cents, kept: place.parts.filter((part) => part !== open) }
    : { cents: place.cents, kept: [] };
}

const partOf = (lineId: number | null, cents: Cents): Part =>
  lineId === null ? { target: 'open', lineId: null, cents } : { target: 'line', lineId, cents };

export function toLine(place: PostingPlace, lineId: number): Part[] {
  const { cents, kept } = movable(place);
  return [...kept, partOf(lineId, cents)];
}

export function toExclusion(place: PostingPlace): Part[] {
  const { cents, kept } = movable(place);
  return [...kept, { target: 'excluded', lineId: null, cents }];
}

export function toBasket(place: PostingPlace): Part[] {
  return [{ target: 'open', lineId: null, cents: place.cents }];
}

/** Parts in cents; `lineId` null stays open. */
export function toParts(
  place: PostingPlace,
  parts: readonly { lineId: number | null; cents: Cents }[],
): Part[] {
  return [...movable(place).kept, ...parts.map((part) => partOf(part.lineId, toCents(part.cents)))];
}

/** Shares in hundredths of a percent. Throws `RangeError` when they are not the whole. */
export function toShares(
  place: PostingPlace,
  parts: readonly { lineId: number | null; share: number }[],
): Part[] {
  const { cents, kept } = movable(place);
  const amounts = splitByShares(
    cents,
    parts.map((part) => part.share),
  );
  return [...kept, ...parts.map((part, index) => partOf(part.lineId, amounts[index] ?? toCents(0)))];
}
