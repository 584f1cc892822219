import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { ReportTable } from '#shared/report-table.ts';
import { fillTableSheet } from './table-sheet.ts';
import { sheetName } from './sheet-names.ts';
import { workbookBytes } from './workbook.ts';

/** What stands over and under the tables of an annex. */
export interface AnnexHead {
  title: string;
  asOf: IsoDate;
  /** Beispieldaten are marked on every page. */
  demo: boolean;
}

/** Tables as a workbook, one sheet each, without a cover; nothing is computed anew. The same tables give the same bytes. */
export function annexWorkbook(head: AnnexHead, tables: readonly ReportTable[]): Promise<Buffer> {
  const { title, asOf, demo } = head;
  return workbookBytes({ title, at: new Date(`${asOf}T00:00:00Z`) }, (workbook) => {
    const taken = new Set<string>();
    for (const table of tables) {
      const name = sheetName(table.sheet ?? table.title, taken);
      fillTableSheet(workbook.addWorksheet(name), table, {
        ...{ title, name, asOfText: `Stichtag ${formatDate(asOf)}` },
        mark: demo ? 'Beispieldaten' : '',
      });
    }
    return [];
  });
}
