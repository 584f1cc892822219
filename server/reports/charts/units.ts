import { formatDecimal } from './decimals.ts';

const GERMAN = '[$-407]';

/** How amounts of a chart are written: one unit per chart, chosen by its largest amount. */
export interface Unit {
  word: string;
  /** At bars: no mark where there is nothing. */
  labels: string;
  /** At an axis. */
  axis: string;
  /** `10,77 Mio. €`, for the message. */
  inWords: (euro: number) => string;
}

const unit = (word: string, divisor: number, code: string): Unit => ({
  word,
  labels: `${GERMAN}${code};-${code};""`,
  axis: `${GERMAN}${code.replace('.0', '')};-${code.replace('.0', '')};0`,
  inWords: (euro) => `${formatDecimal(euro / divisor, 2)}\u00a0${word}`,
});

const MILLIONS = unit('Mio. €', 1_000_000, '#,##0.00,,');
const THOUSANDS = unit('Tsd. €', 1_000, '#,##0.0,');
const EURO = unit('€', 1, '#,##0');

/** Millions from a million on, thousands from a thousand on. */
export function moneyUnit(largestEuro: number): Unit {
  if (largestEuro >= 1_000_000) return MILLIONS;
  return largestEuro >= 1_000 ? THOUSANDS : EURO;
}

export const WHOLE = `${GERMAN}#,##0;-#,##0;""`;
export const POSTS = `${GERMAN}#,##0.00;-#,##0.00;""`;
export const SIGNED_DAYS = '+0;-0;0';
export const MONTHS = `${GERMAN}mm.yy`;
export const WHOLE_AXIS = `${GERMAN}#,##0`;
