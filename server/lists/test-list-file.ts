import { readWorkbook } from '../workbook/test-workbook.ts';

type Value = string | number | null;

/** A list's file as a program for tables reads it: what stands over the heads, the rows by head, and the sums. */
export interface ReadSheet {
  lines: string[];
  heads: string[];
  rows: Record<string, Value>[];
  sums: Record<string, Value>;
  /** Number format by head, of the first row. */
  formats: Record<string, string>;
  /** Cells among the rows that calculate. */
  formulas: number;
}

/** Days as their date, texts and numbers as they are. */
function plain(value: unknown): Value {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object' && value !== null && 'result' in value) return plain(value.result);
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** Reads the file of a list; the heads stand under the first empty row. */
export async function readSheet(bytes: Buffer): Promise<ReadSheet> {
  const [sheet] = (await readWorkbook(bytes)).worksheets;
  if (!sheet) throw new Error('The workbook has no sheet');
  const cellsOf = (row: number): unknown[] =>
    Array.from({ length: sheet.columnCount }, (_, at) => sheet.getCell(row, at + 1).value);
  const lines: string[] = [];
  for (;;) {
    const line = plain(sheet.getCell(lines.length + 1, 1).value);
    if (line === null) break;
    lines.push(String(line));
  }
  const head = lines.length + 2;
  const heads = cellsOf(head).map(String);
  const named = (cells: readonly unknown[]): Record<string, Value> =>
    Object.fromEntries(cells.map((value, at) => [heads[at] ?? '', plain(value)]));
  const rows: unknown[][] = [];
  for (let row = head + 1; cellsOf(row).some((value) => value !== null); row += 1) rows.push(cellsOf(row));
  const isFormula = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && 'formula' in value;
  return {
    ...{ lines, heads, rows: rows.map(named) },
    sums: named(cellsOf(head + rows.length + 2)),
    formats: Object.fromEntries(heads.map((name, at) => [name, sheet.getCell(head + 1, at + 1).numFmt])),
    formulas: rows.flat().filter(isFormula).length,
  };
}
