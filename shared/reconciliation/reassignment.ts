import type { Ledger } from '../budget/terms.ts';
import type { IsoDate } from '../calendar.ts';
import { AppError } from '../errors.ts';
import type { FieldError } from '../errors.ts';
import type { Origin } from '../fields.ts';
import { sumCents } from '../money.ts';
import type { Cents } from '../money.ts';
import type { Part } from './parts.ts';
import type { AssignmentMethod } from './terms.ts';

/** Where a posting is now, and what its own row says about it. */
export interface PostingPlace {
  postingId: number;
  ledger: Ledger;
  fiscalYear: number;
  postedOn: IsoDate;
  cents: Cents;
  origin: Origin;
  /** One entry per place, Σ = `cents`. */
  parts: Part[];
  /** The last day something of it counts from: its own, or that of its newest assignment. */
  lastDay: IsoDate;
  /** Number of the change that put it here; null = its import did. */
  changedSeq: number | null;
}

/** Where a posting shall be from now on. */
export interface Reassignment {
  postingId: number;
  /** Σ = the posting's cents. */
  to: readonly Part[];
  method: AssignmentMethod;
  ruleId?: number | null;
  milestoneId?: number | null;
  reason?: string;
}

/** What of a line decides whether a posting may be there. */
export interface LinePlace {
  number: string;
  year: number;
  ledger: Ledger;
}

/** Why a posting cannot go where it shall, in words; undefined when it can. */
function refusalOf(
  change: Reassignment,
  place: PostingPlace | undefined,
  lines: ReadonlyMap<number, LinePlace>,
): string | undefined {
  if (!place) return 'Diese Buchung gibt es nicht.';
  if (change.to.length === 0) return 'Ein Ziel fehlt.';
  if (sumCents(change.to.map((part) => part.cents)) !== place.cents)
    return 'Die Teile ergeben nicht den Betrag der Buchung.';
  if (change.to.length > 1 && change.to.some((part) => part.cents === 0)) return 'Ein Teil ist 0,00 €.';
  // A split shares an amount out. With parts of both signs any amount could be moved from line to line.
  if (change.to.some((part) => part.cents !== 0 && part.cents < 0 !== place.cents < 0))
    return 'Ein Teil hat das andere Vorzeichen als die Buchung.';
  for (const { target, lineId } of change.to) {
    if (target !== 'line') continue;
    const line = lineId === null ? undefined : lines.get(lineId);
    if (!line) return 'Diese Zeile gibt es nicht.';
    if (line.year !== place.fiscalYear)
      return `Zeile ${line.number} gehört zum Jahr ${line.year}, die Buchung zu ${place.fiscalYear}.`;
    if (line.ledger !== place.ledger)
      return `Zeile ${line.number} steht in einem anderen Haushalt als die Buchung.`;
  }
  return undefined;
}

/** Throws `rule-violated` with everything that is wrong, at once. */
export function requireAllowed(
  changes: readonly Reassignment[],
  places: ReadonlyMap<number, PostingPlace>,
  lines: ReadonlyMap<number, LinePlace>,
): void {
  if (new Set(changes.map((change) => change.postingId)).size !== changes.length)
    throw new AppError('invalid-input', 'Dieselbe Buchung steht zweimal in der Änderung.');
  const errors: FieldError[] = changes.flatMap((change) => {
    const message = refusalOf(change, places.get(change.postingId), lines);
    return message ? [{ path: `posting ${change.postingId}`, message }] : [];
  });
  const [first] = errors;
  if (first) throw new AppError('rule-violated', `${first.message} Es wurde nichts zugeordnet.`, { errors });
}
