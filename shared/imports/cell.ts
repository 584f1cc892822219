/** What the number format of a cell makes of its number: a typed cell that is no amount is never read as one. */
export type NumberMeaning = 'date' | 'percent';

/**
 * A cell as it stands in the file. CSV knows only text; a sheet also has numbers (their stored decimal text), dates
 * (ISO text) and what is never read as a value unless the profile consents: formulas, error values, truth values.
 */
export type Cell =
  | string
  | StoredNumber
  | { date: string }
  | { refused: 'formula' | 'error' | 'boolean'; text: string; result?: Exclude<Cell, { refused: string }> };

/** A number cell: its stored text, what its format says it is, and the digits a format such as `0000000` fills up to. */
export interface StoredNumber {
  number: string;
  means?: NumberMeaning;
  digits?: number;
}

/** One record of a file: its line (CSV, first physical line) or sheet row from 1, and the cells asked for. */
export interface FileRow {
  line: number;
  cells: Cell[];
  /** Why the record as a whole cannot be read, such as a missing cell. */
  fault?: string;
  /** Name of its sheet, where a profile reads several. */
  sheet?: string;
}

/** What stands in the cell, as a person would copy it. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if ('number' in cell) return cell.number;
  return 'date' in cell ? cell.date : cell.text;
}

export const REFUSED_CELLS = {
  formula: 'Hier steht eine Formel; gelesen werden nur feste Werte.',
  error: 'Hier steht ein Fehlerwert.',
  boolean: 'Hier steht ein Wahrheitswert.',
} as const;

/** What a cell is where an amount is expected, and is not one. */
export const NO_AMOUNT = {
  date: 'Hier steht ein Datum statt eines Betrags.',
  percent: 'Hier steht ein Prozentwert statt eines Betrags.',
} as const;

/**
 * A stored number as the whole number it is, whichever way a program wrote it: `44265.0`, `4.401E7`. Filled up with
 * zeros as its format shows it. Undefined for every other number.
 */
export function wholeNumber({ number, digits = 0 }: StoredNumber): string | undefined {
  if (!/^\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?$/u.test(number)) return undefined;
  if (/^\d+$/u.test(number)) return number.padStart(digits, '0');
  const value = Number(number);
  return Number.isSafeInteger(value) ? String(value).padStart(digits, '0') : undefined;
}
