import type { CellValue, Workbook, Worksheet } from 'exceljs';
import type { Instant } from '#shared/calendar.ts';
import { businessDate } from '#shared/calendar.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import { BASE_FONT, BOLD, DATE_FORMAT, HAIR, linesOf, MUTED, TITLE } from '../workbook/sheet-format.ts';
import { setUpPage } from '../workbook/sheet-page.ts';
import type { SheetFrame } from '../workbook/sheet-page.ts';

/** What an issued report adds to its value: when it was frozen, and its hash. */
export interface Issue {
  issuedAt: Instant;
  sha256: string;
}

const LABEL = 22;
const TEXT = 108;

function day(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

function facts(report: CouncilReport, issue: Issue | null): [string, CellValue][] {
  return [
    ['Art der Vorlage', report.kindText],
    ['GRDrs', report.reference === '' ? 'noch keine (Entwurf)' : report.reference],
    ['Stichtag', day(report.asOf)],
    ['Datenstand', report.dataState],
    ['Ausgabe', report.edition],
    ...(issue
      ? [
          ['Herausgegeben am', day(businessDate(issue.issuedAt))] satisfies [string, CellValue],
          ['Prüfsumme SHA-256', issue.sha256] satisfies [string, CellValue],
        ]
      : []),
    ...(report.demo
      ? [
          ['Beispieldaten', 'Dieser Bericht enthält erfundene Beispieldaten, siehe Hinweise.'] satisfies [
            string,
            CellValue,
          ],
        ]
      : []),
  ];
}

function addPair(sheet: Worksheet, label: CellValue, value: CellValue): void {
  const row = sheet.addRow([label, value]);
  row.getCell(1).font = BOLD;
  row.getCell(1).alignment = { vertical: 'middle', horizontal: 'left' };
  const cell = row.getCell(2);
  cell.font = BASE_FONT;
  cell.alignment = { vertical: 'middle', horizontal: 'left', wrapText: true };
  if (value instanceof Date) cell.numFmt = DATE_FORMAT;
  for (const at of [1, 2]) row.getCell(at).border = { bottom: HAIR };
  const text = typeof value === 'string' ? linesOf(value, TEXT + 8).length : 1;
  row.height = 13 * text + 5;
}

function addHeading(sheet: Worksheet, text: string): void {
  sheet.addRow([]);
  sheet.addRow([text]).getCell(1).font = { ...BOLD, size: 12 };
}

/** The cover: title, reference, as-of date, data state, edition, hash, the most important, table of contents. */
export function addCoverSheet(
  workbook: Workbook,
  report: CouncilReport,
  issue: Issue | null,
  frame: SheetFrame,
  contents: readonly { sheet: string; title: string }[],
): void {
  const sheet = workbook.addWorksheet(frame.name);
  sheet.getColumn(1).width = LABEL;
  sheet.getColumn(2).width = TEXT;
  const title = sheet.addRow([report.title]);
  title.getCell(1).font = { ...TITLE, size: 18 };
  title.height = 27;
  sheet.addRow([report.subtitle]).getCell(1).font = { ...MUTED, size: 11 };
  sheet.addRow([]);
  for (const [label, value] of facts(report, issue)) addPair(sheet, label, value);
  addHeading(sheet, 'Das Wichtigste');
  report.highlights.forEach((text, index) => {
    addPair(sheet, `${index + 1}.`, text);
  });
  addHeading(sheet, 'Inhalt');
  for (const entry of contents) {
    const link = `HYPERLINK("#'${entry.sheet}'!A1","${entry.sheet}")`;
    addPair(sheet, { formula: link, result: entry.sheet }, entry.title);
  }
  setUpPage(sheet, frame, { columns: 2, headRow: null, frozenColumns: 0, filterTo: null, pages: 1 });
}
