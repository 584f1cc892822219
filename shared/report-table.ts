import type { Light, Trend } from './light.ts';

/**
 * How a column's values are to be read and written. `cents` are integer cents, `fte` ten-thousandths,
 * `days` a signed number of calendar days, `year` a whole number without thousands mark.
 */
export type ColumnKind = 'text' | 'integer' | 'year' | 'cents' | 'fte' | 'date' | 'days' | 'quota' | 'light';

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

/** null = nothing to show ("–"), which is not zero. An absent cell stays empty. */
export type ReportCell = string | number | LightCell | QuotaCell | null;

export interface ReportColumn {
  key: string;
  label: string;
  kind: ColumnKind;
  /** This column's value follows from others of the same row: Σ plus − Σ minus. A sheet writes it as a formula. */
  derived?: { plus: string[]; minus: string[] } | undefined;
  /** Width in characters for paper and sheet. */
  width?: number | undefined;
  /** On a page this column is the second line of the named one; a sheet keeps it as a column of its own. */
  under?: string | undefined;
  /** The page says it in a heading row already; the sheet keeps it for filtering. */
  sheetOnly?: boolean | undefined;
}

export interface ReportRow {
  /** `group` is a heading row; `subtotal` and `total` are computed from other rows. */
  kind: 'row' | 'group' | 'subtotal' | 'total';
  cells: Record<string, ReportCell>;
  /** For subtotal and total: indices (into `rows`) of the rows whose additive cells are added. */
  sums?: number[] | undefined;
  /** For subtotal and total: indices of the rows that are taken away from the sum. */
  less?: number[] | undefined;
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
  /** Name of its sheet, at most 31 characters; without one the title serves. */
  sheet?: string | undefined;
  /** A page may show the rows as labelled blocks (one per row) or as notes (term and text). */
  layout?: 'table' | 'blocks' | 'notes' | undefined;
  /** How a page writes amounts, `euro` if absent; a sheet always has the cents. */
  unit?: 'euro' | 'millions' | undefined;
  /** A complete list: a page folds it, the sheet has it in full. */
  annex?: boolean | undefined;
}

const ADDITIVE: readonly ColumnKind[] = ['cents', 'fte', 'integer'];

export function isAdditive(column: ReportColumn): boolean {
  return ADDITIVE.includes(column.kind);
}

function numberAt(row: ReportRow | undefined, key: string): number {
  const value = row?.cells[key];
  return typeof value === 'number' ? value : 0;
}

/** The sum a subtotal or total cell stands for: Σ `sums` − Σ `less` of one column. */
function rowSum(table: ReportTable, row: ReportRow, key: string): number {
  const over = (indices: number[] | undefined): number =>
    (indices ?? []).reduce((total, index) => total + numberAt(table.rows[index], key), 0);
  return over(row.sums) - over(row.less);
}

function derivedValue(row: ReportRow, derived: { plus: string[]; minus: string[] }): number {
  const over = (keys: string[]): number => keys.reduce((total, key) => total + numberAt(row, key), 0);
  return over(derived.plus) - over(derived.minus);
}

/**
 * Finds every total or derived cell that is not the sum it claims to be, and every amount that is not a
 * whole number of its smallest unit; empty when the table is right.
 */
export function reportTableFaults(table: ReportTable): string[] {
  const faults: string[] = [];
  table.rows.forEach((row, index) => {
    for (const summed of row.sums ?? []) {
      if (summed === index || !table.rows[summed])
        faults.push(`${table.id}, Zeile ${index + 1}: die Summe nennt Zeile ${summed + 1}`);
    }
    for (const column of table.columns.filter(isAdditive)) {
      const found = row.cells[column.key];
      if (typeof found !== 'number') continue;
      const place = `${table.id}, Zeile ${index + 1}, ${column.label}`;
      if (!Number.isSafeInteger(found)) faults.push(`${place}: ${found} ist keine ganze Zahl`);
      const expected = [
        ...(row.sums || row.less ? [rowSum(table, row, column.key)] : []),
        ...(column.derived ? [derivedValue(row, column.derived)] : []),
      ];
      for (const value of expected) if (found !== value) faults.push(`${place}: ${found} statt ${value}`);
    }
  });
  return faults;
}
