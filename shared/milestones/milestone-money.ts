import { monthOf, monthsBetween } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import type { MilestonePage } from './milestones.ts';

export interface MilestoneMoney {
  baselineOn: IsoDate;
  reachedOn: IsoDate | null;
  weightCents: Cents;
}

function addTo(sums: Map<string, number>, on: IsoDate, cents: Cents): void {
  sums.set(monthOf(on), (sums.get(monthOf(on)) ?? 0) + cents);
}

/**
 * Money per milestone: weights planned (by baseline) and earned (by reached date), cumulated to the end of each
 * month, cents. Earned is null after the month of `asOf`: the line stops there. Own definition on domain.md
 * section 5 (PV and EV by month).
 */
export function moneyByMonth(milestones: readonly MilestoneMoney[], asOf: IsoDate): MilestonePage['money'] {
  const planned = new Map<string, number>();
  const earned = new Map<string, number>();
  const dates: IsoDate[] = milestones.length === 0 ? [] : [asOf];
  for (const milestone of milestones) {
    addTo(planned, milestone.baselineOn, milestone.weightCents);
    dates.push(milestone.baselineOn);
    if (milestone.reachedOn !== null && milestone.reachedOn <= asOf) {
      addTo(earned, milestone.reachedOn, milestone.weightCents);
      dates.push(milestone.reachedOn);
    }
  }
  const [first, last] = [dates.sort()[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  let [plannedSum, earnedSum] = [0, 0];
  return monthsBetween(first, last).map((month) => {
    plannedSum += planned.get(month) ?? 0;
    earnedSum += earned.get(month) ?? 0;
    return {
      month,
      plannedCents: toCents(plannedSum),
      earnedCents: month <= monthOf(asOf) ? toCents(earnedSum) : null,
    };
  });
}
