import { addDays, daysBetween, formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import type { MilestoneCorrection, MilestoneReached } from './milestones.ts';

/** A milestone with a date in the next so many days is due. */
export const DUE_WITHIN_DAYS = 30;

export interface DatedMilestone {
  baselineOn: IsoDate;
  forecastOn: IsoDate | null;
  reachedOn: IsoDate | null;
}

export type MilestoneState = 'reached' | 'overdue' | 'due' | 'open';
export const MILESTONE_STATE_WORDS: Record<MilestoneState, string> = {
  reached: 'erreicht',
  overdue: 'überfällig',
  due: 'fällig in 30 Tagen',
  open: 'offen',
};

/**
 * Days since the last forecast passed without the milestone being reached; 0 while it still lies ahead, and
 * where no forecast was given.
 */
export function overdueDays(milestone: DatedMilestone, asOf: IsoDate): number {
  const { reachedOn, forecastOn } = milestone;
  return reachedOn !== null || forecastOn === null ? 0 : Math.max(0, daysBetween(forecastOn, asOf));
}

/**
 * shift(m,t) = forecast − baseline in days; for a reached milestone reached − baseline (domain.md section 5).
 * A forecast that has passed cannot be met any more: then it counts to `asOf`, the least the shift can be.
 * null when no forecast was given: that is not "unchanged".
 */
export function shiftDays(milestone: DatedMilestone, asOf: IsoDate): number | null {
  const until = milestone.reachedOn ?? milestone.forecastOn;
  return until === null ? null : daysBetween(milestone.baselineOn, until) + overdueDays(milestone, asOf);
}

/** trend(m,t) = forecast(m,t) − forecast(m,t−1) in days; null when either was not reported. */
export function trendDays(now: IsoDate | null, before: IsoDate | null): number | null {
  return now === null || before === null ? null : daysBetween(before, now);
}

/**
 * Where a milestone stands at `asOf`: reached; overdue = not reached and its baseline has come (≤ asOf);
 * due = baseline or forecast within the next 30 days; else open.
 */
export function milestoneState(milestone: DatedMilestone, asOf: IsoDate): MilestoneState {
  if (milestone.reachedOn !== null && milestone.reachedOn <= asOf) return 'reached';
  if (milestone.baselineOn <= asOf) return 'overdue';
  const limit = addDays(asOf, DUE_WITHIN_DAYS);
  const soon = (date: IsoDate | null): boolean => date !== null && date <= limit;
  return soon(milestone.baselineOn) || soon(milestone.forecastOn) ? 'due' : 'open';
}

/** The milestone that comes next: the earliest open one by forecast, else by baseline. */
export function nextMilestone<T extends DatedMilestone>(milestones: Iterable<T>): T | null {
  let next: T | null = null;
  for (const milestone of milestones) {
    if (milestone.reachedOn !== null) continue;
    const on = milestone.forecastOn ?? milestone.baselineOn;
    if (next === null || on < (next.forecastOn ?? next.baselineOn)) next = milestone;
  }
  return next;
}

/**
 * The last expected date of a project: the latest of its open milestones' forecasts (baseline where a single
 * one has none) or of its reached dates. null when nothing was ever forecast or reached.
 */
export function forecastEnd(milestones: readonly DatedMilestone[]): IsoDate | null {
  if (milestones.every((milestone) => milestone.forecastOn === null && milestone.reachedOn === null))
    return null;
  const ends = milestones.map((m) => m.reachedOn ?? m.forecastOn ?? m.baselineOn);
  return ends.reduce((latest, end) => (end > latest ? end : latest));
}

/** Why a milestone cannot be reported as reached, all faults at once; paths are the form's fields. */
export function reachedFaults(
  milestone: { startsOn: IsoDate; reachedOn: IsoDate | null },
  update: MilestoneReached,
  today: IsoDate,
): FieldError[] {
  const known =
    milestone.reachedOn === null
      ? []
      : [
          {
            path: 'reachedOn',
            message: `Der Meilenstein ist schon seit ${formatDate(milestone.reachedOn)} als erreicht gemeldet.`,
          },
        ];
  return [...known, ...dayFaults(milestone.startsOn, update.reachedOn, today)];
}

function dayFaults(startsOn: IsoDate, reachedOn: IsoDate, today: IsoDate): FieldError[] {
  const faults: FieldError[] = [];
  const fault = (message: string): number => faults.push({ path: 'reachedOn', message });
  if (reachedOn > today) fault(`Erreicht heißt geschehen: nicht nach dem ${formatDate(today)}.`);
  if (reachedOn < startsOn)
    fault(`Das Projekt beginnt am ${formatDate(startsOn)}; früher kann nichts erreicht sein.`);
  return faults;
}

/** Why a statement that a milestone is reached cannot be corrected so, every fault at once. */
export function correctionFaults(
  milestone: { startsOn: IsoDate; reachedOn: IsoDate | null; evidence: string | null },
  correction: MilestoneCorrection,
  today: IsoDate,
): FieldError[] {
  const { reachedOn, evidence } = correction;
  if (milestone.reachedOn === null)
    return [
      {
        path: 'reachedOn',
        message: 'Der Meilenstein ist nicht als erreicht gemeldet: zu berichtigen ist nichts.',
      },
    ];
  if (reachedOn === null) return [];
  const same = reachedOn === milestone.reachedOn && evidence === milestone.evidence;
  return [
    ...dayFaults(milestone.startsOn, reachedOn, today),
    ...(evidence.length < 3 ? [{ path: 'evidence', message: 'Ein Nachweis wird gebraucht.' }] : []),
    ...(same
      ? [{ path: 'reachedOn', message: 'Tag und Nachweis sind so gemeldet: es gibt nichts zu berichtigen.' }]
      : []),
  ];
}
