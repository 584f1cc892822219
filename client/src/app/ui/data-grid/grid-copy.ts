import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { GridColumn } from './grid-column.ts';

/** Whole stored units as a plain decimal with comma and ASCII minus: what a German sheet reads as a number. */
function plainDecimal(value: number, decimals: number): string {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -decimals)},${digits.slice(-decimals)}`;
}

/** A cell for the clipboard: real numbers and dates, exact to the cent, empty for nothing. */
export function copyCell<Row>(column: GridColumn<Row>, row: Row): string {
  const value = column.value(row);
  if (value === null) return '';
  switch (column.kind) {
    case 'cents':
      return plainDecimal(Number(value), 2);
    case 'fte':
      return plainDecimal(Number(value), 4);
    case 'date':
      return formatDate(value as IsoDate);
    default:
      return safeText(String(value));
  }
}

/** Tabs and line breaks would move cells; a leading formula sign would make text calculate (OWASP CSV injection). */
function safeText(text: string): string {
  const flat = text.replace(/[\t\r\n]+/gu, ' ');
  return /^[=+@]/u.test(flat) || /^-\D/u.test(flat) ? `'${flat}` : flat;
}

/** Head line and rows, separated by tabs, exactly what is shown and in its order. */
export function copyTable<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const head = columns.map((column) => safeText(column.label)).join('\t');
  return [head, ...rows.map((row) => columns.map((column) => copyCell(column, row)).join('\t'))].join('\n');
}
