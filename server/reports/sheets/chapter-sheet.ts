import type { Worksheet } from 'exceljs';
import { isAdditive } from '#shared/report-table.ts';
import type { ReportTable } from '#shared/report-table.ts';
import type { Chart } from '../../workbook/charts/chart.ts';
import { reserveRows } from '../../workbook/charts/place-charts.ts';
import { columnWidths, numberWidth, sheetColumns } from '../../workbook/column-widths.ts';
import type { PlacedTable } from '../../workbook/placed-table.ts';
import { BASE_FONT, BOLD, LINK, linesOf, MUTED } from '../../workbook/sheet-format.ts';
import { paperFor, setUpPage } from '../../workbook/sheet-page.ts';
import type { Paper, SheetFrame } from '../../workbook/sheet-page.ts';
import { rowHeights, writeTable } from '../../workbook/table-block.ts';
import type { FormulaOf } from '../../workbook/table-block.ts';
import { printedColumns, textOver, writeLines, writeTitle } from '../../workbook/table-sheet.ts';

/** Rows of a sheet kept free for the charts of a table, which are drawn when all tables have their places. */
export interface ChartSpace {
  tableId: string;
  sheet: Worksheet;
  /** Counted from 0. */
  firstRow: number;
  columns: number;
}

/** Charts that stand over a table, side by side. */
export interface ChartRow {
  charts: readonly Chart[];
  /** Points. */
  height: number;
}

/** One table of a chapter: on this sheet, or on a sheet of its own where it is named. */
export interface ChapterBlock {
  table: ReportTable;
  /** The sheet that holds it, if not this one. */
  elsewhere?: string | undefined;
  formulaOf?: FormulaOf;
}

const HEADING = 20;
const LINE = 14;
const GAP = 10;
/** Letters of a heading per character of width. */
const HEADING_LETTERS = 0.9;
/** Rows of a table that its head never stands without. */
const KEPT_ROWS = 6;
/** Columns of a sheet whose tables are all elsewhere: as wide as a page. */
const EMPTY = [24.5, 24.5, 24.5, 24.5];

interface Layout {
  sheet: Worksheet;
  widths: readonly number[];
  printed: number;
  characters: number;
  paper: Paper;
  /** Points that are used of the current page. */
  used: number;
}

/** The widest table sets the columns; the others only need room for their numbers, their texts wrap. */
function chapterWidths(tables: readonly ReportTable[]): number[] {
  const [widest] = [...tables].sort((a, b) => b.columns.length - a.columns.length);
  const widths = widest ? columnWidths(widest) : EMPTY;
  for (const table of tables) {
    const own = columnWidths(table);
    sheetColumns(table).forEach((column, at) => {
      const known = widths[at];
      if (known === undefined) widths[at] = own[at] ?? 10;
      else if (isAdditive(column)) widths[at] = Math.max(known, numberWidth(table, column));
    });
  }
  return widths;
}

function lineCount(texts: readonly string[], characters: number): number {
  return texts.reduce((sum, text) => sum + textOver(text, characters).length, 0);
}

/** Begins a page where charts and table would be cut; a table longer than a page only keeps its first rows with them. */
function keepTogether(
  layout: Layout,
  { top, heights, notes }: { top: number; heights: readonly number[]; notes: number },
  isFirst: boolean,
): void {
  const { sheet, paper } = layout;
  const rows = heights.reduce((sum, one) => sum + one, 0);
  const kept = heights.slice(0, KEPT_ROWS).reduce((sum, one) => sum + one, 0);
  const all = top + rows + notes;
  const least = all <= paper.pageHeight ? all : top + (top + rows <= paper.pageHeight ? rows : kept);
  if (!isFirst && layout.used + least > paper.pageHeight) {
    sheet.getRow(sheet.rowCount).addPageBreak();
    layout.used = 0;
  }
  layout.used = (layout.used + all) % paper.pageHeight;
}

function addGap({ sheet }: Layout): void {
  sheet.addRow([]).height = GAP;
}

function writeNotes(layout: Layout, notes: readonly string[]): void {
  if (notes.length === 0) return;
  addGap(layout);
  for (const note of notes) writeLines(layout.sheet, note, layout.characters, MUTED);
}

/** Heading, sentence, charts over the table, the table and what it rests on. */
function writeBlock(
  layout: Layout,
  { table, elsewhere, formulaOf }: ChapterBlock,
  row: ChartRow | undefined,
  isFirst: boolean,
): { placed?: PlacedTable; spaces: ChartSpace[] } {
  const { sheet, characters, widths, printed } = layout;
  const isHere = elsewhere === undefined && table.rows.length > 0;
  const heights = isHere ? rowHeights(table, widths) : [];
  const notes = isHere && table.notes.length > 0 ? GAP + LINE * lineCount(table.notes, characters) : 0;
  const top = HEADING + GAP + LINE * lineCount([table.sentence], characters) + (row?.height ?? 0);
  keepTogether(layout, { top, heights, notes }, isFirst);
  if (!isFirst) addGap(layout);
  for (const text of linesOf(table.title, characters * HEADING_LETTERS)) {
    const heading = sheet.addRow([text]);
    heading.getCell(1).font = { ...BOLD, size: 12 };
    heading.height = HEADING;
  }
  writeLines(sheet, table.sentence, characters, BASE_FONT);
  const spaces = row
    ? [{ tableId: table.id, sheet, columns: printed, firstRow: reserveRows(sheet, row.height) }]
    : [];
  if (elsewhere !== undefined) {
    const link = sheet.addRow([
      {
        formula: `HYPERLINK("#'${elsewhere}'!A1","Alle Zeilen auf dem Blatt ${elsewhere}")`,
        result: `Alle Zeilen auf dem Blatt ${elsewhere}`,
      },
    ]);
    link.getCell(1).font = LINK;
    return { spaces };
  }
  if (!isHere) return { spaces };
  addGap(layout);
  const placed = writeTable(sheet, table, sheet.rowCount + 1, widths, formulaOf);
  writeNotes(layout, table.notes);
  return { placed, spaces };
}

/**
 * One question of the report on its sheet: the question, and for each table answer, room for its charts, rows and
 * basis. Sheets with one table repeat its head on every page.
 */
export function fillChapterSheet(
  sheet: Worksheet,
  frame: SheetFrame,
  chapter: { question: string; blocks: readonly ChapterBlock[] },
  chartsOf: (tableId: string) => ChartRow | undefined,
): { placed: PlacedTable[]; spaces: ChartSpace[] } {
  const here = chapter.blocks.filter(({ elsewhere }) => elsewhere === undefined).map(({ table }) => table);
  const widths = chapterWidths(here);
  const printed = here.reduce(
    (max, table) => Math.max(max, printedColumns(table)),
    here.length === 0 ? EMPTY.length : 1,
  );
  widths.forEach((width, at) => {
    sheet.getColumn(at + 1).width = width;
  });
  const characters = widths.slice(0, printed).reduce((sum, width) => sum + width, 0);
  const layout: Layout = { sheet, widths, printed, characters, paper: paperFor(characters), used: 21 };
  writeTitle(sheet, chapter.question);
  const done = chapter.blocks.map((block, at) =>
    writeBlock(layout, block, chartsOf(block.table.id), at === 0),
  );
  setUpPage(sheet, frame, { columns: printed, paper: layout.paper, headRow: null, frozenColumns: 0 });
  return {
    placed: done.flatMap(({ placed }) => placed ?? []),
    spaces: done.flatMap(({ spaces }) => spaces),
  };
}
