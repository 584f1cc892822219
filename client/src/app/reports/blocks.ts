import type { LightCell, ReportTable } from '#shared/report-table.ts';
import { isLightCell, reportCellText } from '#shared/report-cell.ts';

/** A row as a block: its heading, its light, and what is said under which label. */
export interface Block {
  heading: string;
  light: LightCell | null;
  entries: { label: string; text: string }[];
}

const HEADING_KEYS = ['number', 'name'];

/** A table's rows as blocks to read: number and name head them, nothing empty is shown. */
export function blocksOf(table: ReportTable): Block[] {
  return table.rows.map((row) => {
    const cells = table.columns.map((column) => ({ column, cell: row.cells[column.key] ?? null }));
    const light = cells.map(({ cell }) => cell).find((cell) => isLightCell(cell));
    return {
      heading: HEADING_KEYS.map((key) => row.cells[key])
        .filter((text) => typeof text === 'string')
        .join(' '),
      light: light ?? null,
      entries: cells
        .filter(
          ({ column, cell }) => cell !== null && !isLightCell(cell) && !HEADING_KEYS.includes(column.key),
        )
        .map(({ column, cell }) => ({ label: column.label, text: reportCellText(cell, column.kind) })),
    };
  });
}
