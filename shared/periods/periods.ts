import { addDays, endOfMonth, monthOf } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { PeriodState } from './terms.ts';

/** `05/2021` */
export function monthWords(month: string): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`;
}

/** The state of every month that is not open; a month that is missing is open. */
export type PeriodStates = ReadonlyMap<string, PeriodState>;

/** The newest closed month: the books are closed up to its end, whatever stands about months before it. */
export function closedThrough(states: PeriodStates): string {
  let newest = '';
  for (const [month, state] of states) if (state === 'closed' && month > newest) newest = month;
  return newest;
}

/**
 * Months close in order: one before the newest closed month is closed too, or a posting into it would change what
 * was stated at the end of every closed month after it.
 */
export function periodStateOf(states: PeriodStates, month: string): PeriodState {
  if (month <= closedThrough(states)) return 'closed';
  return states.get(month) ?? 'open';
}

/**
 * The day something counts on: its own, or the first day after the closed books when its own month is
 * closed (promises.md I8). What was stated about a closed period never changes; the late entry carries a mark.
 */
export function countingDay(states: PeriodStates, day: IsoDate): IsoDate {
  if (states.size === 0) return day;
  const closed = closedThrough(states);
  return monthOf(day) <= closed ? addDays(endOfMonth(closed), 1) : day;
}
