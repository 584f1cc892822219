import type { ReportColumn, ReportTable } from '#shared/report-table.ts';
import { sheetColumns } from './column-widths.ts';
import { SCALES } from './sheet-format.ts';
import type { CellRun } from './charts/chart.ts';

/** A ReportTable on its sheet: where its rows stand, so that formulas and charts can name them. */
export interface PlacedTable {
  table: ReportTable;
  sheet: string;
  headRow: number;
  firstRow: number;
  /** In the order of the sheet. */
  columns: readonly ReportColumn[];
}

/** A sheet's name as formulas write it. */
export function quoted(sheet: string): string {
  return `'${sheet.replaceAll("'", "''")}'`;
}

/** `A` for 0, `AA` for 26. */
export function columnName(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : `${columnName(Math.floor(index / 26) - 1)}${columnName(index % 26)}`;
}

/** A table whose head stands in a row of a sheet. */
export function placedAt(table: ReportTable, sheet: string, headRow: number): PlacedTable {
  return { table, sheet, headRow, firstRow: headRow + 1, columns: sheetColumns(table) };
}

export function columnLetter(placed: PlacedTable, key: string): string {
  const index = placed.columns.findIndex((column) => column.key === key);
  if (index < 0) throw new Error(`Die Tabelle ${placed.table.id} hat keine Spalte ${key}.`);
  return columnName(index);
}

export function hasColumns(placed: PlacedTable, keys: readonly string[]): boolean {
  return keys.every((key) => placed.columns.some((column) => column.key === key));
}

/** `'Rahmen'!$C$6`, for formulas of any sheet. */
export function cellAddress(placed: PlacedTable, key: string, row: number): string {
  return `${quoted(placed.sheet)}!$${columnLetter(placed, key)}$${placed.firstRow + row}`;
}

/** `'Rahmen'!$C$6:$C$8`: a column of the rows `from` to `to`, both counted from 0. */
export function rangeAddress(placed: PlacedTable, key: string, from: number, to: number): string {
  return `${cellAddress(placed, key, from)}:$${columnLetter(placed, key)}$${placed.firstRow + to}`;
}

/** A cell's number in the unit of the sheet; null where there is none. */
export function sheetNumber(placed: PlacedTable, key: string, row: number): number | null {
  const value = placed.table.rows[row]?.cells[key];
  const kind = placed.columns.find((column) => column.key === key)?.kind;
  if (typeof value !== 'number' || kind === undefined) return null;
  return value / (SCALES[kind]?.units ?? 1);
}

/** Rows `from` to `to` of a column of numbers, for a chart. */
export function numbersRun(
  placed: PlacedTable,
  key: string,
  from: number,
  to: number,
): CellRun<number | null> {
  const values = Array.from({ length: to - from + 1 }, (_, at) => sheetNumber(placed, key, from + at));
  return { formula: rangeAddress(placed, key, from, to), values };
}

/** Rows `from` to `to` of a column of texts, for a chart. */
export function textsRun(placed: PlacedTable, key: string, from: number, to: number): CellRun<string> {
  const values = placed.table.rows.slice(from, to + 1).map((row) => {
    const value = row.cells[key];
    return typeof value === 'string' ? value : '';
  });
  return { formula: rangeAddress(placed, key, from, to), values };
}

/** The head of a column, as the name of a series. */
export function headRun(placed: PlacedTable, key: string): CellRun<string> {
  const column = placed.columns.find((one) => one.key === key);
  const address = `${quoted(placed.sheet)}!$${columnLetter(placed, key)}$${placed.headRow}`;
  return { formula: address, values: [column?.label ?? ''] };
}
