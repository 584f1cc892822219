import type { FileRow } from '#shared/imports/cell.ts';
import type { ErrorCode } from '#shared/errors.ts';

/** What the reading process is asked: one line of JSON, then the bytes of the file. */
export interface ReadTask {
  format: 'csv' | 'xlsx';
  encoding: 'utf-8' | 'windows-1252';
  separator: string;
  sheet: string | null;
  headerRow: number;
  /** The headers whose cells are wanted; every other column is skipped. */
  headers: string[];
}

/** What it answers, one JSON value per line: batches of rows, then the end or a refusal. */
export type ReadAnswer =
  { rows: FileRow[] } | { refused: { code: ErrorCode; detail: string } } | { end: true };

/** Limits of promises.md section 4 (uploads). */
export const LIMITS = {
  /** Text of all cells handed on, in characters: a shared text counts every time a cell names it. */
  cellsCharacters: 32 * 1024 * 1024,
  /** The same text as JSON lines, with line numbers and escapes. */
  answerCharacters: 72 * 1024 * 1024,
  packedBytes: 10 * 1024 * 1024,
  unpackedBytes: 100 * 1024 * 1024,
  entries: 50,
  rows: 200_000,
  columns: 500,
  cellCharacters: 32_767,
} as const;

/** A file that cannot be taken, found while reading it. */
export class Refusal extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

/** Takes rows one by one and hands them on in batches. */
export interface RowSink {
  /** Throws `Refusal` (unpacked-too-large) when the cells of the file hold more text than is handed on. */
  add(row: FileRow): void;
  /** Settles when what was handed on has been taken; a reader that can wait does so between two pieces of a file. */
  taken(): Promise<void>;
}

/** Finds the wanted headers in the header row: their places, or a refusal that names all that are missing. */
export function headerPlaces(found: readonly string[], task: ReadTask): number[] {
  const trimmed = found.map((text) => text.trim());
  const missing = task.headers.filter((header) => !trimmed.includes(header));
  if (missing.length > 0) {
    throw new Refusal(
      'file-unreadable',
      `In Zeile ${task.headerRow} fehlen die Spalten ${missing.map((m) => `„${m}“`).join(', ')}. Gefunden: ${
        trimmed
          .filter((t) => t !== '')
          .slice(0, 30)
          .map((t) => `„${t.slice(0, 40)}“`)
          .join(', ') || 'nichts'
      }.`,
    );
  }
  const twice = task.headers.filter((header) => trimmed.indexOf(header) !== trimmed.lastIndexOf(header));
  if (twice.length > 0) {
    throw new Refusal('file-unreadable', `Die Spalte „${twice[0] ?? ''}“ gibt es mehrfach.`);
  }
  return task.headers.map((header) => trimmed.indexOf(header));
}
