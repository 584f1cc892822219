import ExcelJS from 'exceljs';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { ReportTable } from '#shared/report-table.ts';
import { withSafeTexts } from './safe-texts.ts';
import { addTableSheet } from './table-sheet.ts';
import { sheetName } from './workbook.ts';
import { withFixedDates } from './zip-dates.ts';

/** What stands over and under the tables of an annex. */
export interface AnnexHead {
  title: string;
  asOf: IsoDate;
  /** Beispieldaten are marked on every page. */
  demo: boolean;
}

/** Tables as a workbook, one sheet each, without a cover; nothing is computed anew. The same tables give the same bytes. */
export async function annexWorkbook(head: AnnexHead, tables: readonly ReportTable[]): Promise<Buffer> {
  const at = new Date(`${head.asOf}T00:00:00Z`);
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'MoveS-Cockpit';
  workbook.lastModifiedBy = 'MoveS-Cockpit';
  workbook.created = at;
  workbook.modified = at;
  workbook.title = head.title;
  const taken = new Set<string>();
  for (const table of tables)
    addTableSheet(workbook, table, {
      title: head.title,
      asOfText: `Stichtag ${formatDate(head.asOf)}`,
      mark: head.demo ? 'Beispieldaten' : '',
      name: sheetName(table.sheet ?? table.title, taken),
    });
  return withFixedDates(Buffer.from(await withSafeTexts(workbook).xlsx.writeBuffer()), at);
}
