import { sumCents, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { EXCLUDED_LINE, UNASSIGNED_LINE } from './terms.ts';
import type { AssignmentTarget } from './terms.ts';

/** What of a posting is at one place, in cents; `lineId` is null unless the place is a line. */
export interface Part {
  target: AssignmentTarget;
  lineId: number | null;
  cents: Cents;
}

/** What a change brings to (+) or takes from (−) a place; `postings` says whether the posting arrives or leaves. */
export interface Move extends Part {
  postings: -1 | 0 | 1;
}

/** The place as the stored months key it (0006): a line's id, 0 = unassigned, −1 = excluded. */
export function placeOf(part: Pick<Part, 'target' | 'lineId'>): number {
  if (part.target === 'line') return part.lineId ?? UNASSIGNED_LINE;
  return part.target === 'open' ? UNASSIGNED_LINE : EXCLUDED_LINE;
}

/** The place of a stored month's key. */
export function partAt(place: number, cents: Cents): Part {
  if (place === UNASSIGNED_LINE) return { target: 'open', lineId: null, cents };
  if (place === EXCLUDED_LINE) return { target: 'excluded', lineId: null, cents };
  return { target: 'line', lineId: place, cents };
}

/** Parts with one entry per place, in order of place. */
export function mergedParts(parts: readonly Part[]): Part[] {
  return [...Map.groupBy(parts, placeOf)]
    .sort(([a], [b]) => a - b)
    .map(([place, group]) => partAt(place, sumCents(group.map((part) => part.cents))));
}

export function sameParts(a: readonly Part[], b: readonly Part[]): boolean {
  const [left, right] = [mergedParts(a), mergedParts(b)];
  return (
    left.length === right.length &&
    left.every((part, index) => {
      const other = right[index];
      return other !== undefined && placeOf(other) === placeOf(part) && other.cents === part.cents;
    })
  );
}

/**
 * What has to be written so that a posting that is at `before` is at `after`: signed parts that sum to zero,
 * in cents. Places that keep what they have are left out.
 * Throws `RangeError` when the two do not sum to the same amount.
 */
export function movesBetween(before: readonly Part[], after: readonly Part[]): Move[] {
  const [left, right] = [mergedParts(before), mergedParts(after)];
  if (sumCents(left.map((p) => p.cents)) !== sumCents(right.map((p) => p.cents)))
    throw new RangeError('Eine Zuordnung verschiebt einen Betrag, sie verändert ihn nicht.');
  const [from, to] = [new Map(left.map((p) => [placeOf(p), p])), new Map(right.map((p) => [placeOf(p), p]))];
  return [...new Set([...from.keys(), ...to.keys()])]
    .sort((a, b) => a - b)
    .map((place) => ({
      ...partAt(place, toCents((to.get(place)?.cents ?? 0) - (from.get(place)?.cents ?? 0))),
      postings: (Number(to.has(place)) - Number(from.has(place))) as -1 | 0 | 1,
    }))
    .filter((move) => move.cents !== 0 || move.postings !== 0);
}
