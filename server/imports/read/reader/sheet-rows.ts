import type { Cell } from '#shared/imports/cell.ts';
import type { Merge } from './merges.ts';
import type { SheetContext } from './sheet.ts';
import { Table } from './table.ts';
import { LIMITS, Refusal } from './task.ts';
import type { ReadTask, RowSink } from './task.ts';

const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || (typeof cell === 'string' && cell.trim() === '');

/** The rows of a sheet from its header on: merged cells count for their rows, hidden rows and columns are told. */
export class SheetRows {
  readonly #task: ReadTask;
  readonly #name: string;
  readonly #sink: RowSink;
  readonly #table: Table;
  readonly #merges: readonly Merge[];
  /** Merged cells begun in a row above, with the text that counts for the rows below. */
  #open: { merge: Merge; cell: Cell }[] = [];
  #next = 0;
  #hasHeader = false;
  readonly #hidden: (readonly [from: number, to: number])[] = [];
  #once: ReadonlySet<number> | undefined;

  constructor(task: ReadTask, { name, merges }: SheetContext, sink: RowSink) {
    this.#task = task;
    this.#name = name;
    this.#sink = sink;
    this.#merges = merges;
    this.#table = new Table(task, sink, name);
  }

  get wantsHeader(): boolean {
    return this.#table.places === undefined;
  }

  hideColumns(from: number, to: number): void {
    this.#hidden.push([from, to]);
  }

  take(line: number, row: Map<number, Cell>, isHidden: boolean): void {
    if (line < this.#task.headerRow) return;
    const isHeader = line < this.#task.headerRow + (this.#task.headerRows ?? 1);
    if (line === this.#task.headerRow) this.#hasHeader = true;
    if (!this.#hasHeader) return;
    this.#merge(line, row, isHeader);
    if (!isHeader && isHidden && [...row.values()].some((cell) => !isBlank(cell))) {
      const isRead = this.#task.hiddenRows !== 'left-out';
      this.#sink.note(isRead ? 'hidden-rows' : 'hidden-rows-left-out', this.#at(line));
      if (!isRead) return;
    }
    this.#hand(line, row);
  }

  finish(): void {
    if (this.#table.places) return;
    throw new Refusal(
      'file-unreadable',
      `Das Tabellenblatt „${this.#name}“ endet vor der Kopfzeile (Zeile ${this.#task.headerRow}).`,
    );
  }

  #hand(line: number, row: Map<number, Cell>): void {
    const had = this.#table.places;
    let width = this.#table.width;
    for (const column of row.keys()) if (!had && column >= width) width = column + 1;
    this.#table.take({ line, cells: Array.from({ length: width }, (_, at) => row.get(at)) });
    if (!had && this.#table.places) this.#tellHidden(this.#table.places);
  }

  #tellHidden(places: readonly number[]): void {
    const { headers } = this.#task;
    for (const [at, place] of places.entries())
      if (this.#hidden.some(([from, to]) => place >= from && place <= to))
        this.#sink.note('hidden-columns', headers[at] ?? '');
    const once = new Set(this.#task.once);
    this.#once = new Set(places.filter((_, at) => once.has(headers[at] ?? '')));
  }

  /** In the header a merged cell names all its columns; below, its first column counts for each of its rows. */
  #merge(line: number, row: Map<number, Cell>, isHeader: boolean): void {
    for (; (this.#merges[this.#next]?.top ?? Infinity) <= line; this.#next += 1) {
      const merge = this.#merges[this.#next];
      if (merge && merge.bottom >= line)
        this.#open.push({ merge, cell: merge.top === line ? (row.get(merge.left) ?? '') : '' });
    }
    this.#open = this.#open.filter(({ merge }) => merge.bottom >= line);
    for (const { merge, cell } of this.#open) {
      if (!isHeader && this.#once?.has(merge.left)) continue;
      const right = isHeader ? Math.min(merge.right, LIMITS.columns) : merge.left;
      for (let at = merge.left; at <= right; at += 1) if (isBlank(row.get(at))) row.set(at, cell);
    }
  }

  #at(line: number): string {
    return this.#task.sheets ? `${line} in ${this.#name}` : String(line);
  }
}
