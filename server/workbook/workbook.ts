import type { Workbook } from 'exceljs';
import { addCharts } from './charts/add-charts.ts';
import type { PlacedChart } from './charts/chart.ts';
import { withSafeTexts } from './safe-texts.ts';
import { readParts, setText, textOf, writeParts } from './zip-parts.ts';
import type { Parts } from './zip-parts.ts';

/** What a program for tables shows as properties of the document. */
export interface WorkbookHead {
  title: string;
  subject?: string;
  description?: string;
  /** The instant it tells as its own, also inside the package: never that of its writing. */
  at: Date;
}

/** An empty workbook; the package that writes it is loaded by the first one. */
async function newWorkbook({ title, subject, description, at }: WorkbookHead): Promise<Workbook> {
  const { default: ExcelJS } = await import('exceljs');
  return Object.assign(new ExcelJS.Workbook(), {
    ...{ creator: 'MoveS-Cockpit', lastModifiedBy: 'MoveS-Cockpit', created: at, modified: at, title },
    ...(subject !== undefined && { subject }),
    ...(description !== undefined && { description }),
  });
}

/** The font that exceljs calls normal: columns are measured by its digits, and it is not on every machine. */
const THEIR_FONT =
  /<font><color theme="1"\/><family val="2"\/><scheme val="minor"\/><sz val="11"\/><name val="Calibri"\/><\/font>/u;

/** Columns are as wide everywhere as here: the normal font is the one the cells are written in. */
function setBaseFont(parts: Parts): void {
  const styles = textOf(parts, 'xl/styles.xml') ?? '';
  if (!THEIR_FONT.test(styles)) throw new Error('Die Formate der Mappe sind nicht die erwarteten.');
  const ours = '<font><sz val="10"/><name val="Arial"/><family val="2"/></font>';
  setText(parts, 'xl/styles.xml', styles.replace(THEIR_FONT, ours));
}

/**
 * The bytes of a workbook that `fill` adds its sheets to; the charts it gives back are written into the package.
 * The same head, sheets and charts give the same bytes.
 */
export async function workbookBytes(
  head: WorkbookHead,
  fill: (workbook: Workbook) => readonly PlacedChart[],
): Promise<Buffer> {
  const workbook = await newWorkbook(head);
  const charts = fill(workbook);
  const parts = readParts(Buffer.from(await withSafeTexts(workbook).xlsx.writeBuffer()));
  setBaseFont(parts);
  addCharts(parts, charts);
  return writeParts(parts, head.at);
}
