import type { Worksheet } from 'exceljs';
import { formatDate } from '#shared/calendar.ts';
import type { ReportCell } from '#shared/report-table.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import { reserveRows } from '../../workbook/charts/place-charts.ts';
import {
  BASE_FONT,
  BOLD,
  lightText,
  linesOf,
  LINK,
  MUTED,
  RULE,
  TITLE,
} from '../../workbook/sheet-format.ts';
import { paperFor, setUpPage } from '../../workbook/sheet-page.ts';
import type { SheetFrame } from '../../workbook/sheet-page.ts';
import { keyFigures } from './key-figures.ts';
import type { KeyFigure } from './key-figures.ts';
import type { ChartSpace } from './chapter-sheet.ts';
import type { PlacedTables } from '../charts/report-charts.ts';

/** Four columns as wide as the page. */
const COLUMNS = 4;
const COLUMN = 24.5;
/** Characters of the text over all of them. */
const LINE = 110;
const MOST_SENTENCES = 5;
const MOST_LINES = 10;
const MOST_DECISIONS = 4;

/** What a chart of the first page needs: its name among the charts, and points of height. */
export interface FrontCharts {
  name: string;
  height: number;
}

function heading(sheet: Worksheet, text: string): void {
  sheet.addRow([]).height = 8;
  const row = sheet.addRow([text]);
  row.height = 19;
  row.getCell(1).font = { ...BOLD, size: 12 };
  for (let at = 1; at <= COLUMNS; at += 1) {
    row.getCell(at).border = { top: RULE };
    row.getCell(at).alignment = { vertical: 'middle', horizontal: 'left' };
  }
}

function line(sheet: Worksheet, text: string, font = BASE_FONT): void {
  const row = sheet.addRow([text]);
  row.height = 14;
  row.getCell(1).font = font;
  row.getCell(1).alignment = { vertical: 'middle', horizontal: 'left' };
}

function figureRow(
  sheet: Worksheet,
  figures: readonly KeyFigure[],
  font: typeof BASE_FONT,
  height: number,
  of: (
    figure: KeyFigure,
  ) => { value: string | { formula: string; result: number }; format?: string; name?: string } | undefined,
): void {
  const row = sheet.addRow([]);
  row.height = height;
  figures.forEach((figure, at) => {
    const given = of(figure);
    const cell = row.getCell(at + 1);
    if (given === undefined) return;
    cell.value = given.value;
    cell.font = font;
    cell.alignment = { vertical: 'middle', horizontal: 'left' };
    if (given.format !== undefined) cell.numFmt = given.format;
    if (given.name !== undefined) cell.name = given.name;
  });
}

/** Word, number and what it is measured by, one figure a column; every number is a formula on the sheet it comes from. */
function writeFigures(sheet: Worksheet, figures: readonly KeyFigure[]): void {
  if (figures.length === 0) return;
  sheet.addRow([]).height = 6;
  figureRow(sheet, figures, MUTED, 15, ({ label }) => ({ value: label }));
  for (let at = 1; at <= COLUMNS; at += 1) sheet.getRow(sheet.rowCount).getCell(at).border = { top: RULE };
  figureRow(sheet, figures, { ...BOLD, size: 18 }, 26, ({ formula, result, format, name }) => ({
    ...{ value: { formula, result }, format, name },
  }));
  figureRow(sheet, figures, MUTED, 15, ({ of }) =>
    of === undefined
      ? undefined
      : { ...{ value: { formula: of.formula, result: of.result }, format: of.format, name: of.name } },
  );
}

/** The report's own most important points, at most five, cut into lines that no cell has to be merged for. */
function writeSentences(sheet: Worksheet, highlights: readonly string[]): void {
  if (highlights.length === 0) return;
  heading(sheet, 'Das Wichtigste');
  highlights.slice(0, MOST_SENTENCES).forEach((text, at) => {
    linesOf(text, LINE).forEach((part, index) => {
      line(sheet, index === 0 ? `${at + 1}  ${part}` : `    ${part}`);
    });
  });
}

function textOf(cell: ReportCell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}

/** What is to be decided, one after the other, and where the rest stands. */
function writeDecisions(sheet: Worksheet, all: PlacedTables): void {
  const placed = all.get('abweichungen');
  if (!placed) return;
  const asking = placed.table.rows.filter(({ cells }) => typeof cells['decision'] === 'string');
  heading(sheet, asking.length === 0 ? 'Abweichungen' : 'Entscheidungen, die gebraucht werden');
  let left = MOST_LINES;
  const shown = asking.slice(0, MOST_DECISIONS);
  for (const { cells } of shown) {
    const { light, name, decision } = cells;
    const mark =
      typeof light === 'object' && light !== null && 'light' in light ? `${lightText(light)}  ` : '';
    const lines = linesOf(`${mark}${textOf(name)}: ${textOf(decision)}`, LINE).slice(0, Math.max(1, left));
    left -= lines.length;
    for (const text of lines) line(sheet, text);
  }
  if (asking.length === 0) for (const text of linesOf(placed.table.sentence, LINE)) line(sheet, text);
  const rest =
    asking.length > shown.length ? `${asking.length - shown.length} weitere Entscheidungen und a` : 'A';
  const words = `${rest}lle Abweichungen: Blatt ${placed.sheet}`;
  const link = sheet.addRow([{ formula: `HYPERLINK("#'${placed.sheet}'!A1","${words}")`, result: words }]);
  link.height = 15;
  link.getCell(1).font = LINK;
}

/** The report on one page: key figures, sentences, money, posts and projects as charts, decisions. It begins in A1. */
export function fillFrontSheet(
  sheet: Worksheet,
  report: CouncilReport,
  frame: SheetFrame,
  all: PlacedTables,
  rows: readonly FrontCharts[],
): ChartSpace[] {
  for (let at = 1; at <= COLUMNS; at += 1) sheet.getColumn(at).width = COLUMN;
  const title = sheet.addRow([report.title]);
  title.height = 27;
  title.getCell(1).font = { ...TITLE, size: 18 };
  const paperWords =
    report.reference === '' ? report.kindText : `${report.kindText}, GRDrs ${report.reference}`;
  const city = report.letterhead === undefined ? '' : `${report.letterhead.name} · `;
  line(sheet, `${city}${report.subtitle} · ${paperWords}`, MUTED);
  line(sheet, `Stichtag ${formatDate(report.asOf)} · ${report.dataState} · ${report.edition}`, MUTED);
  writeFigures(sheet, keyFigures(all));
  writeSentences(sheet, report.highlights);
  const spaces = rows.map(({ name, height }): ChartSpace => {
    sheet.addRow([]).height = 8;
    return { tableId: name, sheet, columns: COLUMNS, firstRow: reserveRows(sheet, height) };
  });
  writeDecisions(sheet, all);
  const paper = paperFor(COLUMNS * COLUMN);
  setUpPage(sheet, frame, { columns: COLUMNS, paper, headRow: null, frozenColumns: 0, single: true });
  return spaces;
}
