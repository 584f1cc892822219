import { endOfMonth, monthOf, monthsBetween } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { divideHalfAway, toCents } from '../money.ts';
import type { Cents } from '../money.ts';

/** A planned amount on a date: a milestone's weight on its baseline. */
export interface PlannedAmount {
  on: IsoDate;
  cents: Cents;
}

export interface SpendFacts {
  asOf: IsoDate;
  /** First and last day the envelope covers. */
  from: IsoDate;
  to: IsoDate;
  planned: readonly PlannedAmount[];
  /** Actual of each month up to asOf, not cumulated. */
  actualByMonth: ReadonlyMap<string, Cents>;
  /** Expected actual at `to`. */
  forecastAtEndCents: Cents;
}

export interface SpendPoint {
  month: string;
  on: IsoDate;
  planCents: Cents;
  actualCents: Cents | null;
  forecastCents: Cents | null;
}

/** PV(t) = Σ amounts planned up to t, in cents (domain.md section 5). */
export function plannedUpTo(planned: readonly PlannedAmount[], on: IsoDate): Cents {
  return toCents(planned.reduce((sum, one) => (one.on <= on ? sum + one.cents : sum), 0));
}

/** a × b / c in whole cents, half away from zero; `a` when c is 0. */
function share(a: number, b: number, c: number): number {
  return c === 0 ? a : Number(divideHalfAway(BigInt(a) * BigInt(b), BigInt(c)));
}

/** The days the curve has a point on: the ends of its months, and the business date itself where it lies between two. */
function daysOf({ from, to, asOf, actualByMonth }: SpendFacts): IsoDate[] {
  // What is booked after the last year still belongs to the envelope: the curve goes on as far as it is booked.
  const booked = [...actualByMonth.keys()].reduce(
    (last, month) => (month > last ? month : last),
    monthOf(to),
  );
  const ends = monthsBetween(from, endOfMonth(booked)).map(endOfMonth);
  const within = asOf >= from && ends.some((end) => monthOf(end) === monthOf(asOf)) && !ends.includes(asOf);
  return within ? [...ends, asOf].sort() : ends;
}

/**
 * Plan, actual and forecast cumulated to the end of each month, and to asOf where it lies inside one. The actual stops
 * at asOf; the forecast leads from there to the expected end, spread as the plan still has it (evenly where no plan is
 * left). The last point is what is expected at the end on every day, so that the line ends at its label. Own definition.
 */
export function spendCurve(facts: SpendFacts): SpendPoint[] {
  const { asOf, to, planned, actualByMonth, forecastAtEndCents } = facts;
  const days = daysOf(facts);
  const planNow = plannedUpTo(planned, asOf);
  const planEnd = plannedUpTo(planned, to);
  const rest = days.filter((day) => day > asOf && day <= to);
  const months = [...actualByMonth].sort(([a], [b]) => (a < b ? -1 : 1));
  const total = months.reduce((sum, [, cents]) => sum + cents, 0);
  const toCome = forecastAtEndCents - total;
  let [actual, at] = [0, 0];
  const forecastOn = (day: IsoDate, plan: Cents): number | null => {
    if (day === days.at(-1)) return forecastAtEndCents;
    if (day < asOf || day > to) return null;
    if (day === asOf) return total;
    const [part, of] =
      planEnd > planNow ? [plan - planNow, planEnd - planNow] : [rest.indexOf(day) + 1, rest.length];
    return total + share(toCome, part, of);
  };
  return days.map((on) => {
    const month = monthOf(on);
    for (; at < months.length && (months[at]?.[0] ?? '') <= month; at += 1) actual += months[at]?.[1] ?? 0;
    const planCents = plannedUpTo(planned, on);
    const forecast = forecastOn(on, planCents);
    return {
      month,
      on,
      planCents,
      actualCents: on <= asOf ? toCents(actual) : null,
      forecastCents: forecast === null ? null : toCents(forecast),
    };
  });
}
