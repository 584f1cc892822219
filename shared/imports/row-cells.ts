import type { Read } from './amount.ts';
import { cellText, REFUSED_CELLS } from './cell.ts';
import type { Cell, FileRow } from './cell.ts';
import type { RowError } from './imports.ts';

/** Where the cells of a row stand, and in which file. */
export interface CellPlaces {
  /** Column → place of its cell in a row. */
  places: ReadonlyMap<string, number>;
  fileName: string;
}

const MAX_TEXT = 500;
const NUMBER_FOR_TEXT = 'Hier steht eine Zahl statt Text; führende und folgende Nullen wären verloren.';

/** Collects the faults of one row while its cells are read, so that all are told at once. */
export class RowCells {
  readonly errors: RowError[] = [];
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
    return cellText(this.cell(header)).trim().slice(0, 200);
  }

  /** A message about a cell, with file, line, column and text. */
  told(header: string, message: string): RowError {
    const text = cellText(this.cell(header)).slice(0, 200);
    return { file: this.reader.fileName, line: this.row.line, column: header, text, message };
  }

  /** Tells a fault of a cell; the same one is told once. */
  fault(header: string, message: string): void {
    const known = this.errors.some((error) => error.column === header && error.message === message);
    if (!known) this.errors.push(this.told(header, message));
  }

  /** The text of a cell without padding; formulas and error values are faults. */
  text(header: string): string {
    const cell = this.cell(header);
    if (typeof cell === 'object' && 'refused' in cell) {
      this.fault(header, REFUSED_CELLS[cell.refused]);
      return '';
    }
    const text = cellText(cell).trim();
    if (typeof cell === 'object' && !/^\d+$/u.test(text)) this.fault(header, NUMBER_FOR_TEXT);
    if (text.length > MAX_TEXT) this.fault(header, `Der Text ist länger als ${MAX_TEXT} Zeichen.`);
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
