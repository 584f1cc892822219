import { endOfMonth, fiscalYearOf, monthsBetween, toIsoDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { toFte } from '../fte.ts';
import type { Fte } from '../fte.ts';
import { standingsOf } from './standing.ts';
import type { PositionFact } from './standing.ts';
import { largest, smallest } from '../largest.ts';

/** Posts at the end of a month, in ten-thousandths. */
export interface CurvePoint {
  month: string;
  authorised: Fte;
  planned: Fte;
  filled: Fte | null;
}

/** Longest curve: ten years, ending with the last planned start or the as-of year. */
const LONGEST_YEARS = 10;

/**
 * Authorised, planned and filled posts at the end of every month, from the January of the first authorisation
 * to the December of the as-of year or of the last planned start. `filled` is null for a month that ends after
 * asOf: what is not known is not drawn. Empty without posts.
 */
export function positionCurve(facts: readonly PositionFact[], asOf: IsoDate): CurvePoint[] {
  if (facts.length === 0) return [];
  const years = facts.flatMap((fact) => [fiscalYearOf(fact.authorisedOn), fiscalYearOf(fact.plannedStart)]);
  const last = largest(years, fiscalYearOf(asOf));
  const first = Math.max(smallest(years, fiscalYearOf(asOf)), last - LONGEST_YEARS + 1);
  const months = monthsBetween(toIsoDate(`${first}-01-01`), toIsoDate(`${last}-12-31`));
  const ends = months.map(endOfMonth);
  const [authorised, planned, filled] = [months.map(() => 0), months.map(() => 0), months.map(() => 0)];
  for (const fact of facts) {
    const standingOn = standingsOf(fact);
    ends.forEach((on, month) => {
      const standing = standingOn(on);
      authorised[month] = (authorised[month] ?? 0) + standing.authorised;
      planned[month] = (planned[month] ?? 0) + standing.planned;
      filled[month] = (filled[month] ?? 0) + standing.filled;
    });
  }
  return months.map((month, at) => ({
    month,
    authorised: toFte(authorised[at] ?? 0),
    planned: toFte(planned[at] ?? 0),
    filled: (ends[at] ?? '') <= asOf ? toFte(filled[at] ?? 0) : null,
  }));
}
