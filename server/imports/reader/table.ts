import type { Cell, FileRow } from '#shared/imports/cell.ts';
import { allHold, textPasses } from '#shared/imports/row-passes.ts';
import { shownText } from '#shared/imports/typed-text.ts';
import { headerPlaces, LIMITS, Refusal } from './task.ts';
import type { ReadTask, RowSink } from './task.ts';

/** The place of a column that no file has: the name of its own sheet. */
export const SHEET_NAME = -1;

/** What a row of the file is, cell by cell. */
export interface RawRow {
  line: number;
  cells: readonly (Cell | undefined)[];
  fault?: string | undefined;
}

const blank = (text: string): boolean => text.trim() === '';

/** In the upper rows of a header a text stands for all columns up to the next one, as far as the lowest row goes. */
function filledRight(row: readonly string[], below: readonly string[]): string[] {
  let last = '';
  return Array.from({ length: Math.max(row.length, below.length) }, (_, at) => {
    const text = row[at] ?? '';
    if (!blank(text)) last = text;
    return blank(text) && !blank(below[at] ?? '') ? last : text;
  });
}

/** The names of the columns: the texts of all header rows, joined by a blank, each once. */
function joinedNames(rows: readonly (readonly string[])[]): string[] {
  const lowest = rows.at(-1) ?? [];
  if (rows.length === 1) return [...lowest];
  const all = rows.map((row, at) => (at < rows.length - 1 ? filledRight(row, lowest) : [...row]));
  const width = Math.max(...all.map((row) => row.length));
  return Array.from({ length: width }, (_, at) => {
    const parts = all.map((row) => (row[at] ?? '').trim()).filter((text) => text !== '');
    return parts.filter((text, index) => text !== parts[index - 1]).join(' ');
  });
}

const signature = (texts: readonly string[]): string =>
  texts
    .map((text) => text.trim())
    .join('\u0001')
    .replace(/\u0001+$/u, '');

/**
 * The table in a file: finds its header and tells its rows from everything else that stands there. What is not a row is
 * counted and told (shared/imports/file-notes.ts).
 */
export class Table {
  readonly #task: ReadTask;
  readonly #sink: RowSink;
  readonly #sheet: string | undefined;
  readonly #headers: string[][] = [];
  #signatures: ReadonlySet<string> = new Set();
  #ended = false;
  /** Place of each wanted column; undefined until the header is whole. */
  places: number[] | undefined;
  /** Columns up to the last one that has a name. */
  width = 0;

  constructor(task: ReadTask, sink: RowSink, sheet?: string) {
    this.#task = task;
    this.#sink = sink;
    this.#sheet = sheet;
  }

  /** Last line of the header. */
  get #lastHeaderLine(): number {
    return this.#task.headerRow + (this.#task.headerRows ?? 1) - 1;
  }

  /** Takes a row from the header on; rows before it are the caller's to skip. */
  take(row: RawRow): void {
    if (!this.places && (row.line <= this.#lastHeaderLine || this.#headers.length === 0)) {
      this.#headers.push(row.cells.map((cell) => shownText(cell ?? '')));
      if (this.#headers.length === (this.#task.headerRows ?? 1)) this.#closeHeader();
      return;
    }
    this.#closeHeader();
    this.#takeRow(row);
  }

  #closeHeader(): void {
    if (this.places) return;
    const names = joinedNames(this.#headers);
    this.width = names.findLastIndex((name) => !blank(name)) + 1;
    this.places = headerPlaces(names, this.#task);
    const lines = this.#headers.map(signature).filter((line) => line.includes('\u0001'));
    this.#signatures = new Set(lines);
  }

  #takeRow({ line, cells, fault }: RawRow): void {
    const texts = cells.map((cell) => shownText(cell ?? ''));
    const filled = texts.flatMap((text, at) => (blank(text) ? [] : [at]));
    if (filled.length === 0) return;
    if (this.#signatures.has(signature(texts))) {
      this.#sink.note('repeated-header', this.#at(line));
      return;
    }
    if (this.#task.textLines === 'left-out' && this.#isTextLine(texts, filled)) {
      this.#sink.note('text-lines', this.#at(line));
      return;
    }
    this.#hand(line, cells, fault);
  }

  /** One filled cell alone, in the first column or with letters: an amount that stands alone is a totals row. */
  #isTextLine(texts: readonly string[], filled: readonly number[]): boolean {
    const [only, second] = filled;
    return only !== undefined && second === undefined && (only === 0 || /\p{L}/u.test(texts[only] ?? ''));
  }

  #hand(line: number, cells: readonly (Cell | undefined)[], fault: string | undefined): void {
    const wanted = (this.places ?? []).map((place) =>
      place === SHEET_NAME ? (this.#sheet ?? '') : (cells[place] ?? ''),
    );
    if (this.#isEnd(wanted)) this.#ended = true;
    if (this.#ended) {
      this.#sink.note('after-end', this.#at(line));
      return;
    }
    const row: FileRow = { line, cells: wanted };
    if (fault !== undefined) row.fault = fault;
    if (this.#task.sheets && this.#sheet !== undefined) row.sheet = this.#sheet;
    this.#sink.add(row);
  }

  #isEnd(wanted: readonly Cell[]): boolean {
    const { tableEnd, headers } = this.#task;
    if (!tableEnd || this.#ended) return false;
    return allHold(tableEnd, (test) =>
      textPasses(test, shownText(wanted[headers.indexOf(test.column)] ?? ''), () => false),
    );
  }

  #at(line: number): string {
    return this.#task.sheets && this.#sheet !== undefined ? `${line} in ${this.#sheet}` : String(line);
  }
}

/** Counts the rows of a file across its sheets. */
export class RowLimit {
  #rows = 0;

  count(): void {
    this.#rows += 1;
    if (this.#rows <= LIMITS.rows) return;
    const limit = LIMITS.rows.toLocaleString('de-DE');
    throw new Refusal('unpacked-too-large', `Die Datei hat mehr als ${limit} Zeilen.`);
  }
}
