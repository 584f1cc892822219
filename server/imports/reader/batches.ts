import { once } from 'node:events';
import { cellText } from '#shared/imports/cell.ts';
import type { FileRow } from '#shared/imports/cell.ts';
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

  add(row: FileRow): void {
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

  flush(): void {
    if (this.#rows.length > 0) say({ rows: this.#rows });
    this.#rows = [];
    this.#inBatch = 0;
  }

  async taken(): Promise<void> {
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  }
}
