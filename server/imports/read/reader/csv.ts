import type { RowSink, ReadTask } from './task.ts';
import { Refusal } from './task.ts';
import { StrictDecoder } from './decode.ts';
import { unpacked } from './inflate.ts';
import type { Pieces } from './inflate.ts';
import { ListCutter } from './list.ts';
import { RecordCutter } from './records.ts';
import type { CsvRecord } from './records.ts';
import { Table } from './table.ts';
import { utf8Of } from './utf16.ts';

/** The first line that spreadsheets write and read for themselves: `sep=;`. */
function isSeparatorLine({ line, fields }: CsvRecord): boolean {
  return line === 1 && /^\uFEFF?sep=/iu.test(fields[0] ?? '');
}

/** Takes the records of a file in turn: the header, then the rows below it. */
class CsvRows {
  readonly #sink: RowSink;
  #task: ReadTask;
  #table: Table;

  constructor(task: ReadTask, sink: RowSink) {
    this.#task = task;
    this.#sink = sink;
    this.#table = new Table(task, sink);
  }

  take(record: CsvRecord): void {
    if (!this.#table.places && isSeparatorLine(record)) {
      this.#skipSeparatorLine(record.fields);
      return;
    }
    const fields = this.#table.places ? this.#fitted(record.fields) : record.fields;
    this.#table.take({ line: record.line, cells: fields, fault: this.#faultOf(record, fields) });
  }

  /** Empty fields behind the header are no cells; what a row leaves out behind the last named column is empty. */
  #fitted(fields: string[]): string[] {
    const { width, named } = this.#table;
    if (fields.length > width && fields.slice(width).every((field) => field.trim() === ''))
      return fields.slice(0, width);
    const mayEnd = this.#task.missingCells === 'empty' || fields.length >= named;
    if (fields.length >= width || !mayEnd) return fields;
    return [...fields, ...Array.from({ length: width - fields.length }, () => '')];
  }

  #faultOf({ line, until }: CsvRecord, fields: readonly string[]): string | undefined {
    if (!this.#table.places) return undefined;
    if (until > line) this.#sink.note('field-breaks', `${line} bis ${until}`);
    const { width } = this.#table;
    if (fields.length !== width) return `Die Zeile hat ${fields.length} statt ${width} Felder.`;
    return until > line && this.#task.fieldBreaks === 'refused'
      ? `Ein Feld in Anführungszeichen läuft bis Zeile ${until}.`
      : undefined;
  }

  #skipSeparatorLine(fields: readonly string[]): void {
    const { separator } = this.#task;
    if (fields.length !== 2 || fields[1] !== '') {
      const named = fields.join(separator).replace(/^.*?=/u, '');
      const detail = `Zeile 1: Die Datei nennt das Trennzeichen „${named}“, das Profil „${separator}“.`;
      throw new Refusal('file-unreadable', detail);
    }
    this.#task = { ...this.#task, headerRow: 2 };
    this.#table = new Table(this.#task, this.#sink);
  }

  end(): void {
    if (this.#table.places) return;
    throw new Refusal(
      'file-unreadable',
      `Die Datei endet vor der Kopfzeile (Zeile ${this.#task.headerRow}).`,
    );
  }
}

/**
 * Reads a CSV file strictly, piece by piece: stated encoding, stated separator, or a printed list between bars. A file
 * packed as .gz is unpacked on the way.
 */
export async function readCsv(pieces: Pieces, task: ReadTask, sink: RowSink): Promise<void> {
  const isList = task.lines === 'list';
  const isWide = task.encoding === 'utf-16';
  const decoder = new StrictDecoder(task.encoding === 'utf-16' ? 'utf-8' : task.encoding, isList);
  const rows = new CsvRows(task, sink);
  const take = (record: CsvRecord): void => {
    rows.take(record);
  };
  const { separator, headerRow: firstLine } = task;
  const records = isList
    ? new ListCutter(firstLine, take, (line) => {
        sink.note('list-lines', line);
      })
    : new RecordCutter({ separator, firstLine, quotes: task.quotes !== 'none' }, take);
  const bytes = unpacked(pieces);
  for await (const piece of isWide ? utf8Of(bytes) : bytes) {
    records.take(decoder.take(piece));
    await sink.taken();
  }
  records.take(decoder.end());
  records.end();
  rows.end();
}
