import type { Cell, FileRow } from '#shared/imports/cell.ts';
import { allHold, textPasses } from '#shared/imports/row-passes.ts';
import { largest } from '#shared/largest.ts';
import { shownText } from '#shared/imports/typed-text.ts';
import { HeaderFound, headerPlaces, LIMITS, SHEET_NAME } from './task.ts';
import type { ReadTask, RowSink } from './task.ts';

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
  const width = largest(all.map((row) => row.length));
  return Array.from({ length: width }, (_, at) => {
    const parts = all.map((row) => (row[at] ?? '').trim()).filter((text) => text !== '');
    return parts.filter((text, index) => text !== parts[index - 1]).join(' ');
  });
}

/** A row of a header as it is told again further down, and the cell by which it is looked for. */
interface HeaderRow {
  at: number;
  text: string;
  all: string;
}

const NEXT = '\u0001';
const inOne = (texts: readonly string[]): string => texts.map((text) => text.trim()).join(NEXT);

function headerRow(texts: readonly string[]): HeaderRow | undefined {
  const filled = texts.flatMap((text, at) => (blank(text) ? [] : [at]));
  const [at] = filled;
  // A single text is a heading; what repeats a header repeats its columns.
  if (at === undefined || filled.length < 2) return undefined;
  const all = texts.slice(0, (filled.at(-1) ?? 0) + 1);
  return { at, text: (texts[at] ?? '').trim(), all: inOne(all) };
}

/**
 * The table in a file: finds its header and tells its rows from everything else that stands there. What is not a row is
 * counted and told (shared/imports/file-notes.ts).
 */
export class Table {
  readonly #task: ReadTask;
  readonly #sink: RowSink;
  readonly #sheet: string | undefined;
  readonly #headers: string[][] = [];
  #repeatable: HeaderRow[] = [];
  #ended = false;
  /** Place of each wanted column; undefined until the header is whole. */
  places: number[] | undefined;
  /** Columns of the header, and of them those up to the last that has a name or is read. */
  width = 0;
  named = 0;

  constructor(task: ReadTask, sink: RowSink, sheet?: string) {
    this.#task = task;
    this.#sink = sink;
    this.#sheet = sheet;
  }

  /** Last line of the header. */
  get #lastHeaderLine(): number {
    return this.#task.headerRow + (this.#task.headerRows ?? 1) - 1;
  }

  /** Takes a row from the header on; rows before it are the caller's to skip. Throws `Refusal` for another header. */
  take(row: RawRow): void {
    if (!this.places && row.line <= this.#lastHeaderLine) {
      if (this.#headers.length === 0 && row.line !== this.#task.headerRow) headerPlaces([], this.#task);
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
    if (this.#task.head) {
      this.#sink.add({ line: this.#task.headerRow, cells: names });
      throw new HeaderFound();
    }
    this.places = headerPlaces(names, this.#task);
    this.width = names.length;
    this.named = largest([names.findLastIndex((name) => !blank(name)), ...this.places]) + 1;
    this.#repeatable = this.#headers.map(headerRow).filter((row) => row !== undefined);
  }

  #takeRow({ line, cells, fault }: RawRow): void {
    if (cells.every((cell) => cell === undefined || blank(shownText(cell)))) return;
    if (this.#repeatable.length > 0 && this.#isHeader(cells)) {
      this.#sink.note('repeated-header', this.#at(line));
      return;
    }
    if (this.#task.textLines === 'left-out' && this.#isTextLine(cells)) {
      this.#sink.note('text-lines', this.#at(line));
      return;
    }
    this.#hand(line, cells, fault);
  }

  #isHeader(cells: readonly (Cell | undefined)[]): boolean {
    return this.#repeatable.some(({ at, text, all }) => {
      if (shownText(cells[at] ?? '').trim() !== text) return false;
      const own = inOne(cells.map((cell) => shownText(cell ?? '')));
      return own.startsWith(all) && own.slice(all.length).replaceAll(NEXT, '') === '';
    });
  }

  /** One filled cell alone, in the first column or with letters: an amount that stands alone is a totals row. */
  #isTextLine(cells: readonly (Cell | undefined)[]): boolean {
    const texts = cells.map((cell) => shownText(cell ?? ''));
    const filled = texts.flatMap((text, at) => (blank(text) ? [] : [at]));
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
    const isLong = wanted.some((cell) => typeof cell === 'string' && cell.length > LIMITS.cellCharacters);
    const row: FileRow = { line, cells: isLong ? [] : wanted };
    const wrong = isLong ? 'Eine Zelle ist länger als erlaubt.' : fault;
    if (wrong !== undefined) row.fault = wrong;
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
