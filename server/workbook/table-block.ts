import type { CellValue, Row, Worksheet } from 'exceljs';
import { toIsoDate } from '#shared/calendar.ts';
import { largest } from '#shared/largest.ts';
import { isAdditive } from '#shared/report-table.ts';
import type { ColumnKind, ReportCell, ReportColumn, ReportRow, ReportTable } from '#shared/report-table.ts';
import { columnWidths, sheetColumns } from './column-widths.ts';
import { markTable } from './excel-table.ts';
import { columnLetter, placedAt } from './placed-table.ts';
import type { PlacedTable } from './placed-table.ts';
import {
  BASE_FONT,
  BOLD,
  HAIR,
  HEAD_FILL,
  lightFont,
  lightText,
  linesOf,
  NUMBER_FORMATS,
  RULE,
  SCALES,
  SUM_FILL,
} from './sheet-format.ts';

const ADDING: readonly ColumnKind[] = ['cents', 'fte', 'integer', 'days', 'year'];
/** Points of a line of text, and of the air of its row. */
const LINE = 13;
const AIR = 4;
const HIGHEST = 400;

/** `B5:B9` for neighbours, else `B5,B9`: what SUM takes. */
function reference(placed: PlacedTable, key: string, indices: readonly number[]): string {
  const column = columnLetter(placed, key);
  const rows = indices.map((index) => placed.firstRow + index);
  const [first, last] = [rows[0] ?? 0, rows.at(-1) ?? 0];
  const neighbours = rows.every((row, index) => row === first + index);
  return neighbours ? `${column}${first}:${column}${last}` : rows.map((row) => `${column}${row}`).join(',');
}

function sumFormula(placed: PlacedTable, row: ReportRow, key: string): string {
  const plus = row.sums?.length ? `SUM(${reference(placed, key, row.sums)})` : '0';
  return row.less?.length ? `${plus}-SUM(${reference(placed, key, row.less)})` : plus;
}

function derivedFormula(
  placed: PlacedTable,
  derived: { plus: string[]; minus: string[] },
  rowNumber: number,
): string {
  const cells = (keys: string[]): string[] => keys.map((key) => `${columnLetter(placed, key)}${rowNumber}`);
  return [cells(derived.plus).join('+'), ...cells(derived.minus)].join('-');
}

/**
 * A number of the report as the sheet's number: cents as euro, ten-thousandths as posts. Sums are formulas
 * rounded to the smallest unit, so that the program's floats give exactly the cents of the cached result.
 */
function numberValue(
  placed: PlacedTable,
  row: ReportRow,
  column: ReportColumn,
  value: number,
  at: number,
  given: string | undefined,
): CellValue {
  const scale = SCALES[column.kind];
  if (!scale) return given === undefined ? value : { formula: given, result: value };
  const result = value / scale.units;
  const formula =
    given ??
    (row.sums || row.less
      ? sumFormula(placed, row, column.key)
      : column.derived && isAdditive(column)
        ? derivedFormula(placed, column.derived, at)
        : undefined);
  return formula === undefined ? result : { formula: `ROUND(${formula},${scale.decimals})`, result };
}

/** The sheet's value of a cell. Text is always a string cell, whatever it begins with; absent stays empty. */
function cellValue(
  placed: PlacedTable,
  row: ReportRow,
  column: ReportColumn,
  cell: ReportCell | undefined,
  at: number,
  given: string | undefined,
): CellValue {
  // Nothing to show is its dash; only a number that is not there stays empty, because a chart would draw text as zero.
  if (cell === null && !ADDING.includes(column.kind)) return '–';
  if (cell === undefined || cell === null) return null;
  if (typeof cell === 'number') return numberValue(placed, row, column, cell, at, given);
  if (typeof cell === 'object') {
    if ('light' in cell) return lightText(cell);
    return cell.of === 0 ? '–' : cell.part / cell.of;
  }
  return column.kind === 'date' ? new Date(`${toIsoDate(cell)}T00:00:00Z`) : cell.toWellFormed();
}

/** Lines a text of this length takes in a column; bold type is wider. */
function linesIn(text: string, width: number): number {
  return text
    .split('\n')
    .reduce((sum, line) => sum + linesOf(line, Math.max(4, Math.floor(width * 1.1 - 1))).length, 0);
}

/** Lines of a head; a word that is wider than its column is broken. */
function headLines({ label }: ReportColumn, width: number): number {
  const lines = linesOf(label, width - 1.5);
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
}

function writeHead(sheet: Worksheet, placed: PlacedTable, widths: readonly number[]): void {
  const head = sheet.getRow(placed.headRow);
  placed.columns.forEach((column, index) => {
    const cell = head.getCell(index + 1);
    cell.value = column.label;
    cell.font = BOLD;
    cell.fill = HEAD_FILL;
    cell.border = { bottom: RULE };
    cell.alignment = {
      vertical: 'bottom',
      wrapText: true,
      horizontal: column.kind === 'text' || column.kind === 'light' ? 'left' : 'right',
    };
  });
  const lines = placed.columns.map((column, at) => headLines(column, widths[at] ?? 10));
  head.height = LINE * largest(lines, 1) + AIR;
}

function writeCell(
  placed: PlacedTable,
  { row, target, isTall, formulaOf }: { row: ReportRow; target: Row; isTall: boolean; formulaOf: FormulaOf },
  index: number,
): void {
  const column = placed.columns[index];
  if (!column) return;
  const cell = row.cells[column.key];
  const written = target.getCell(index + 1);
  written.value = cellValue(placed, row, column, cell, target.number, formulaOf(row, column.key));
  const isLight = typeof cell === 'object' && cell !== null && 'light' in cell;
  written.font = isLight ? lightFont(cell.light) : row.kind === 'row' ? BASE_FONT : BOLD;
  const format = NUMBER_FORMATS[column.kind];
  if (format !== undefined) written.numFmt = format;
  const vertical = isTall ? 'top' : 'middle';
  written.alignment =
    column.kind === 'text'
      ? { vertical, wrapText: row.kind !== 'group', horizontal: 'left' }
      : { vertical, horizontal: column.kind === 'light' ? 'left' : 'right' };
  if (row.kind === 'subtotal' || row.kind === 'total') {
    written.fill = SUM_FILL;
    written.border = { top: row.kind === 'total' ? RULE : HAIR, bottom: RULE };
  } else written.border = { bottom: row.kind === 'group' ? RULE : HAIR };
}

/** Wrapped text needs its height said: not every program measures it on opening. */
function textLines(columns: readonly ReportColumn[], widths: readonly number[], row: ReportRow): number {
  if (row.kind === 'group') return 1;
  const lines = columns.map((column, at) => {
    const cell = row.cells[column.key];
    if (column.kind !== 'text' || typeof cell !== 'string') return 1;
    return linesIn(cell, (widths[at] ?? 10) * (row.kind === 'row' ? 1 : 0.92));
  });
  return largest(lines, 1);
}

/** Points of height of every row of a table, the head first. */
export function rowHeights(table: ReportTable, widths: readonly number[]): number[] {
  const columns = sheetColumns(table);
  const head = largest(
    columns.map((column, at) => headLines(column, widths[at] ?? 10)),
    1,
  );
  const rows = table.rows.map((row) => Math.min(HIGHEST, LINE * textLines(columns, widths, row) + AIR));
  return [LINE * head + AIR, ...rows];
}

/** A formula that a cell is calculated by, where its row and column say none. */
export type FormulaOf = (row: ReportRow, key: string) => string | undefined;

/**
 * Writes a table with its head into `headRow` of a sheet: typed cells, sums as formulas, marked as a table of Excel.
 * The widths are those of the sheet's columns, which may belong to several tables.
 */
export function writeTable(
  sheet: Worksheet,
  table: ReportTable,
  headRow: number,
  widths: readonly number[] = columnWidths(table),
  formulaOf: FormulaOf = () => undefined,
): PlacedTable {
  const placed = placedAt(table, sheet.name, headRow);
  const { columns } = placed;
  markTable(sheet, placed);
  writeHead(sheet, placed, widths);
  table.rows.forEach((row, index) => {
    const target = sheet.getRow(placed.firstRow + index);
    const lines = textLines(columns, widths, row);
    columns.forEach((_, at) => {
      writeCell(placed, { row, target, isTall: lines > 1, formulaOf }, at);
    });
    target.height = Math.min(HIGHEST, LINE * lines + AIR);
  });
  return placed;
}
