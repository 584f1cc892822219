import { formatDate } from '#shared/calendar.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';
import { addCoverSheet } from './cover-sheet.ts';
import type { Issue } from './cover-sheet.ts';
import { sheetName } from '../workbook/sheet-names.ts';
import { addTableSheet } from '../workbook/table-sheet.ts';
import { workbookBytes } from '../workbook/workbook.ts';

/**
 * A council report as a workbook, only from its tables: nothing is computed anew. The same report gives the
 * same bytes: its dates are those of the report, also inside the package. Sums are formulas with their result.
 */
export function reportWorkbook(report: CouncilReport, issue: Issue | null): Promise<Buffer> {
  const at = new Date(issue?.issuedAt ?? `${report.asOf}T00:00:00Z`);
  const subject = report.reference === '' ? report.kindText : `GRDrs ${report.reference}`;
  const { title, dataState: description } = report;
  return workbookBytes({ title, subject, description, at }, (workbook) => {
    const taken = new Set<string>();
    const shared = {
      title: `${title}, ${subject}`,
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
  });
}
