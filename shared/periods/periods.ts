import { addDays, endOfMonth, monthOf } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { PeriodState } from './terms.ts';

/** `05/2021` */
export function monthWords(month: string): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`;
}

/** The state of every month that is not open; a month that is missing is open. */
export type PeriodStates = ReadonlyMap<string, PeriodState>;

export function periodStateOf(states: PeriodStates, month: string): PeriodState {
  return states.get(month) ?? 'open';
}

/**
 * The day something counts on: its own, or the first day of the next month that is not closed when its own is
 * closed (promises.md I8). What was stated about a closed period never changes; the late entry carries a mark.
 */
export function countingDay(states: PeriodStates, day: IsoDate): IsoDate {
  let counts = day;
  if (states.size === 0) return counts;
  while (periodStateOf(states, monthOf(counts)) === 'closed')
    counts = addDays(endOfMonth(monthOf(counts)), 1);
  return counts;
}
