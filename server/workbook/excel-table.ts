import type { Worksheet } from 'exceljs';
import type { PlacedTable } from './placed-table.ts';

/** What a table of Excel may be called: letters, digits, underscores, and nothing that looks like a cell. */
export function tableName(id: string, taken: Iterable<string>): string {
  const word = id
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('_');
  const names = new Set([...taken].map((name) => name.toLowerCase()));
  const base = `Tabelle_${word === '' ? 'ohne_Namen' : word}`.slice(0, 200);
  let name = base;
  for (let n = 2; names.has(name.toLowerCase()); n += 1) name = `${base}_${n}`;
  return name;
}

/** Rows that are sums stand under a table, not in it: sorting must not mix them with what they add. */
function bodyLength({ table }: PlacedTable): number {
  const last = table.rows.findLastIndex(({ kind }) => kind === 'row');
  return last + 1;
}

/** Heads that Excel takes for the columns of a table: each its own, in one line and without an escape. */
function hasOwnHeads({ columns }: PlacedTable): boolean {
  const labels = columns.map(({ label }) => label.toLowerCase());
  return new Set(labels).size === labels.length && labels.every((label) => /^[^\n\r_]+$/u.test(label));
}

function takenNames({ workbook }: Worksheet): string[] {
  return workbook.worksheets.flatMap((sheet) => Object.keys((sheet as unknown as { tables: object }).tables));
}

/**
 * Marks the rows of a table as a table of Excel with one head row and a telling name, so that programs and screen
 * readers know it as one. Nothing is marked where no row is.
 */
export function markTable(sheet: Worksheet, placed: PlacedTable): void {
  const rows = bodyLength(placed);
  if (rows === 0 || !hasOwnHeads(placed)) return;
  const { table, headRow, columns } = placed;
  const isPlain = table.layout !== 'notes' && table.rows.slice(0, rows).every(({ kind }) => kind === 'row');
  sheet.addTable({
    name: tableName(table.id, takenNames(sheet)),
    ref: `A${headRow}`,
    headerRow: true,
    totalsRow: false,
    // The look is that of the cells.
    style: { theme: null as unknown as 'TableStyleLight1', showRowStripes: false },
    columns: columns.map(({ label }) => ({ name: label, filterButton: isPlain && rows > 1 })),
    rows: Array.from({ length: rows }, () => columns.map(() => null)),
  });
}
