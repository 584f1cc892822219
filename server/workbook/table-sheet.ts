import type { CellValue, Row, Workbook, Worksheet } from 'exceljs';
import { toIsoDate } from '#shared/calendar.ts';
import { isAdditive } from '#shared/report-table.ts';
import type { ReportCell, ReportColumn, ReportRow, ReportTable } from '#shared/report-table.ts';
import {
  BASE_FONT,
  BOLD,
  HAIR,
  HEAD_FILL,
  lightFont,
  lightText,
  linesOf,
  MUTED,
  NUMBER_FORMATS,
  RULE,
  SCALES,
  SUM_FILL,
  TITLE,
  WIDTHS,
} from './sheet-format.ts';
import { setUpPage } from './sheet-page.ts';
import type { SheetFrame } from './sheet-page.ts';
import { largest } from '#shared/largest.ts';

/** A ReportTable on its sheet: where its rows stand, so that formulas can name them. */
interface Placed {
  table: ReportTable;
  sheet: Worksheet;
  firstRow: number;
}

/** Digits of the longest amount with its marks and two characters of air; a column never shows `####`. */
function widthOf(table: ReportTable, column: ReportColumn): number {
  const scale = SCALES[column.kind];
  const least = column.width ?? WIDTHS[column.kind];
  if (!scale) return least;
  const longest = table.rows.reduce((max, row) => {
    const value = row.cells[column.key];
    return typeof value === 'number' ? Math.max(max, String(Math.abs(value)).length) : max;
  }, 0);
  return Math.max(least, longest + Math.ceil(longest / 3) + 3);
}

function letter(placed: Placed, key: string): string {
  const index = placed.table.columns.findIndex((column) => column.key === key);
  return placed.sheet.getColumn(index + 1).letter;
}

/** `B5:B9` for neighbours, else `B5,B9`: what SUM takes. */
function reference(placed: Placed, key: string, indices: readonly number[]): string {
  const column = letter(placed, key);
  const rows = indices.map((index) => placed.firstRow + index);
  const [first, last] = [rows[0] ?? 0, rows.at(-1) ?? 0];
  const neighbours = rows.every((row, index) => row === first + index);
  return neighbours ? `${column}${first}:${column}${last}` : rows.map((row) => `${column}${row}`).join(',');
}

function sumFormula(placed: Placed, row: ReportRow, key: string): string {
  const plus = row.sums?.length ? `SUM(${reference(placed, key, row.sums)})` : '0';
  return row.less?.length ? `${plus}-SUM(${reference(placed, key, row.less)})` : plus;
}

function derivedFormula(
  placed: Placed,
  derived: { plus: string[]; minus: string[] },
  rowNumber: number,
): string {
  const cells = (keys: string[]): string[] => keys.map((key) => `${letter(placed, key)}${rowNumber}`);
  return [cells(derived.plus).join('+'), ...cells(derived.minus)].join('-');
}

/**
 * A number of the report as the sheet's number: cents as euro, ten-thousandths as posts. Sums are formulas
 * rounded to the smallest unit, so that the program's floats give exactly the cents of the cached result.
 */
function numberValue(
  placed: Placed,
  row: ReportRow,
  column: ReportColumn,
  value: number,
  at: number,
): CellValue {
  const scale = SCALES[column.kind];
  if (!scale) return value;
  const result = value / scale.units;
  const formula =
    row.sums || row.less
      ? sumFormula(placed, row, column.key)
      : column.derived && isAdditive(column)
        ? derivedFormula(placed, column.derived, at)
        : undefined;
  return formula === undefined ? result : { formula: `ROUND(${formula},${scale.decimals})`, result };
}

/** The sheet's value of a cell. Text is always a string cell, whatever it begins with; absent stays empty. */
function cellValue(
  placed: Placed,
  row: ReportRow,
  column: ReportColumn,
  cell: ReportCell | undefined,
  at: number,
): CellValue {
  if (cell === undefined || cell === null) return null;
  if (typeof cell === 'number') return numberValue(placed, row, column, cell, at);
  if (typeof cell === 'object') {
    if ('light' in cell) return lightText(cell);
    return cell.of === 0 ? '–' : cell.part / cell.of;
  }
  return column.kind === 'date' ? new Date(`${toIsoDate(cell)}T00:00:00Z`) : cell.toWellFormed();
}

function writeHead(placed: Placed, at: number): void {
  const head = placed.sheet.getRow(at);
  placed.table.columns.forEach((column, index) => {
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
  const lines = placed.table.columns.map(
    (column) => linesOf(column.label, widthOf(placed.table, column) - 1).length,
  );
  head.height = 14 * largest(lines, 1) + 3;
}

function writeCell(placed: Placed, row: ReportRow, target: Row, index: number): void {
  const column = placed.table.columns[index];
  if (!column) return;
  const cell = row.cells[column.key];
  const written = target.getCell(index + 1);
  written.value = cellValue(placed, row, column, cell, target.number);
  const isLight = typeof cell === 'object' && cell !== null && 'light' in cell;
  written.font = isLight ? lightFont(cell.light) : row.kind === 'row' ? BASE_FONT : BOLD;
  const format = NUMBER_FORMATS[column.kind];
  if (format !== undefined) written.numFmt = format;
  const vertical = textLines(placed.table, row) === 1 ? 'middle' : 'top';
  written.alignment =
    column.kind === 'text'
      ? { vertical, wrapText: row.kind === 'row', horizontal: 'left' }
      : { vertical, horizontal: column.kind === 'light' ? 'left' : 'right' };
  if (row.kind === 'subtotal' || row.kind === 'total') {
    written.fill = SUM_FILL;
    written.border = { top: row.kind === 'total' ? RULE : HAIR, bottom: RULE };
  } else written.border = { bottom: row.kind === 'group' ? RULE : HAIR };
}

/** Wrapped text needs its height said: not every program measures it on opening. */
function textLines(table: ReportTable, row: ReportRow): number {
  const lines = table.columns.map((column) => {
    const cell = row.cells[column.key];
    if (row.kind !== 'row' || column.kind !== 'text' || typeof cell !== 'string') return 1;
    return linesOf(cell, Math.max(4, widthOf(table, column) * 1.1)).length;
  });
  return largest(lines, 1);
}

function writeLines(sheet: Worksheet, text: string, width: number, font: typeof BASE_FONT): void {
  for (const line of linesOf(text, width)) {
    const cell = sheet.addRow([line]).getCell(1);
    cell.font = font;
    cell.alignment = { vertical: 'top', wrapText: false };
  }
}

/** Up to where a wide table keeps its first columns in sight. */
function frozenColumns(table: ReportTable): number {
  if (table.columns.length <= 6 || table.layout === 'blocks') return 0;
  return table.columns.findIndex((column) => column.key === 'name') + 1;
}

/** One table on its own sheet: title, sentence, marked head, typed cells, sums as formulas, notes. */
export function addTableSheet(workbook: Workbook, table: ReportTable, frame: SheetFrame): void {
  const sheet = workbook.addWorksheet(frame.name);
  const width = table.columns.reduce((sum, column) => sum + widthOf(table, column), 0);
  table.columns.forEach((column, index) => {
    sheet.getColumn(index + 1).width = widthOf(table, column);
  });
  const title = sheet.addRow([table.title]);
  title.getCell(1).font = TITLE;
  title.height = 21;
  writeLines(sheet, table.sentence, width, BASE_FONT);
  sheet.addRow([]);
  const headRow = sheet.rowCount + 1;
  const placed: Placed = { table, sheet, firstRow: headRow + 1 };
  writeHead(placed, headRow);
  table.rows.forEach((row, index) => {
    const target = sheet.getRow(placed.firstRow + index);
    table.columns.forEach((_, at) => {
      writeCell(placed, row, target, at);
    });
    target.height = Math.min(400, 13 * textLines(table, row) + 4);
  });
  const lastRow = headRow + table.rows.length;
  for (const [index, note] of table.notes.entries()) {
    if (index === 0) sheet.addRow([]);
    writeLines(sheet, note, width * 1.1, MUTED);
  }
  const plain = table.rows.length > 1 && table.rows.every((row) => row.kind === 'row');
  setUpPage(sheet, frame, {
    columns: table.columns.length,
    headRow,
    frozenColumns: frozenColumns(table),
    filterTo: plain && table.layout !== 'notes' ? lastRow : null,
    pages: null,
  });
}
