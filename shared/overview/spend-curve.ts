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

/**
 * Plan, actual and forecast cumulated to the end of each month. The actual stops at asOf; the forecast leads
 * from there to the expected end, spread as the plan still has it (evenly where no plan is left). Own definition.
 */
export function spendCurve(facts: SpendFacts): SpendPoint[] {
  const months = monthsBetween(facts.from, facts.to);
  const asOfMonth = monthOf(facts.asOf);
  const planNow = plannedUpTo(facts.planned, facts.asOf);
  const planEnd = plannedUpTo(facts.planned, facts.to);
  const before = [...facts.actualByMonth].filter(([month]) => month < (months[0] ?? ''));
  let actual = before.reduce((sum, [, cents]) => sum + cents, 0);
  const rest = months.filter((month) => month > asOfMonth);
  const total = [...facts.actualByMonth.values()].reduce((sum, cents) => sum + cents, 0);
  return months.map((month) => {
    const on = endOfMonth(month);
    actual += facts.actualByMonth.get(month) ?? 0;
    const plan = plannedUpTo(facts.planned, on);
    const toCome = facts.forecastAtEndCents - total;
    const ahead =
      planEnd > planNow
        ? share(toCome, plan - planNow, planEnd - planNow)
        : share(toCome, rest.indexOf(month) + 1, rest.length);
    return {
      month,
      on,
      planCents: plan,
      actualCents: month <= asOfMonth ? toCents(actual) : null,
      forecastCents: month < asOfMonth ? null : toCents(total + (month === asOfMonth ? 0 : ahead)),
    };
  });
}
