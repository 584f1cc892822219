import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { GridColumn, GridKind } from './grid-column.ts';

/** Whole stored units as a plain decimal with comma and ASCII minus: what a German sheet reads as a number. */
function plainDecimal(value: number, decimals: number): string {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -decimals)},${digits.slice(-decimals)}`;
}

function copyValue(value: string | number | null, kind: GridKind): string {
  if (value === null) return '';
  switch (kind) {
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

/** A cell for the clipboard: real numbers and dates, exact to the cent and in euro, empty for nothing. */
export function copyCell<Row>(column: GridColumn<Row>, row: Row): string {
  return copyValue(column.value(row), column.kind);
}

/** Tabs and line breaks would move cells; a leading formula sign would make text calculate (OWASP CSV injection). */
function safeText(text: string): string {
  const flat = text.replace(/[\t\r\n]+/gu, ' ');
  return /^[=+@]/u.test(flat) || /^-\D/u.test(flat) ? `'${flat}` : flat;
}

/** What is copied of a column: a cell of several figures becomes a cell each; money is exact, so its head says €. */
function copied<Row>(column: GridColumn<Row>): { head: string; cell: (row: Row) => string }[] {
  const unit = column.kind === 'cents' ? ', €' : '';
  if (!column.figures)
    return [{ head: safeText(`${column.label}${unit}`), cell: (row) => copyCell(column, row) }];
  return column.figures.map(({ label, value }) => ({
    head: safeText(`${label}${unit}`),
    cell: (row) => copyValue(value(row), column.kind),
  }));
}

/** Head line and rows, separated by tabs, exactly what is shown and in its order. */
export function copyTable<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const parts = columns.flatMap(copied);
  const head = parts.map((part) => part.head).join('\t');
  return [head, ...rows.map((row) => parts.map((part) => part.cell(row)).join('\t'))].join('\n');
}
