import { largest } from '#shared/largest.ts';
import type { ReportColumn, ReportTable } from '#shared/report-table.ts';
import { SCALES, WIDTHS } from './sheet-format.ts';
import { MOST_CHARACTERS } from './sheet-page.ts';

/** Pixels of a digit, of a mark between them and of the air around a number, in the font of the sheets. */
const DIGIT = 7.5;
const MARK = 3.8;
const AIR = 9;
/** Pixels of one character of a column's width. */
const UNIT = 7;
/** A text column gives way to the page down to this part of its width; then its words wrap. */
const LEAST_TEXT = 0.6;
/** Characters of the narrowest column of numbers. */
const LEAST_NUMBER = 9;

/** Columns as a sheet shows them: what only serves to filter stands last, out of the way of the reader. */
export function sheetColumns(table: ReportTable): ReportColumn[] {
  return [
    ...table.columns.filter((column) => column.sheetOnly !== true),
    ...table.columns.filter((column) => column.sheetOnly === true),
  ];
}

/** Room for the longest number with its marks; a column never shows `####`. */
export function numberWidth(table: ReportTable, column: ReportColumn): number {
  const longest = table.rows.reduce((max, row) => {
    const value = row.cells[column.key];
    return typeof value === 'number' ? Math.max(max, String(Math.abs(value)).length) : max;
  }, 0);
  const marks = Math.ceil((longest - 2) / 3) + 1;
  return Math.ceil(((longest * DIGIT + marks * MARK + AIR) / UNIT) * 2) / 2;
}

function wishedWidth(table: ReportTable, column: ReportColumn): number {
  const least = column.width ?? WIDTHS[column.kind];
  return SCALES[column.kind] ? Math.max(LEAST_NUMBER, numberWidth(table, column)) : least;
}

/** The longest word of a head must stand in one line. */
function headWidth({ label }: ReportColumn): number {
  return largest(
    label.split(' ').map((word) => word.length + 1.5),
    4,
  );
}

/** A word is broken only where it is longer than these characters. */
const LONGEST_WORD = 16;

function wordWidth(table: ReportTable, { key, kind }: ReportColumn): number {
  if (kind !== 'text') return 0;
  const longest = table.rows.reduce((most, { kind: row, cells }) => {
    const text = cells[key];
    if (row !== 'row' || typeof text !== 'string') return most;
    return text.split(/[\s-]/u).reduce((max, word) => Math.max(max, word.length), most);
  }, 0);
  return Math.min(LONGEST_WORD, longest) * 0.95;
}

/** Widths in characters of a table's columns on a sheet: text gives way until the page holds all of them at 8 points. */
export function columnWidths(table: ReportTable): number[] {
  const columns = sheetColumns(table);
  const wished = columns.map((column) => Math.max(wishedWidth(table, column), headWidth(column)));
  const printed = columns.map((column) => column.sheetOnly !== true);
  const sum = (of: (at: number) => boolean): number =>
    wished.reduce((total, width, at) => (of(at) ? total + width : total), 0);
  const least = columns.map((column) => Math.max(headWidth(column), wordWidth(table, column)));
  const isText = (at: number): boolean => columns[at]?.kind === 'text' && printed[at] === true;
  const over = sum((at) => printed[at] === true) - MOST_CHARACTERS;
  if (over <= 0) return wished;
  const part = Math.max(LEAST_TEXT, 1 - over / Math.max(1, sum(isText)));
  return wished.map((width, at) =>
    isText(at) ? Math.max(least[at] ?? 0, Math.floor(width * part * 2) / 2) : width,
  );
}
