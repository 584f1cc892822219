import { cellText } from '#shared/imports/cell.ts';
import type { Cell } from '#shared/imports/cell.ts';
import { headerPlaces, LIMITS, Refusal } from './task.ts';
import type { ReadTask } from './task.ts';
import type { XmlEvents } from './xml.ts';
import { largest } from '#shared/largest.ts';

type Attributes = (name: string) => string | undefined;
type TakeRow = (line: number, cells: (Cell | undefined)[]) => void;

/** `C12` → 2; undefined for what is not a cell reference. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/u.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) column = column * 26 + letters.charCodeAt(at) - 64;
  return column - 1;
}

/** Follows the events of a sheet part and hands on the wanted cells of each row below the header. */
export class SheetReader implements XmlEvents {
  readonly #task: ReadTask;
  readonly #strings: readonly string[];
  readonly #take: TakeRow;
  readonly taken: () => Promise<void>;
  #places: number[] | undefined;
  #line = 0;
  #rows = 0;
  #row: Map<number, Cell> = new Map();
  #column = -1;
  #type = 'n';
  #hasFormula = false;
  #text = '';
  #inValue = false;
  #phonetic = false;

  constructor(task: ReadTask, strings: readonly string[], take: TakeRow, taken: () => Promise<void>) {
    this.#task = task;
    this.#strings = strings;
    this.#take = take;
    this.taken = taken;
  }

  open(name: string, attribute: Attributes): void {
    if (name === 'row') this.#openRow(attribute('r'));
    else if (name === 'c') this.#openCell(attribute);
    else if (name === 'f') this.#hasFormula = true;
    else if (name === 'rPh') this.#phonetic = true;
    this.#inValue = (name === 'v' || name === 't') && !this.#phonetic;
  }

  text(piece: string): void {
    if (!this.#inValue) return;
    this.#text += piece;
    if (this.#text.length > LIMITS.cellCharacters) {
      throw new Refusal('file-unreadable', `Zeile ${this.#line}: Eine Zelle ist länger als erlaubt.`);
    }
  }

  close(name: string): void {
    this.#inValue = false;
    if (name === 'rPh') this.#phonetic = false;
    if (name === 'c') this.#row.set(this.#column, this.#cell());
    if (name === 'row') this.#closeRow();
  }

  /** Called at the end: a sheet that stops before its header is no file of this profile. */
  finish(): void {
    if (this.#places) return;
    throw new Refusal(
      'file-unreadable',
      `Das Tabellenblatt endet vor der Kopfzeile (Zeile ${this.#task.headerRow}).`,
    );
  }

  #openRow(reference: string | undefined): void {
    const line = reference === undefined ? this.#line + 1 : Number(reference);
    if (!Number.isInteger(line) || line <= this.#line || line > 1_048_576) {
      throw new Refusal('file-unreadable', 'Die Zeilen der Excel-Datei sind nicht in Ordnung.');
    }
    this.#line = line;
    this.#row = new Map();
    this.#column = -1;
  }

  #openCell(attribute: Attributes): void {
    const reference = attribute('r');
    const column = reference === undefined ? this.#column + 1 : columnOf(reference);
    if (column === undefined || column <= this.#column) {
      throw new Refusal('file-unreadable', `Zeile ${this.#line}: Die Zellen sind nicht in Ordnung.`);
    }
    if (column >= LIMITS.columns && !this.#places) {
      throw new Refusal('file-unreadable', 'Das Tabellenblatt hat zu viele Spalten.');
    }
    this.#column = column;
    this.#type = attribute('t') ?? 'n';
    this.#hasFormula = false;
    this.#text = '';
  }

  #cell(): Cell {
    const text = this.#text;
    if (this.#hasFormula) return { refused: 'formula', text };
    if (this.#type === 's') return this.#sharedText(text);
    if (this.#type === 'b') return { refused: 'boolean', text };
    if (this.#type === 'e') return { refused: 'error', text };
    if (this.#type === 'n') return text === '' ? '' : { number: text };
    return text;
  }

  #sharedText(text: string): string {
    const shared = /^\d{1,7}$/u.test(text) ? this.#strings[Number(text)] : undefined;
    if (shared === undefined) {
      throw new Refusal('file-unreadable', `Zeile ${this.#line}: Ein Text der Excel-Datei fehlt.`);
    }
    return shared;
  }

  #closeRow(): void {
    if (this.#line < this.#task.headerRow) return;
    if (this.#line === this.#task.headerRow) {
      const width = largest(this.#row.keys(), -1) + 1;
      const found = Array.from({ length: width }, (_, at) => cellText(this.#row.get(at) ?? ''));
      this.#places = headerPlaces(found, this.#task);
      return;
    }
    if (!this.#places) return;
    this.#rows += 1;
    if (this.#rows > LIMITS.rows) {
      throw new Refusal(
        'unpacked-too-large',
        `Die Tabelle hat mehr als ${LIMITS.rows.toLocaleString('de-DE')} Zeilen.`,
      );
    }
    const row = this.#row;
    this.#take(
      this.#line,
      this.#places.map((place) => row.get(place)),
    );
  }
}
