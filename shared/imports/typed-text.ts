import { formatDate } from '../calendar.ts';
import { cellText, wholeNumber } from './cell.ts';
import type { Cell } from './cell.ts';
import { readDate } from './dates.ts';

/** A typed cell as text: a whole number however it is stored, a date as it is shown. Undefined for what is no text. */
export function typedText(cell: Cell): string | undefined {
  if (typeof cell === 'string' || 'refused' in cell) return undefined;
  if ('date' in cell || cell.means === 'date') {
    const date = readDate(cell, 'dd.mm.yyyy');
    return date.fault === undefined ? formatDate(date.value) : undefined;
  }
  return wholeNumber(cell);
}

/** What stands in a cell, for tests and for people. */
export function shownText(cell: Cell): string {
  return typedText(cell) ?? cellText(cell);
}
