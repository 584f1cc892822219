import { once } from 'node:events';
import { cellText } from '#shared/imports/cell.ts';
import type { FileRow } from '#shared/imports/cell.ts';
import type { NoteKind } from '#shared/imports/file-notes.ts';
import { Notes } from './notes.ts';
import { LIMITS, Refusal } from './task.ts';
import type { ReadAnswer, RowSink } from './task.ts';

const ROWS_AT_ONCE = 500;
const CHARACTERS_AT_ONCE = 256 * 1024;
const MEGABYTE = 1024 * 1024;

/** Writes one answer line. The stream of the process waits for a slow listener; a file stream gives up. */
export function say(value: ReadAnswer): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Hands rows on in batches that are bounded in number and in text. */
export class Batches implements RowSink {
  #rows: FileRow[] = [];
  #inBatch = 0;
  #inFile = 0;
  #count = 0;
  readonly #notes = new Notes();

  note(kind: NoteKind, place: string | number): void {
    this.#notes.add(kind, place);
  }

  add(row: FileRow): void {
    this.#count += 1;
    if (this.#count > LIMITS.rows) {
      const limit = LIMITS.rows.toLocaleString('de-DE');
      throw new Refusal('unpacked-too-large', `Die Datei hat mehr als ${limit} Zeilen.`);
    }
    const characters = row.cells.reduce((sum, cell) => sum + cellText(cell).length, 0);
    this.#inFile += characters;
    if (this.#inFile > LIMITS.cellsCharacters) {
      const limit = LIMITS.cellsCharacters / MEGABYTE;
      throw new Refusal('unpacked-too-large', `Die Zellen der Datei enthalten mehr als ${limit} MB Text.`);
    }
    this.#inBatch += characters;
    this.#rows.push(row);
    if (this.#rows.length >= ROWS_AT_ONCE || this.#inBatch >= CHARACTERS_AT_ONCE) this.flush();
  }

  /** Hands on what is left, and what was noted. */
  end(): void {
    this.flush();
    const notes = this.#notes.list();
    if (notes.length > 0) say({ notes });
  }

  flush(): void {
    if (this.#rows.length > 0) say({ rows: this.#rows });
    this.#rows = [];
    this.#inBatch = 0;
  }

  async taken(): Promise<void> {
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  }
}
