import type { FileRow } from '#shared/imports/cell.ts';
import { StrictDecoder } from './decode.ts';
import { unpacked } from './inflate.ts';
import type { Pieces } from './inflate.ts';
import { RecordCutter } from './records.ts';
import type { CsvRecord } from './records.ts';
import { headerPlaces, LIMITS, Refusal } from './task.ts';
import type { ReadTask, RowSink } from './task.ts';

function fileRow({ line, fields }: CsvRecord, width: number, places: readonly number[]): FileRow {
  const cells = places.map((place) => fields[place] ?? '');
  if (fields.length !== width) {
    return { line, cells, fault: `Die Zeile hat ${fields.length} statt ${width} Felder.` };
  }
  const long = cells.some((cell) => cell.length > LIMITS.cellCharacters);
  return long ? { line, cells: [], fault: 'Eine Zelle ist länger als erlaubt.' } : { line, cells };
}

/** Takes the records of a file in turn: the header, then the rows below it. */
class CsvRows {
  readonly #task: ReadTask;
  readonly #sink: RowSink;
  #places: number[] | undefined;
  #width = 0;
  #rows = 0;

  constructor(task: ReadTask, sink: RowSink) {
    this.#task = task;
    this.#sink = sink;
  }

  take(record: CsvRecord): void {
    if (!this.#places) {
      const isHeader = record.line === this.#task.headerRow;
      this.#places = headerPlaces(isHeader ? record.fields : [], this.#task);
      this.#width = record.fields.length;
      return;
    }
    if (record.fields.every((field) => field.trim() === '')) return;
    this.#rows += 1;
    if (this.#rows > LIMITS.rows) {
      throw new Refusal(
        'unpacked-too-large',
        `Die Datei hat mehr als ${LIMITS.rows.toLocaleString('de-DE')} Zeilen.`,
      );
    }
    this.#sink.add(fileRow(record, this.#width, this.#places));
  }

  end(): void {
    if (this.#places) return;
    throw new Refusal(
      'file-unreadable',
      `Die Datei endet vor der Kopfzeile (Zeile ${this.#task.headerRow}).`,
    );
  }
}

/**
 * Reads a CSV file strictly, piece by piece: stated encoding, stated separator, quotes only around whole fields. A file
 * packed as .gz is unpacked on the way.
 */
export async function readCsv(pieces: Pieces, task: ReadTask, sink: RowSink): Promise<void> {
  const decoder = new StrictDecoder(task.encoding);
  const rows = new CsvRows(task, sink);
  const records = new RecordCutter({ separator: task.separator, firstLine: task.headerRow }, (record) => {
    rows.take(record);
  });
  for await (const piece of unpacked(pieces)) {
    records.take(decoder.take(piece));
    await sink.taken();
  }
  records.take(decoder.end());
  records.end();
  rows.end();
}
