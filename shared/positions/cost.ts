import { endOfMonth, fiscalYearOf, monthOf, toIsoDate } from '../calendar.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import { divideHalfAway, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { standingsOf } from './standing.ts';
import type { PositionFact, PositionStanding } from './standing.ts';

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

/** Rates by grade, sorted out once for each list of them. */
const sortedOut = new WeakMap<readonly GradeRate[], Map<string, GradeRate[]>>();

/** The rate in force for a grade on a day: the one that began last. */
export function rateOn(rates: readonly GradeRate[], grade: string, on: IsoDate): GradeRate | undefined {
  const byGrade = sortedOut.get(rates) ?? Map.groupBy(rates, (rate) => rate.grade);
  sortedOut.set(rates, byGrade);
  let latest: GradeRate | undefined;
  for (const rate of byGrade.get(grade) ?? [])
    if (
      rate.validFrom <= on &&
      (rate.validTo === null || rate.validTo >= on) &&
      (latest === undefined || rate.validFrom >= latest.validFrom)
    )
      latest = rate;
  return latest;
}

function sumOfMonths(months: readonly MonthShare[], rates: readonly GradeRate[]): PositionCost | null {
  // Ten-thousandths by rate: most months have the one of the month before.
  const shares = new Map<GradeRate, number>();
  for (const { fte, grade, on } of months) {
    const rate = rateOn(rates, grade, on);
    if (!rate) return null;
    shares.set(rate, (shares.get(rate) ?? 0) + fte);
  }
  let direct = 0n;
  let overhead = 0n;
  for (const [rate, fte] of shares) {
    direct += BigInt(fte) * BigInt(rate.yearCents);
    overhead += BigInt(fte) * BigInt(rate.overheadCents);
  }
  return {
    cents: toCents(Number(divideHalfAway(direct, DIVISOR))),
    overheadCents: toCents(Number(divideHalfAway(overhead, DIVISOR))),
  };
}

type Standings = (on: IsoDate) => PositionStanding;

/** A month counts whole when the post is planned and authorised on any day from its start in that month on. */
function plannedMonth(fact: PositionFact, standingOn: Standings, month: string): MonthShare[] {
  const begins = fact.plannedStart > fact.authorisedOn ? fact.plannedStart : fact.authorisedOn;
  if (monthOf(begins) > month) return [];
  const on = monthOf(begins) === month ? begins : toIsoDate(`${month}-01`);
  const { planned, grade } = standingOn(on);
  return planned === 0 ? [] : [{ fte: planned, grade, on }];
}

function filledMonth(standingOn: Standings, month: string): MonthShare[] {
  const on = endOfMonth(month);
  const { filled, grade } = standingOn(on);
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
  const last = until === undefined ? 12 : monthsUntil(year, until);
  const found = plannedCosts.get(fact);
  const costs = found?.rates === rates ? found.costs : new Map<number, PositionCost | null>();
  if (found?.rates !== rates) plannedCosts.set(fact, { rates, costs });
  const key = year * 100 + last;
  const known = costs.get(key);
  if (known !== undefined) return known;
  const standingOn = standingsOf(fact);
  const months = MONTHS.slice(0, last).flatMap((month) => plannedMonth(fact, standingOn, `${year}-${month}`));
  const cost = sumOfMonths(months, rates);
  costs.set(key, cost);
  return cost;
}

/** What a post's year up to a month costs is worked out once as long as the rates are the same. */
const plannedCosts = new WeakMap<
  PositionFact,
  { rates: readonly GradeRate[]; costs: Map<number, PositionCost | null> }
>();

/** How many months of a year have begun on a day. */
function monthsUntil(year: FiscalYear, day: IsoDate): number {
  const own = fiscalYearOf(day);
  return own > year ? 12 : own < year ? 0 : Number(day.slice(5, 7));
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
  const standingOn = standingsOf(fact);
  const months = MONTHS.flatMap((month) => filledMonth(standingOn, `${year}-${month}`));
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
