import ExcelJS from 'exceljs';
import { formatDate } from '#shared/calendar.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import { addCoverSheet } from './cover-sheet.ts';
import type { Issue } from './cover-sheet.ts';
import { withSafeTexts } from './safe-texts.ts';
import { addTableSheet } from './table-sheet.ts';
import { withFixedDates } from './zip-dates.ts';

/** Excel refuses these in a sheet's name, and more than 31 characters. */
export function sheetName(text: string, taken: Set<string>): string {
  const base =
    text
      .replace(/[\\/?*[\]:'"]/gu, ' ')
      .slice(0, 31)
      .trim() || 'Tabelle';
  let name = base;
  for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${base.slice(0, 28)} ${n}`;
  taken.add(name.toLowerCase());
  return name;
}

/**
 * A council report as a workbook, only from its tables: nothing is computed anew. The same report gives the
 * same bytes: its dates are those of the report, also inside the package. Sums are formulas with their result.
 */
export async function reportWorkbook(report: CouncilReport, issue: Issue | null): Promise<Buffer> {
  const at = new Date(issue?.issuedAt ?? `${report.asOf}T00:00:00Z`);
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'MoveS-Cockpit';
  workbook.lastModifiedBy = 'MoveS-Cockpit';
  workbook.created = at;
  workbook.modified = at;
  workbook.title = report.title;
  workbook.subject = report.reference === '' ? report.kindText : `GRDrs ${report.reference}`;
  workbook.description = report.dataState;
  const taken = new Set<string>();
  const reference = report.reference === '' ? report.kindText : `GRDrs ${report.reference}`;
  const shared = {
    title: `${report.title}, ${reference}`,
    asOfText: `Stichtag ${formatDate(report.asOf)}`,
    mark: report.demo ? 'Beispieldaten' : '',
  };
  const cover = { ...shared, name: sheetName('Deckblatt', taken) };
  const sheets = report.tables.map((table) => ({
    table,
    frame: { ...shared, name: sheetName(table.sheet ?? table.title, taken) },
  }));
  const contents = sheets.map(({ table, frame }) => ({ sheet: frame.name, title: table.title }));
  addCoverSheet(workbook, report, issue, cover, contents);
  for (const { table, frame } of sheets) addTableSheet(workbook, table, frame);
  return withFixedDates(Buffer.from(await withSafeTexts(workbook).xlsx.writeBuffer()), at);
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
