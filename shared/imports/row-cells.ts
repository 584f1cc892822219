import type { AccountMap } from './account-map.ts';
import type { Read } from './amount.ts';
import { cellText, REFUSED_CELLS } from './cell.ts';
import type { Cell, FileRow } from './cell.ts';
import type { RowError } from './imports.ts';
import type { ImportProfile } from './profile.ts';

/** Everything a row is read with; the same for the whole file. */
export interface RowReader {
  profile: ImportProfile;
  /** Header → place of its cell in a row. */
  places: ReadonlyMap<string, number>;
  accounts: AccountMap;
  fileName: string;
}

const MAX_TEXT = 500;
const NUMBER_FOR_TEXT = 'Hier steht eine Zahl statt Text; führende und folgende Nullen wären verloren.';

/** Collects the faults of one row while its cells are read, so that all are told at once. */
export class RowCells {
  readonly errors: RowError[] = [];
  readonly row: FileRow;
  readonly reader: RowReader;

  constructor(row: FileRow, reader: RowReader) {
    this.row = row;
    this.reader = reader;
  }

  cell(header: string): Cell {
    return this.row.cells[this.reader.places.get(header) ?? -1] ?? '';
  }

  fault(header: string, message: string): void {
    const text = cellText(this.cell(header)).slice(0, 200);
    this.errors.push({ file: this.reader.fileName, line: this.row.line, column: header, text, message });
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
