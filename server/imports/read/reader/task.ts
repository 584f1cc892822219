import type { FileRow } from '#shared/imports/cell.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { FileNote, NoteKind } from '#shared/imports/file-notes.ts';
import type { Encoding, FileShape } from '#shared/imports/file-shape.ts';
import type { RowTest } from '#shared/imports/row-test.ts';
import type { Looked } from './look.ts';

/** What the reading process is asked: one line of JSON, then the bytes of the file. */
export interface ReadTask extends Omit<FileShape, 'namedColumns' | 'sheet' | 'encoding' | 'separator'> {
  encoding: Encoding;
  separator: string;
  sheet: string | null;
  /** The headers whose cells are wanted; every other column is skipped. */
  headers: string[];
  /** Names among them that stand for a header at a place, letter by letter. */
  named?: Record<string, { header: string; position?: number | undefined }>;
  /** Headers whose merged cells count once: amounts. */
  once?: string[];
  /** The first row that passes ends the table. */
  tableEnd?: RowTest[];
  /** Only the names of the columns are wanted, as one row; reading ends there. */
  head?: boolean;
}

/** What it answers, one JSON value per line: batches of rows, then the end or a refusal. */
export type ReadAnswer =
  | { rows: FileRow[] }
  | { notes: FileNote[] }
  | { looked: Looked }
  | { refused: { code: ErrorCode; detail: string } }
  | { end: true };

const MEGABYTE = 1024 * 1024;

/** Limits of one file: what stands in it decides, never how long reading it takes on a busy machine. */
export const LIMITS = {
  /** Text of all cells handed on, in characters: a shared text counts every time a cell names it. */
  cellsCharacters: 256 * MEGABYTE,
  /** The same text as JSON lines, with line numbers and escapes. */
  answerCharacters: 640 * MEGABYTE,
  /** A text file, plain or as it comes out of a .gz. */
  textBytes: 200 * MEGABYTE,
  /** An Excel file; it is held in memory, and its sheets are much larger. */
  packedBytes: 40 * MEGABYTE,
  unpackedBytes: 200 * MEGABYTE,
  entries: 50,
  rows: 1_000_000,
  columns: 500,
  styles: 65_536,
  cellCharacters: 32_767,
} as const;

/** Processor time a reader may take: many times what the slowest honest file of its size needs. */
export function cpuSeconds(bytes: number): number {
  return 20 + Math.ceil(bytes / MEGABYTE);
}

/** A file that cannot be taken, found while reading it. */
export class Refusal extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

/** The names of the columns have been handed on, and nothing more was asked for. */
export class HeaderFound extends Error {}

/** Takes rows one by one and hands them on in batches. */
export interface RowSink {
  /** Throws `Refusal` (unpacked-too-large) when the cells of the file hold more text than is handed on. */
  add(row: FileRow): void;
  /** Counts what a person should know, with its place: a line, or the name of a sheet or column. */
  note(kind: NoteKind, place: string | number): void;
  /** Settles when what was handed on has been taken; a reader that can wait does so between two pieces of a file. */
  taken(): Promise<void>;
}

/** The place of a column that no file has: the name of its own sheet. */
export const SHEET_NAME = -1;

const oneBlank = (text: string): string => text.trim().replace(/\s+/gu, ' ');

/** Places of a header: letter by letter where it stands so, else without regard to blanks and line breaks in it. */
function placesOf(found: readonly string[], header: string): number[] {
  const places = (fits: (text: string) => boolean): number[] =>
    found.flatMap((text, at) => (fits(text) ? [at] : []));
  const exact = places((text) => text === header);
  if (exact.length > 0) return exact;
  const trimmed = places((text) => text.trim() === header);
  return trimmed.length > 0 ? trimmed : places((text) => oneBlank(text) === oneBlank(header));
}

/** A column the profile names by its place: what must stand there is checked. */
function namedPlaces(found: readonly string[], name: string, task: ReadTask): number[] {
  if (name === task.sheetColumn) return [SHEET_NAME];
  const named = task.named?.[name];
  if (!named) return placesOf(found, name);
  if (named.position === undefined) return found.flatMap((text, at) => (text === named.header ? [at] : []));
  const text = found[named.position - 1];
  if (text === named.header) return [named.position - 1];
  const instead = text === undefined ? 'nichts' : `„${text.slice(0, 60)}“`;
  throw new Refusal(
    'file-unreadable',
    `In Zeile ${task.headerRow} muss in Spalte ${named.position} die Überschrift „${named.header}“ stehen, dort steht ${instead}.`,
  );
}

/** Finds the wanted headers in the header row: their places, or a refusal that names all that are missing. */
export function headerPlaces(found: readonly string[], task: ReadTask): number[] {
  const all = task.headers.map((name) => ({ name, places: namedPlaces(found, name, task) }));
  const missing = all.filter(({ places }) => places.length === 0);
  if (missing.length > 0) {
    const shown = found.map((text) => text.trim()).filter((text) => text !== '');
    const words = shown.slice(0, 30).map((text) => `„${text.slice(0, 40)}“`);
    throw new Refusal(
      'file-unreadable',
      `In Zeile ${task.headerRow} fehlen die Spalten ${missing.map((m) => `„${m.name}“`).join(', ')}. Gefunden: ${words.join(', ') || 'nichts'}.`,
    );
  }
  const twice = all.find(({ places }) => places.length > 1);
  if (twice) throw new Refusal('file-unreadable', `Die Spalte „${twice.name}“ gibt es mehrfach.`);
  return all.map(({ places }) => places[0] ?? 0);
}
