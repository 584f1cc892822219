import { addDays, endOfMonth, monthOf } from '../calendar.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import type { PeriodState } from './terms.ts';

/** `05/2021` */
export function monthWords(month: string): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`;
}

/** The month whose state counts for an SAP period: 13 to 16 close the year, in December. */
export function monthOfPeriod(year: FiscalYear, period: string): string {
  return `${String(year).padStart(4, '0')}-${period > '12' ? '12' : period}`;
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

/** Where a row of SAP counts. */
export interface Counted {
  countsOn: IsoDate;
  /** Its day or its SAP period lies in a closed month: it carries a mark wherever it is shown. */
  late: boolean;
  /** The month it belongs to, as far as closing looks at it: the closed one where one of the two is. */
  month: string;
  /** The month of SAP's own period; that of the day where SAP has no period of its own. */
  sapMonth: string;
}

/**
 * Closing and tie-out look at the same row from two sides, the day it is posted on and SAP's own period: a row is late
 * when either month is closed (promises.md I8). A day after the closed books stays; the mark says that the SAP sum of a
 * closed month moved.
 */
export function countedRow(
  states: PeriodStates,
  row: { postedOn: IsoDate; fiscalYear: FiscalYear; period: string },
): Counted {
  const day = monthOf(row.postedOn);
  const sapMonth = monthOfPeriod(row.fiscalYear, row.period);
  const closed = closedThrough(states);
  const countsOn = countingDay(states, row.postedOn);
  const month = day > closed && sapMonth <= closed ? sapMonth : day;
  return { countsOn, late: day <= closed || sapMonth <= closed, month, sapMonth };
}
