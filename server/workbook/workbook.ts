import type { Workbook } from 'exceljs';
import { withSafeTexts } from './safe-texts.ts';
import { withFixedDates } from './zip-dates.ts';

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

/** The bytes of a workbook that `fill` adds its sheets to. The same head and sheets give the same bytes. */
export async function workbookBytes(head: WorkbookHead, fill: (workbook: Workbook) => void): Promise<Buffer> {
  const workbook = await newWorkbook(head);
  fill(workbook);
  return withFixedDates(Buffer.from(await withSafeTexts(workbook).xlsx.writeBuffer()), head.at);
}
