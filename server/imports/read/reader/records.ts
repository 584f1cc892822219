import { LIMITS, Refusal } from './task.ts';

/** One record of a CSV file. */
export interface CsvRecord {
  /** Its first physical line, as an editor counts: LF, CRLF and CR each end a line, also inside quotes. */
  line: number;
  /** Its last one: a quoted field may run over the end of a line. */
  until: number;
  fields: string[];
}

export interface CsvSyntax {
  separator: string;
  /** Physical lines before this one are skipped unread. */
  firstLine: number;
  /** Whether quotes enclose fields; else they belong to the text. */
  quotes: boolean;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
const SPACE = 32;
const TAB = 9;
const MAX_RECORD = 1_000_000;

/** Where in a field the next character stands. */
type Place = 'start' | 'plain' | 'quoted' | 'quote-in-quoted' | 'closed';

/**
 * Cuts text into records, strictly: quotes enclose whole fields, doubled inside them, blanks around them are padding. A
 * quote behind other text is that text's own (`24" Monitor`). Works piece by piece and keeps only the record it is in.
 * Lines without any text are no records and cost next to nothing. Faults throw `Refusal` with their line: a field that
 * is never closed, text behind a closed one, more cells or text than a record may have.
 */
export class RecordCutter {
  readonly #separator: number;
  readonly #firstLine: number;
  readonly #quotes: boolean;
  readonly #take: (record: CsvRecord) => void;
  /** Characters not yet cut: the beginning of the current field. */
  #text = '';
  #place: Place = 'start';
  #line = 1;
  /** Line of the current record, and of the quote that opened the current field. */
  #recordLine = 1;
  #quoteLine = 1;
  #fields: string[] = [];
  /** Pieces of a quoted field around its doubled quotes and the ends of pieces. */
  #field = '';
  #length = 0;
  #afterCr = false;

  constructor({ separator, firstLine, quotes }: CsvSyntax, take: (record: CsvRecord) => void) {
    this.#separator = separator.charCodeAt(0);
    this.#firstLine = firstLine;
    this.#quotes = quotes;
    this.#take = take;
  }

  take(piece: string): void {
    this.#text = piece;
    let at = 0;
    while (at < piece.length) at = this.#step(at);
    this.#text = '';
  }

  end(): void {
    if (this.#place === 'quoted')
      throw new Refusal(
        'file-unreadable',
        `Zeile ${this.#quoteLine}: Ein Anführungszeichen wird nicht geschlossen.`,
      );
    this.#endRecord();
  }

  /** Reads on from `at` as far as one rule goes; gives the place behind it. */
  #step(at: number): number {
    const code = this.#text.charCodeAt(at);
    if (this.#afterCr) {
      this.#afterCr = false;
      // The second half of a line's end that was counted with the first.
      if (code === LF) {
        if (this.#place === 'quoted') this.#keep(at, at + 1);
        return at + 1;
      }
    }
    if (this.#line < this.#firstLine) return this.#skipLine(at);
    if (this.#place === 'quoted') return this.#quoted(at);
    if (code === this.#separator) return this.#endField(at);
    if (code === LF || code === CR) return this.#endLine(at, code);
    if (this.#place === 'quote-in-quoted' || this.#place === 'closed') return this.#afterQuote(code, at);
    if (code === QUOTE && this.#quotes && this.#isBlank) return this.#openQuote(at);
    return this.#plain(at);
  }

  #skipLine(from: number): number {
    for (let at = from; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code !== LF && code !== CR) continue;
      this.#countLine(code);
      this.#recordLine = this.#line;
      return at + 1;
    }
    return this.#text.length;
  }

  #countLine(code: number): void {
    this.#line += 1;
    this.#afterCr = code === CR;
  }

  #plain(from: number): number {
    let at = from + 1;
    for (; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === this.#separator || code === LF || code === CR || code === QUOTE) break;
    }
    this.#keep(from, at);
    this.#place = 'plain';
    return at;
  }

  #keep(from: number, to: number): void {
    this.#length += to - from;
    if (this.#length > MAX_RECORD) this.#refuse('Ein Datensatz ist zu lang.');
    this.#field += this.#text.slice(from, to);
  }

  /** Nothing but padding stands in the field so far. */
  get #isBlank(): boolean {
    return this.#place === 'start' || this.#field.trim() === '';
  }

  #openQuote(at: number): number {
    this.#field = '';
    this.#place = 'quoted';
    this.#quoteLine = this.#line;
    return at + 1;
  }

  #quoted(from: number): number {
    for (let at = from; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === QUOTE) {
        this.#keep(from, at);
        this.#place = 'quote-in-quoted';
        return at + 1;
      }
      if (code !== LF && code !== CR) continue;
      this.#keep(from, at + 1);
      this.#countLine(code);
      return at + 1;
    }
    this.#keep(from, this.#text.length);
    return this.#text.length;
  }

  #afterQuote(code: number, at: number): number {
    if (code === SPACE || code === TAB) {
      this.#place = 'closed';
      return at + 1;
    }
    if (code !== QUOTE || this.#place === 'closed')
      this.#refuse(
        'Nach einem schließenden Anführungszeichen steht noch Text. Gehören Anführungszeichen in dieser Datei zum Text, sagt das das Profil.',
        this.#line,
      );
    this.#keep(at, at + 1);
    this.#place = 'quoted';
    return at + 1;
  }

  #endField(at: number): number {
    this.#fields.push(this.#field);
    this.#field = '';
    this.#place = 'start';
    if (this.#fields.length >= LIMITS.columns)
      this.#refuse(`Die Zeile hat mehr als ${LIMITS.columns} Felder; die Datei hat zu viele Spalten.`);
    return at + 1;
  }

  #endLine(at: number, code: number): number {
    this.#endRecord();
    this.#countLine(code);
    this.#recordLine = this.#line;
    return this.#afterCr ? at + 1 : this.#skipBlank(at + 1);
  }

  /** Lines of nothing but blanks, as long as they stand whole in this piece. */
  #skipBlank(from: number): number {
    let line = from;
    for (let at = from; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === LF) {
        this.#line += 1;
        this.#recordLine = this.#line;
        line = at + 1;
      } else if ((code !== SPACE && code !== TAB) || code === this.#separator) break;
    }
    return line;
  }

  #endRecord(): void {
    const fields = this.#fields;
    const last = this.#field;
    const quoted = this.#place === 'quote-in-quoted' || this.#place === 'closed';
    this.#field = '';
    this.#length = 0;
    this.#place = 'start';
    if (fields.length === 0 && !quoted && last.trim() === '') return;
    fields.push(last);
    this.#fields = [];
    this.#take({ line: this.#recordLine, until: this.#line, fields });
  }

  #refuse(detail: string, line = this.#recordLine): never {
    throw new Refusal('file-unreadable', `Zeile ${line}: ${detail}`);
  }
}
