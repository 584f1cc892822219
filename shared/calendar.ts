declare const isoDate: unique symbol;
declare const instant: unique symbol;

/** A business date `YYYY-MM-DD` in Europe/Berlin; compares as text. */
export type IsoDate = string & { readonly [isoDate]: true };
/** A point in time as `YYYY-MM-DDTHH:MM:SS.sssZ` (UTC); compares as text. */
export type Instant = string & { readonly [instant]: true };
/** A budget year, 1 January to 31 December (§ 79(1) GemO: a double budget is two of them). */
export type FiscalYear = number;

/** Where the time comes from; always an argument, never asked for inside a rule. */
export interface Clock {
  now(): Instant;
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** True for a date that exists in the calendar, between 1900 and 2199. */
export function isIsoDate(text: string): text is IsoDate {
  const match = /^(19\d{2}|2[01]\d{2})-(\d{2})-(\d{2})$/u.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const length = month === 2 && isLeap(year) ? 29 : DAYS_IN_MONTH[month - 1];
  return length !== undefined && day >= 1 && day <= length;
}

/** Brands an existing date. Throws `RangeError` otherwise. */
export function toIsoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`Kein Datum: ${text}`);
  return text;
}

/** Reads `30.06.2021` or `2021-06-30`; undefined for anything else, including dates that do not exist. */
export function parseDate(text: string): IsoDate | undefined {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u.exec(text.trim());
  const iso = german
    ? `${german[3]}-${(german[2] ?? '').padStart(2, '0')}-${(german[1] ?? '').padStart(2, '0')}`
    : text.trim();
  return isIsoDate(iso) ? iso : undefined;
}

/** `30.06.2021` */
export function formatDate(date: IsoDate): string {
  return `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
}

function dayNumber(date: IsoDate): number {
  return Math.round(
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000,
  );
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The date `days` calendar days later (or earlier). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return toIsoDate(new Date((dayNumber(date) + days) * 86_400_000).toISOString().slice(0, 10));
}

export function fiscalYearOf(date: IsoDate): FiscalYear {
  return Number(date.slice(0, 4));
}

/** `2021-06`: the month a date lies in; the key of stored monthly totals. */
export function monthOf(date: IsoDate): string {
  return date.slice(0, 7);
}

/** The last day of the month `2021-06`. */
export function endOfMonth(month: string): IsoDate {
  const year = Number(month.slice(0, 4));
  const index = Number(month.slice(5, 7));
  const length = index === 2 && isLeap(year) ? 29 : DAYS_IN_MONTH[index - 1];
  return toIsoDate(`${month}-${String(length).padStart(2, '0')}`);
}

/** All months from that of `from` to that of `to`, both included. */
export function monthsBetween(from: IsoDate, to: IsoDate): string[] {
  const index = (date: IsoDate): number => fiscalYearOf(date) * 12 + Number(date.slice(5, 7)) - 1;
  const first = index(from);
  return Array.from({ length: Math.max(0, index(to) - first + 1) }, (_, step) => {
    const month = first + step;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}

const BERLIN = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' });

/** The business date of an instant: the calendar day in Europe/Berlin. */
export function businessDate(at: Instant): IsoDate {
  return toIsoDate(BERLIN.format(new Date(at)));
}

/**
 * The first instant after a day in Europe/Berlin: what happened before it happened on that day or earlier. Clocks
 * are changed at 01:00 UTC, so midnight is 22:00 or 23:00 UTC of the day before.
 */
export function endOfBusinessDay(day: IsoDate): Instant {
  const summer = `${day}T22:00:00.000Z` as Instant;
  return businessDate(summer) > day ? summer : (`${day}T23:00:00.000Z` as Instant);
}

/** The end of the last reporting quarter strictly before `date`. */
export function previousQuarterEnd(date: IsoDate): IsoDate {
  const year = fiscalYearOf(date);
  const ends = [`${year - 1}-12-31`, `${year}-03-31`, `${year}-06-30`, `${year}-09-30`, `${year}-12-31`];
  return toIsoDate(ends.filter((end) => end < date).at(-1) ?? `${year - 1}-12-31`);
}
