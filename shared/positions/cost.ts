import { endOfMonth, monthOf, toIsoDate } from '../calendar.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import { divideHalfAway, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { positionAt } from './standing.ts';
import type { PositionFact } from './standing.ts';

/** What a whole post of a grade costs in a year, in cents; dated, overhead apart. */
export interface GradeRate {
  grade: string;
  yearCents: Cents;
  overheadCents: Cents;
  validFrom: IsoDate;
  validTo: IsoDate | null;
}

export interface PositionCost {
  cents: Cents;
  overheadCents: Cents;
}

/** One month's share of a post: whole ten-thousandths, and the day on which grade and rate are looked up. */
interface MonthShare {
  fte: number;
  grade: string;
  on: IsoDate;
}

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

/** FTE × rate × months/12: the sum over months is divided once by 12 × 10,000. */
const DIVISOR = 120_000n;

/** The rate in force for a grade on a day: the one that began last. */
export function rateOn(rates: readonly GradeRate[], grade: string, on: IsoDate): GradeRate | undefined {
  return rates
    .filter(
      (rate) => rate.grade === grade && rate.validFrom <= on && (rate.validTo === null || rate.validTo >= on),
    )
    .reduce<GradeRate | undefined>(
      (latest, rate) => (latest && latest.validFrom > rate.validFrom ? latest : rate),
      undefined,
    );
}

function sumOfMonths(months: readonly MonthShare[], rates: readonly GradeRate[]): PositionCost | null {
  let direct = 0n;
  let overhead = 0n;
  for (const { fte, grade, on } of months) {
    const rate = rateOn(rates, grade, on);
    if (!rate) return null;
    direct += BigInt(fte) * BigInt(rate.yearCents);
    overhead += BigInt(fte) * BigInt(rate.overheadCents);
  }
  return {
    cents: toCents(Number(divideHalfAway(direct, DIVISOR))),
    overheadCents: toCents(Number(divideHalfAway(overhead, DIVISOR))),
  };
}

/** A month counts whole when the post is planned and authorised on any day from its start in that month on. */
function plannedMonth(fact: PositionFact, month: string): MonthShare[] {
  const dates = [toIsoDate(`${month}-01`), fact.plannedStart, fact.authorisedOn].sort();
  const on = dates.at(-1);
  if (on === undefined || on > endOfMonth(month)) return [];
  const { planned, grade } = positionAt(fact, on);
  return planned === 0 ? [] : [{ fte: planned, grade, on }];
}

function filledMonth(fact: PositionFact, month: string): MonthShare[] {
  const on = endOfMonth(month);
  const { filled, grade } = positionAt(fact, on);
  return filled === 0 ? [] : [{ fte: filled, grade, on }];
}

/**
 * planned personnel cost(y) = Σ FTE × rate(grade, y) × months/12, in cents (domain.md section 4).
 * Exact integers throughout; rounded once per post and year, half away from zero. The month of the planned
 * start and that of the kw date count whole; with `until` the months after that day's are left out. Null when a month has no rate for the grade of the post.
 */
export function plannedCost(
  fact: PositionFact,
  year: FiscalYear,
  rates: readonly GradeRate[],
  until?: IsoDate,
): PositionCost | null {
  const months = MONTHS.map((month) => `${year}-${month}`);
  const counted = until === undefined ? months : months.filter((month) => month <= monthOf(until));
  return sumOfMonths(
    counted.flatMap((month) => plannedMonth(fact, month)),
    rates,
  );
}

/**
 * The same with what is filled at the end of each month, as far as the events tell; later months go on
 * unchanged. plannedCost − filledCost is the effect of vacancies. Null when a rate is missing.
 */
export function filledCost(
  fact: PositionFact,
  year: FiscalYear,
  rates: readonly GradeRate[],
): PositionCost | null {
  const months = MONTHS.flatMap((month) => filledMonth(fact, `${year}-${month}`));
  return sumOfMonths(months, rates);
}

/** Fewer posts than this are not shown with their cost: one holder could be derived (domain.md section 4). */
export const SMALLEST_GROUP_WITH_COST = 5;

/** The cost a group may show: null for a group too small, or when a post in it has none. */
export function groupCost(costs: readonly (Cents | null)[]): Cents | null {
  if (costs.length < SMALLEST_GROUP_WITH_COST) return null;
  let sum = 0;
  for (const cost of costs) {
    if (cost === null) return null;
    sum += cost;
  }
  return toCents(sum);
}
