import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Cell, CellValue, Workbook, Worksheet } from 'exceljs';
import { sheetColumns } from './column-widths.ts';
import type { ReportRow, ReportTable } from '#shared/report-table.ts';

export async function readWorkbook(bytes: Buffer): Promise<Workbook> {
  const workbook = new ExcelJS.Workbook();
  // The type of exceljs names the Buffer of an older Node.
  await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  return workbook;
}

/** What a cell shows: a formula's cached result, else its value. */
export function shown(cell: Cell | undefined): CellValue {
  // Read by `result`: the copy that `value` hands out loses a result of 0.
  return (formulaOf(cell) === undefined ? cell?.value : cell?.result) ?? null;
}

export function formulaOf(cell: Cell | undefined): string | undefined {
  return cell?.formula;
}

/** Where a table's head stands: its labels in the order of the sheet, the first ones after its title. */
function headOf(workbook: Workbook, table: ReportTable): { sheet: Worksheet; at: number } {
  const labels = sheetColumns(table).map((column) => column.label);
  const named = workbook.getWorksheet(table.sheet ?? table.title);
  for (const sheet of named ? [named, ...workbook.worksheets] : workbook.worksheets)
    for (let at = 1; at <= sheet.rowCount; at += 1)
      if (labels.every((label, index) => sheet.getRow(at).getCell(index + 1).value === label))
        return { sheet, at };
  throw new Error(`Kein Kopf: ${table.id}`);
}

export function headRowOf(workbook: Workbook, table: ReportTable): number {
  return headOf(workbook, table).at;
}

export function sheetOf(workbook: Workbook, table: ReportTable): Worksheet {
  return headOf(workbook, table).sheet;
}

/** The cell that holds `key` of the table's row. */
export function cellOf(
  workbook: Workbook,
  table: ReportTable,
  row: ReportRow,
  key: string,
): Cell | undefined {
  const { sheet, at } = headOf(workbook, table);
  const column = sheetColumns(table).findIndex((one) => one.key === key) + 1;
  return sheet.getRow(at + 1 + table.rows.indexOf(row)).getCell(column);
}

/** The same workbook with every cached number spoiled: what is right afterwards was recalculated. */
export async function withSpoiledResults(bytes: Buffer): Promise<Buffer> {
  const workbook = await readWorkbook(bytes);
  workbook.eachSheet((sheet) => {
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        if (typeof cell.result === 'number') cell.value = { formula: cell.formula, result: 987_654.32 };
      });
    });
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

export function hasLibreOffice(): boolean {
  return spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** A profile of its own that always recalculates what it loads. */
const RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/** Converts a workbook with LibreOffice, in a folder and a profile of its own; gives what `read` reads there. */
function converted<T>(bytes: Buffer, to: string, read: (file: string) => T, locale = 'de_DE.UTF-8'): T {
  const folder = mkdtempSync(join(tmpdir(), 'moves-soffice-'));
  try {
    mkdirSync(join(folder, 'profile/user'), { recursive: true });
    writeFileSync(join(folder, 'profile/user/registrymodifications.xcu'), RECALCULATE);
    writeFileSync(join(folder, 'bericht.xlsx'), bytes);
    execFileSync(
      'env',
      [
        ...[`LANG=${locale}`, `LC_ALL=${locale}`, 'soffice'],
        `-env:UserInstallation=file://${join(folder, 'profile')}`,
        '--headless',
        ...['--convert-to', to, '--outdir', join(folder, 'out'), join(folder, 'bericht.xlsx')],
      ],
      { stdio: 'ignore', timeout: 120_000 },
    );
    return read(join(folder, `out/bericht.${to}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens the workbook in LibreOffice, recalculates every formula and saves it as a workbook again. */
export function recalculated(bytes: Buffer): Promise<Workbook> {
  return readWorkbook(converted(bytes, 'xlsx', (file) => readFileSync(file)));
}

/** The text of every printed page, as LibreOffice prints it. */
export function printedPages(bytes: Buffer, locale?: string): string[] {
  const text = converted(
    bytes,
    'pdf',
    (file) => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }),
    locale,
  );
  return text.split('\f').filter((page) => page.trim() !== '');
}
