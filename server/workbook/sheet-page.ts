import type { Worksheet } from 'exceljs';

/** What every sheet of one workbook shares on paper. */
export interface SheetFrame {
  name: string;
  /** Head of every page. */
  title: string;
  /** `Stichtag 30.06.2021` */
  asOfText: string;
  /** `Beispieldaten` or nothing. */
  mark: string;
}

/** A4 in the file format. */
const A4 = 9;

/** `&` begins a code in a header or footer; doubled it is itself. */
function literal(text: string): string {
  return text.replaceAll('&', '&&');
}

/** What is printed: `pages` = how many it may take at the most, null = as many as it needs. */
export interface PageArea {
  columns: number;
  headRow: number | null;
  frozenColumns: number;
  filterTo: number | null;
  pages: number | null;
}

/** A4 landscape, one page wide, head row repeated, as-of date and page numbers in the footer. */
export function setUpPage(sheet: Worksheet, frame: SheetFrame, area: PageArea): void {
  const last = sheet.getColumn(Math.max(1, area.columns)).letter;
  Object.assign(sheet.pageSetup, {
    paperSize: A4,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: area.pages ?? 0,
    horizontalCentered: false,
    margins: { left: 0.5, right: 0.5, top: 0.7, bottom: 0.7, header: 0.3, footer: 0.3 },
    printArea: `A1:${last}${sheet.rowCount}`,
    ...(area.headRow === null ? {} : { printTitlesRow: `${area.headRow}:${area.headRow}` }),
  });
  sheet.headerFooter = {
    oddHeader: `&L&8${literal(frame.title)}&R&8${literal(frame.mark)}`,
    oddFooter: `&L&8${literal(frame.asOfText)}&C&8${literal(frame.name)}&R&8Seite &P von &N`,
  };
  if (area.headRow !== null)
    sheet.views = [
      {
        state: 'frozen',
        ySplit: area.headRow,
        xSplit: area.frozenColumns,
        showGridLines: false,
        activeCell: 'A1',
      },
    ];
  else sheet.views = [{ showGridLines: false, activeCell: 'A1' }];
  if (area.filterTo !== null && area.headRow !== null)
    sheet.autoFilter = `A${area.headRow}:${last}${area.filterTo}`;
}
