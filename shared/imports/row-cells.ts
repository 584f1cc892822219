import { readLine } from '../text/texts.ts';
import type { Read } from '../read.ts';
import { cellText, REFUSED_CELLS } from './cell.ts';
import type { Cell, FileRow } from './cell.ts';
import type { RowError } from './imports.ts';
import { shownText, typedText } from './typed-text.ts';

/** Where the cells of a row stand, and in which file. */
export interface CellPlaces {
  /** Column → place of its cell in a row. */
  places: ReadonlyMap<string, number>;
  fileName: string;
  /** What becomes of descriptions over `MAX_TEXT`; refused unless stated. */
  longText?: 'refused' | 'cut' | 'kept' | undefined;
}

/** A code tells things apart and is never cut; a description only describes. */
export type TextUse = 'code' | 'description';

export const MAX_TEXT = 500;
const NUMBER_FOR_TEXT = 'Hier steht eine Zahl statt Text; führende und folgende Nullen wären verloren.';
const DATE_FOR_CODE = 'Hier steht ein Datum statt Text.';
const PERCENT_FOR_TEXT = 'Hier steht ein Prozentwert statt Text.';

/** Collects the faults of one row while its cells are read, so that all are told at once. */
export class RowCells {
  readonly errors: RowError[] = [];
  /** What was read otherwise than it stands there, and stops nothing. */
  readonly warnings: RowError[] = [];
  readonly row: FileRow;
  readonly reader: CellPlaces;

  constructor(row: FileRow, reader: CellPlaces) {
    this.row = row;
    this.reader = reader;
  }

  cell(header: string): Cell {
    return this.row.cells[this.reader.places.get(header) ?? -1] ?? '';
  }

  /** What stands in the cell without padding, as it is shown; no fault is told. */
  shown(header: string): string {
    const cell = this.cell(header);
    return shownText(cell).trim().slice(0, 200);
  }

  /** A message about a cell, with file, line, column and text. */
  told(header: string, message: string): RowError {
    const text = cellText(this.cell(header)).slice(0, 200);
    return { file: placeOf(this.row, this.reader), line: this.row.line, column: header, text, message };
  }

  /** Tells a fault of a cell; the same one is told once. */
  fault(header: string, message: string): void {
    const known = this.errors.some((error) => error.column === header && error.message === message);
    if (!known) this.errors.push(this.told(header, message));
  }

  /** The text of a cell without padding; formulas, error values and numbers that are no code are faults. */
  text(header: string, use: TextUse = 'code'): string {
    const cell = this.cell(header);
    if (typeof cell === 'object' && 'refused' in cell) {
      this.fault(header, REFUSED_CELLS[cell.refused]);
      return '';
    }
    const raw = (typeof cell === 'string' ? cell : this.#typed(header, cell, use)).trim();
    const text = this.take(header, readLine(raw), '');
    return text.length > MAX_TEXT ? this.#long(header, text, use) : text;
  }

  #typed(header: string, cell: Exclude<Cell, string | { refused: string }>, use: TextUse): string {
    const text = typedText(cell);
    if ('date' in cell || cell.means === 'date') {
      if (use === 'code') this.fault(header, DATE_FOR_CODE);
      return text ?? cellText(cell);
    }
    if (cell.means === 'percent') this.fault(header, PERCENT_FOR_TEXT);
    else if (text === undefined && use === 'code') this.fault(header, NUMBER_FOR_TEXT);
    return text ?? cell.number.replace('.', ',');
  }

  #long(header: string, text: string, use: TextUse): string {
    const { longText } = this.reader;
    if (use === 'description' && longText === 'kept') return text;
    if (use === 'description' && longText === 'cut') {
      const message = `Der Text hat ${text.length} Zeichen und ist auf ${MAX_TEXT} gekürzt.`;
      this.warnings.push(this.told(header, message));
      return text.slice(0, MAX_TEXT).trimEnd();
    }
    this.fault(header, `Der Text ist länger als ${MAX_TEXT} Zeichen.`);
    return text;
  }

  take<T>(header: string, read: Read<T>, otherwise: T): T {
    if (read.fault === undefined) return read.value;
    this.fault(header, read.fault);
    return otherwise;
  }

  required(header: string): string {
    const before = this.errors.length;
    const text = this.text(header);
    if (text === '' && this.errors.length === before) this.fault(header, 'Hier fehlt eine Angabe.');
    return text;
  }
}

/** The file, and the sheet where a profile reads several. */
export function placeOf(row: FileRow, { fileName }: CellPlaces): string {
  return row.sheet === undefined ? fileName : `${fileName}, Blatt „${row.sheet}“`;
}
