import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Cell, CellValue, Workbook } from 'exceljs';
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

/** The row under which a table's head stands on its sheet. */
export function headRowOf(workbook: Workbook, table: ReportTable): number {
  const sheet = workbook.getWorksheet(table.sheet ?? table.title);
  const labels = table.columns.map((column) => column.label);
  for (let at = 1; at <= (sheet?.rowCount ?? 0); at += 1) {
    if (labels.every((label, index) => sheet?.getRow(at).getCell(index + 1).value === label)) return at;
  }
  throw new Error(`Kein Kopf: ${table.id}`);
}

/** The cell that holds `key` of the table's row. */
export function cellOf(
  workbook: Workbook,
  table: ReportTable,
  row: ReportRow,
  key: string,
): Cell | undefined {
  const column = table.columns.findIndex((one) => one.key === key) + 1;
  const at = headRowOf(workbook, table) + 1 + table.rows.indexOf(row);
  return workbook
    .getWorksheet(table.sheet ?? table.title)
    ?.getRow(at)
    .getCell(column);
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

/** Opens the workbook in LibreOffice, recalculates every formula and saves it as a workbook again. */
export async function recalculated(bytes: Buffer): Promise<Workbook> {
  const folder = mkdtempSync(join(tmpdir(), 'moves-soffice-'));
  try {
    mkdirSync(join(folder, 'profile/user'), { recursive: true });
    writeFileSync(join(folder, 'profile/user/registrymodifications.xcu'), RECALCULATE);
    writeFileSync(join(folder, 'bericht.xlsx'), bytes);
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=file://${join(folder, 'profile')}`,
        '--headless',
        ...['--convert-to', 'xlsx', '--outdir', join(folder, 'out'), join(folder, 'bericht.xlsx')],
      ],
      { stdio: 'ignore', timeout: 120_000 },
    );
    return await readWorkbook(readFileSync(join(folder, 'out/bericht.xlsx')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
