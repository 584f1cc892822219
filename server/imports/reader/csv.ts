import { CsvError, parse } from 'csv-parse/sync';
import type { FileRow } from '#shared/imports/cell.ts';
import { decodeStrictly } from './decode.ts';
import { headerPlaces, LIMITS, Refusal } from './task.ts';
import type { ReadTask, RowSink } from './task.ts';

const MAX_RECORD = 1_000_000;

/** First physical line of a record: its last line less the line breaks inside its fields. */
function firstLine(lastLine: number, record: readonly string[]): number {
  return record.reduce((line, field) => line - (field.match(/\r\n|\n|\r/gu)?.length ?? 0), lastLine);
}

function fileRow(line: number, record: readonly string[], width: number, places: readonly number[]): FileRow {
  const cells = places.map((place) => record[place] ?? '');
  if (record.length !== width) {
    return { line, cells, fault: `Die Zeile hat ${record.length} statt ${width} Felder.` };
  }
  const long = cells.some((cell) => cell.length > LIMITS.cellCharacters);
  return long ? { line, cells: [], fault: 'Eine Zelle ist länger als erlaubt.' } : { line, cells };
}

/** Reads a CSV file strictly: stated encoding, stated separator, quotes only around whole fields. */
export function readCsv(bytes: Buffer, task: ReadTask, sink: RowSink): void {
  const text = decodeStrictly(bytes, task.encoding);
  let places: number[] | undefined;
  let width = 0;
  let rows = 0;
  const take = (record: string[], lines: number): void => {
    const line = firstLine(lines, record);
    if (line < task.headerRow) return;
    if (!places) {
      if (record.length > LIMITS.columns)
        throw new Refusal('file-unreadable', 'Die Datei hat zu viele Spalten.');
      width = record.length;
      places = headerPlaces(record, task);
      return;
    }
    if (record.every((field) => field.trim() === '')) return;
    rows += 1;
    if (rows > LIMITS.rows) {
      throw new Refusal(
        'unpacked-too-large',
        `Die Datei hat mehr als ${LIMITS.rows.toLocaleString('de-DE')} Zeilen.`,
      );
    }
    sink.add(fileRow(line, record, width, places));
  };
  parseAll(text, task.separator, take);
  if (!places)
    throw new Refusal('file-unreadable', `Die Datei endet vor der Kopfzeile (Zeile ${task.headerRow}).`);
}

function parseAll(text: string, separator: string, take: (record: string[], lines: number) => void): void {
  try {
    parse(text, {
      delimiter: separator,
      quote: '"',
      bom: true,
      relax_column_count: true,
      max_record_size: MAX_RECORD,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (record: string[], context) => {
        take(record, context.lines);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? `Zeile ${error['lines']}: ` : '';
    throw new Refusal(
      'file-unreadable',
      `${line}${CSV_WORDS[error.code] ?? 'Der Aufbau der CSV-Datei ist fehlerhaft.'}`,
    );
  }
}

const CSV_WORDS: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'Ein Anführungszeichen wird nicht geschlossen.',
  CSV_INVALID_CLOSING_QUOTE: 'Nach einem schließenden Anführungszeichen steht noch Text.',
  INVALID_OPENING_QUOTE: 'Ein Anführungszeichen steht mitten in einem Feld.',
  CSV_MAX_RECORD_SIZE: 'Ein Datensatz ist zu lang.',
};
