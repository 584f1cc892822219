import type { Worksheet } from 'exceljs';

/** What every sheet of one workbook shares on paper. */
export interface SheetFrame {
  name: string;
  /** Head of every page. */
  title: string;
  /** `GRDrs 123/2021 · Stichtag 30.06.2021` */
  asOfText: string;
  /** `Beispieldaten` or nothing. */
  mark: string;
}

/** A4 in the file format. */
const A4 = 9;
const INCHES = { portrait: { width: 8.27, height: 11.69 }, landscape: { width: 11.69, height: 8.27 } };
const MARGINS = { left: 0.4, right: 0.4, top: 0.7, bottom: 0.65, header: 0.3, footer: 0.3 };
const PIXELS_PER_INCH = 96;
const POINTS_PER_INCH = 72;
/** Excel counts 7, LibreOffice the true width of a digit. */
const PIXELS_PER_CHARACTER = 7.42;
/** Programs measure the same column a little differently: this much of the width stays free. */
const SAFETY = 0.985;
/** Text of 10 points prints at 8: nothing is shrunk further. */
export const LEAST_SCALE = 80;
/** A narrow sheet stands upright as long as it needs no more than this. */
const UPRIGHT_SCALE = 85;

export type Orientation = keyof typeof INCHES;

function widest(orientation: Orientation, scale: number): number {
  const inches = INCHES[orientation].width - MARGINS.left - MARGINS.right;
  return (inches * PIXELS_PER_INCH * SAFETY * 100) / scale / PIXELS_PER_CHARACTER;
}

/** Characters that one page holds side by side at the smallest scale. */
export const MOST_CHARACTERS = widest('landscape', LEAST_SCALE);

/** How a sheet of this width is printed; under the smallest scale it goes on beside. */
export interface Paper {
  orientation: Orientation;
  scale: number;
  /** Points of height that one page holds. */
  pageHeight: number;
}

function paper(orientation: Orientation, characters: number): Paper {
  const fitting = Math.floor((100 * widest(orientation, 100)) / characters);
  const scale = Math.max(LEAST_SCALE, Math.min(100, fitting));
  const inches = INCHES[orientation].height - MARGINS.top - MARGINS.bottom;
  return { orientation, scale, pageHeight: (inches * POINTS_PER_INCH * SAFETY * 100) / scale };
}

/** Upright when it is narrow enough, else across. Never under 8 points. */
export function paperFor(characters: number): Paper {
  return widest('portrait', UPRIGHT_SCALE) >= characters
    ? paper('portrait', characters)
    : paper('landscape', characters);
}

/** `&` begins a code in a header or footer; doubled it is itself. The font after the size keeps a digit from joining it. */
function margin(text: string): string {
  return `&10&"Arial,Regular"${text.replaceAll('&', '&&')}`;
}

/** What is printed and what stays in sight. */
export interface PageArea {
  /** Columns that are printed, from the first on. */
  columns: number;
  paper: Paper;
  /** The head row that every page repeats, if the sheet has one table. */
  headRow: number | null;
  frozenColumns: number;
  /** Whether all of it is one page. */
  single?: boolean;
}

/** A4, head row repeated, as-of date and page numbers in the footer. */
export function setUpPage(sheet: Worksheet, frame: SheetFrame, area: PageArea): void {
  const last = sheet.getColumn(Math.max(1, area.columns)).letter;
  Object.assign(sheet.pageSetup, {
    paperSize: A4,
    orientation: area.paper.orientation,
    scale: area.paper.scale,
    ...(area.single === true && { fitToPage: true, fitToWidth: 1, fitToHeight: 1 }),
    pageOrder: 'overThenDown',
    horizontalCentered: false,
    margins: MARGINS,
    // Written so, because exceljs sets the other two marks itself; LibreOffice ignores an area without all four.
    printArea: `A$1:${last}$${sheet.rowCount}`,
    ...(area.headRow !== null && {
      printTitlesRow: `${area.headRow}:${area.headRow}`,
      ...(area.frozenColumns > 0 && { printTitlesColumn: `A:${sheet.getColumn(area.frozenColumns).letter}` }),
    }),
  });
  sheet.headerFooter = {
    oddHeader: `&L${margin(frame.title)}&R${margin(frame.mark)}`,
    oddFooter: `&L${margin(frame.asOfText)}&C${margin(frame.name)}&R${margin('Seite ')}&P von &N`,
  };
  sheet.views =
    area.headRow === null
      ? [{ showGridLines: false, activeCell: 'A1' }]
      : [
          {
            ...{ state: 'frozen', ySplit: area.headRow, xSplit: area.frozenColumns },
            ...{ showGridLines: false, activeCell: 'A1' },
          },
        ];
}
