import type { Worksheet } from 'exceljs';
import type { ReportTable } from '#shared/report-table.ts';
import { columnWidths, sheetColumns } from './column-widths.ts';
import type { PlacedTable } from './placed-table.ts';
import { BASE_FONT, linesOf, MUTED, TITLE } from './sheet-format.ts';
import { paperFor, setUpPage } from './sheet-page.ts';
import type { SheetFrame } from './sheet-page.ts';
import { writeTable } from './table-block.ts';

/** Letters of a text are narrower than the digits a column is measured by. */
const LETTERS_PER_CHARACTER = 1.15;

/** A text over columns of this width, in lines: no cell is merged or holds more than a line. */
export function textOver(text: string, width: number): string[] {
  return linesOf(text, Math.floor(width * LETTERS_PER_CHARACTER));
}

export function writeLines(sheet: Worksheet, text: string, width: number, font: typeof BASE_FONT): void {
  for (const line of textOver(text, width)) {
    const row = sheet.addRow([line]);
    row.height = 14;
    const cell = row.getCell(1);
    cell.font = font;
    cell.alignment = { vertical: 'top', wrapText: false };
  }
}

export function writeTitle(sheet: Worksheet, text: string): void {
  const row = sheet.addRow([text]);
  row.getCell(1).font = TITLE;
  row.height = 21;
}

/** How many of a table's columns are printed: those that only filter stay on the screen. */
export function printedColumns(table: ReportTable): number {
  return sheetColumns(table).filter((column) => column.sheetOnly !== true).length;
}

/** Up to where a wide table keeps its first columns in sight. */
function frozenColumns(table: ReportTable): number {
  if (table.columns.length <= 6 || table.layout === 'blocks') return 0;
  return sheetColumns(table).findIndex((column) => column.key === 'name') + 1;
}

/** One table on its own sheet: title, sentence, marked head, typed cells, sums as formulas, notes. */
export function fillTableSheet(
  sheet: Worksheet,
  table: ReportTable,
  frame: SheetFrame,
  title = table.title,
): PlacedTable {
  const widths = columnWidths(table);
  const printed = printedColumns(table);
  const width = widths.slice(0, printed).reduce((sum, one) => sum + one, 0);
  widths.forEach((one, index) => {
    sheet.getColumn(index + 1).width = one;
  });
  writeTitle(sheet, title);
  writeLines(sheet, table.sentence, width, BASE_FONT);
  sheet.addRow([]);
  const placed = writeTable(sheet, table, sheet.rowCount + 1, widths);
  for (const [index, note] of table.notes.entries()) {
    if (index === 0) sheet.addRow([]);
    writeLines(sheet, note, width, MUTED);
  }
  setUpPage(sheet, frame, {
    columns: printed,
    paper: paperFor(width),
    headRow: placed.headRow,
    frozenColumns: frozenColumns(table),
  });
  return placed;
}
