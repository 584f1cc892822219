import { endOfMonth, fiscalYearOf, monthsBetween, toIsoDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { sumFte } from '../fte.ts';
import type { Fte } from '../fte.ts';
import { positionAt } from './standing.ts';
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
  return monthsBetween(toIsoDate(`${first}-01-01`), toIsoDate(`${last}-12-31`)).map((month) => {
    const on = endOfMonth(month);
    const standings = facts.map((fact) => positionAt(fact, on));
    return {
      month,
      authorised: sumFte(standings.map((standing) => standing.authorised)),
      planned: sumFte(standings.map((standing) => standing.planned)),
      filled: on <= asOf ? sumFte(standings.map((standing) => standing.filled)) : null,
    };
  });
}
