import type { CsvRecord } from './records.ts';
import { LIMITS, Refusal } from './task.ts';

const MAX_LINE = 1_000_000;
/** Lines that only draw: dashes, bars and corners. */
const DRAWN = /^[\s|+=_\-\u2500-\u257F]*$/u;

/**
 * Cuts a printed list into records: columns stand between bars, every line that is a row begins and ends with one.
 * Lines that only draw are passed over; every other line without bars (titles, page heads) is told. A bar inside a text
 * is told apart by the places of the bars in the first row, the header.
 */
export class ListCutter {
  readonly #firstLine: number;
  readonly #take: (record: CsvRecord) => void;
  readonly #skipped: (line: number) => void;
  #rest = '';
  #line = 0;
  /** Places of the bars in the header. */
  #bars: number[] | undefined;

  constructor(firstLine: number, take: (record: CsvRecord) => void, skipped: (line: number) => void) {
    this.#firstLine = firstLine;
    this.#take = take;
    this.#skipped = skipped;
  }

  take(piece: string): void {
    const text = this.#rest + piece;
    // A CR at the very end may be half a line's end.
    const lines = text.split(/\r\n|\n|\r(?!$)/u);
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > MAX_LINE)
      throw new Refusal('file-unreadable', `Zeile ${this.#line + 1}: Die Zeile ist zu lang.`);
    for (const line of lines) this.#takeLine(line);
  }

  end(): void {
    if (this.#rest !== '') this.#takeLine(this.#rest.replace(/\r$/u, ''));
    this.#rest = '';
  }

  #takeLine(raw: string): void {
    this.#line += 1;
    if (this.#line < this.#firstLine) return;
    const line = raw.replace(/[\f\uFEFF]/gu, '').trimEnd();
    if (DRAWN.test(line) && (/[-=_+\u2500-\u257F]/u.test(line) || line.trim() === '')) return;
    const isRow = line.trimStart().startsWith('|') && line.endsWith('|') && line.length > 1;
    if (!isRow) {
      this.#skipped(this.#line);
      return;
    }
    this.#bars ??= [...line.matchAll(/\|/gu)].map((bar) => bar.index);
    const fields = this.#cut(line, this.#bars);
    if (fields.length > LIMITS.columns)
      throw new Refusal('file-unreadable', `Zeile ${this.#line}: Die Liste hat zu viele Spalten.`);
    this.#take({ line: this.#line, until: this.#line, fields });
  }

  #cut(line: string, bars: readonly number[]): string[] {
    const fields = line.trimStart().slice(1, -1).split('|');
    const fits = bars.every((at) => line[at] === '|') && bars.at(-1) === line.length - 1;
    const cut = fields.length + 1 !== bars.length && fits;
    const byPlace = bars.slice(1).map((bar, at) => line.slice((bars[at] ?? 0) + 1, bar));
    return (cut ? byPlace : fields).map((field) => field.trim());
  }
}
