/**
 * A cell as it stands in the file. CSV knows only text; a sheet also has numbers (their stored decimal text)
 * and what is never read as a value: formulas, error values and truth values.
 */
export type Cell = string | { number: string } | { refused: 'formula' | 'error' | 'boolean'; text: string };

/** One record of a file: its line (CSV, first physical line) or sheet row from 1, and the cells asked for. */
export interface FileRow {
  line: number;
  cells: Cell[];
  /** Why the record as a whole cannot be read, such as a missing cell. */
  fault?: string;
}

/** What stands in the cell, as a person would copy it. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  return 'number' in cell ? cell.number : cell.text;
}

export const REFUSED_CELLS = {
  formula: 'Hier steht eine Formel; gelesen werden nur feste Werte.',
  error: 'Hier steht ein Fehlerwert.',
  boolean: 'Hier steht ein Wahrheitswert.',
} as const;
