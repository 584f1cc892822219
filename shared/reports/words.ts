import { counted } from '../counted.ts';
import { LEDGER_WORDS } from '../budget/terms.ts';
import type { Ledger } from '../budget/terms.ts';
import { formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { formatMillions } from '../money.ts';
import type { Cents } from '../money.ts';

const MONTHS = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
];

/** `30. Juni 2021` */
export function longDate(date: IsoDate): string {
  return `${Number(date.slice(8, 10))}. ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;
}

/** `12,34 Mio. €`, for sentences only; the table beside them is exact to the cent. */
export function millions(value: Cents): string {
  return `${formatMillions(value)}\u00a0Mio.\u00a0€`;
}

/** `168 Tage später`, `3 Tage früher`, `wie geplant`: the direction in words. */
export function shiftWords(days: number): string {
  if (days === 0) return 'wie geplant';
  return `${counted(Math.abs(days), 'Tag', 'Tage')} ${days > 0 ? 'später' : 'früher'}`;
}

/** `Ergebnishaushalt 2021` */
export function ledgerYear(ledger: Ledger, year: number): string {
  return `${LEDGER_WORDS[ledger]} ${year}`;
}

/** "Buchungsstand 30.06.2021, eingelesen 02.07.2021" */
export function dataStateText(postedUntil: IsoDate | null, importedOn: IsoDate | null): string {
  if (!postedUntil || !importedOn) return 'Noch keine Buchungen eingelesen';
  return `Buchungsstand ${formatDate(postedUntil)}, eingelesen ${formatDate(importedOn)}`;
}
