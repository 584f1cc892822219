import type { Light, Trend } from './light.ts';

/** How a column's values are to be read and written. `cents` are integer cents, `fte` ten-thousandths. */
export type ColumnKind = 'text' | 'integer' | 'cents' | 'fte' | 'date' | 'days' | 'quota' | 'light';

/** A light in a table: symbol + word + colour are drawn from it, the word is what a sheet stores. */
export interface LightCell {
  light: Light;
  trend: Trend | null;
}

/** A quota is kept as its two parts, so that every rendering rounds the same way; undefined when `of` is 0. */
export interface QuotaCell {
  part: number;
  of: number;
}

/** null = nothing to show ("–"), which is not zero. */
export type ReportCell = string | number | LightCell | QuotaCell | null;

export interface ReportColumn {
  key: string;
  label: string;
  kind: ColumnKind;
  /** This column's value follows from others of the same row: Σ plus − Σ minus. A sheet writes it as a formula. */
  derived?: { plus: string[]; minus: string[] };
  /** Width in characters for paper and sheet. */
  width?: number;
}

export interface ReportRow {
  /** `group` is a heading row; `subtotal` and `total` add the rows listed in `sums`. */
  kind: 'row' | 'group' | 'subtotal' | 'total';
  cells: Record<string, ReportCell>;
  /** For subtotal and total: indices (into `rows`) of the rows whose additive cells are added. */
  sums?: number[];
}

/** A table as data, before it is a page or a sheet: screen, Excel, frozen copy and test read the same value. */
export interface ReportTable {
  id: string;
  title: string;
  /** One plain sentence that says what the table shows. */
  sentence: string;
  columns: ReportColumn[];
  rows: ReportRow[];
  /** Basis of the figures, in plain words; printed under the table. */
  notes: string[];
}

const ADDITIVE: readonly ColumnKind[] = ['cents', 'fte', 'integer'];

export function isAdditive(column: ReportColumn): boolean {
  return ADDITIVE.includes(column.kind);
}

/** Finds every total or derived cell that is not the sum it claims to be; empty when the table is right. */
export function reportTableFaults(table: ReportTable): string[] {
  const faults: string[] = [];
  const number = (row: ReportRow | undefined, key: string): number => {
    const value = row?.cells[key];
    return typeof value === 'number' ? value : 0;
  };
  const sum = (row: ReportRow, keys: string[]): number =>
    keys.reduce((total, key) => total + number(row, key), 0);
  table.rows.forEach((row, index) => {
    for (const column of table.columns.filter(isAdditive)) {
      const found = row.cells[column.key];
      if (typeof found !== 'number') continue;
      if (row.sums) {
        const expected = row.sums.reduce((total, i) => total + number(table.rows[i], column.key), 0);
        if (found !== expected)
          faults.push(`${table.id}, Zeile ${index + 1}, ${column.label}: ${found} statt ${expected}`);
      }
      if (column.derived) {
        const expected = sum(row, column.derived.plus) - sum(row, column.derived.minus);
        if (found !== expected)
          faults.push(`${table.id}, Zeile ${index + 1}, ${column.label}: ${found} statt ${expected}`);
      }
    }
  });
  return faults;
}
