import type { CellValue, Worksheet } from 'exceljs';
import type { Instant } from '#shared/calendar.ts';
import { businessDate } from '#shared/calendar.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import { BASE_FONT, BOLD, DATE_FORMAT, HAIR, linesOf, MUTED } from '../../workbook/sheet-format.ts';
import { paperFor, setUpPage } from '../../workbook/sheet-page.ts';
import { LINK } from '../../workbook/sheet-format.ts';
import { writeTitle } from '../../workbook/table-sheet.ts';
import type { SheetFrame } from '../../workbook/sheet-page.ts';

/** What an issued report adds to its value: when it was frozen, and its hash. */
export interface Issue {
  issuedAt: Instant;
  sha256: string;
}

const LABEL = 26;
const TEXT = 74;

/** The notation of all charts (docs/decisions/0069), and what an empty cell means. */
const READING: readonly (readonly [string, string])[] = [
  ['Ist', 'voll und dunkel: gebucht, besetzt, erreicht.'],
  ['Obligo', 'schraffiert: durch Aufträge gebunden, noch nicht bezahlt.'],
  ['Plan, frei', 'nur Umriss; als Linie gestrichelt.'],
  ['Prognose', 'hell schraffiert mit Rand; als Linie gepunktet.'],
  ['Rahmen', 'dunkler Umriss; als Linie durchgezogen und dünn.'],
  [
    'Leere Zelle',
    'Dieser Wert gehört nicht in diese Zeile oder wurde nicht gemeldet. „–“ heißt: keine Angabe. Null steht als 0.',
  ],
  ['Formeln', 'Summen, Kennzahlen und Prüfungen sind Formeln; ihr Ergebnis ist gespeichert.'],
];

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

/** What a sheet is for, with the link that leads to it. */
export interface ContentsEntry {
  sheet: string;
  title: string;
}

/** What the report is and rests on, and where its sheets are. */
export function fillContentsSheet(
  sheet: Worksheet,
  report: CouncilReport,
  issue: Issue | null,
  frame: SheetFrame,
  contents: readonly ContentsEntry[],
): void {
  sheet.getColumn(1).width = LABEL;
  sheet.getColumn(2).width = TEXT;
  writeTitle(sheet, 'Inhalt und Angaben zum Bericht');
  sheet.addRow([report.title]).getCell(1).font = { ...MUTED, size: 11 };
  sheet.addRow([report.subtitle]).getCell(1).font = { ...MUTED, size: 11 };
  addHeading(sheet, 'Angaben');
  for (const [label, value] of facts(report, issue)) addPair(sheet, label, value);
  addHeading(sheet, 'Blätter dieser Mappe');
  for (const entry of contents) {
    const link = `HYPERLINK("#'${entry.sheet}'!A1","${entry.sheet}")`;
    addPair(sheet, { formula: link, result: entry.sheet }, entry.title);
    sheet.getRow(sheet.rowCount).getCell(1).font = LINK;
  }
  addHeading(sheet, 'Wie die Mappe zu lesen ist');
  for (const [label, text] of READING) addPair(sheet, label, text);
  const paper = paperFor(LABEL + TEXT);
  setUpPage(sheet, frame, { columns: 2, paper, headRow: null, frozenColumns: 0 });
}
