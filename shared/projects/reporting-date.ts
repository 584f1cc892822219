import { fiscalYearOf, previousQuarterEnd, toIsoDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';

const QUARTER_ENDS = ['03-31', '06-30', '09-30', '12-31'];

/** Whether a date is a reporting date: the last day of a quarter (domain.md section 5). */
export function isReportingDate(date: IsoDate): boolean {
  return QUARTER_ENDS.includes(date.slice(5));
}

/** The last reporting date up to and including `asOf`: 31.03., 30.06., 30.09. or 31.12. */
export function reportingDateFor(asOf: IsoDate): IsoDate {
  return isReportingDate(asOf) ? asOf : previousQuarterEnd(asOf);
}

/** The reporting date after `date`. */
export function nextReportingDate(date: IsoDate): IsoDate {
  const year = fiscalYearOf(date);
  const end = QUARTER_ENDS.map((day) => `${year}-${day}`).find((day) => day > date);
  return toIsoDate(end ?? `${year + 1}-03-31`);
}
