import { fromSheetText } from '#shared/text/sheet-text.ts';
import type { Cell } from '#shared/imports/cell.ts';
import { columnNumber } from './merges.ts';
import type { Merge } from './merges.ts';
import type { NumberStyle } from './styles.ts';
import { SheetRows } from './sheet-rows.ts';
import { LIMITS, Refusal } from './task.ts';
import type { ReadTask, RowSink } from './task.ts';
import type { XmlEvents } from './xml.ts';

type Attributes = (name: string) => string | undefined;

/** What a sheet's cells refer to elsewhere in the workbook. */
export interface SheetContext {
  strings: readonly string[];
  styles: readonly NumberStyle[];
  merges: readonly Merge[];
  /** Name of the sheet. */
  name: string;
}

/** `C12` → 2; undefined for what is not a cell reference. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/u.exec(reference ?? '')?.[1];
  return letters === undefined ? undefined : columnNumber(letters);
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** Follows the events of a sheet part and hands on its rows, cell by cell. */
export class SheetReader implements XmlEvents {
  readonly #context: SheetContext;
  readonly #consents: boolean;
  readonly #rows: SheetRows;
  readonly taken: () => Promise<void>;
  #line = 0;
  #isHidden = false;
  #row: Map<number, Cell> = new Map();
  #column = -1;
  #type = 'n';
  #style: NumberStyle = {};
  #hasFormula = false;
  #text = '';
  #inValue = false;
  #phonetic = false;

  constructor(task: ReadTask, context: SheetContext, sink: RowSink) {
    this.#context = context;
    this.#consents = task.formulas === 'stored';
    this.#rows = new SheetRows(task, context, sink);
    this.taken = () => sink.taken();
  }

  open(name: string, attribute: Attributes): void {
    if (name === 'row') this.#openRow(attribute);
    else if (name === 'c') this.#openCell(attribute);
    else if (name === 'f') this.#hasFormula = true;
    else if (name === 'rPh') this.#phonetic = true;
    else if (name === 'col' && isTrue(attribute('hidden')))
      this.#rows.hideColumns(Number(attribute('min')) - 1, Number(attribute('max')) - 1);
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
    if (name === 'row') this.#rows.take(this.#line, this.#row, this.#isHidden);
  }

  /** Called at the end: a sheet that stops before its header is no file of this profile. */
  finish(): void {
    this.#rows.finish();
  }

  #openRow(attribute: Attributes): void {
    const reference = attribute('r');
    const line = reference === undefined ? this.#line + 1 : Number(reference);
    if (!Number.isInteger(line) || line <= this.#line || line > 1_048_576) {
      throw new Refusal('file-unreadable', 'Die Zeilen der Excel-Datei sind nicht in Ordnung.');
    }
    this.#line = line;
    this.#isHidden = isTrue(attribute('hidden')) || isTrue(attribute('zeroHeight'));
    this.#row = new Map();
    this.#column = -1;
  }

  #openCell(attribute: Attributes): void {
    const reference = attribute('r');
    const column = reference === undefined ? this.#column + 1 : columnOf(reference);
    if (column === undefined || column <= this.#column) {
      throw new Refusal('file-unreadable', `Zeile ${this.#line}: Die Zellen sind nicht in Ordnung.`);
    }
    if (column >= LIMITS.columns && this.#rows.wantsHeader) {
      throw new Refusal('file-unreadable', 'Das Tabellenblatt hat zu viele Spalten.');
    }
    this.#column = column;
    this.#type = attribute('t') ?? 'n';
    this.#style = this.#context.styles[Number(attribute('s') ?? '0')] ?? {};
    this.#hasFormula = false;
    this.#text = '';
  }

  #cell(): Cell {
    const value = this.#value();
    if (!this.#hasFormula || (typeof value === 'object' && 'refused' in value)) return value;
    const hasResult = value !== '' || this.#type === 'str';
    if (!hasResult) return { refused: 'formula', text: '' };
    return this.#consents ? value : { refused: 'formula', text: this.#text, result: value };
  }

  #value(): Cell {
    const text = this.#text;
    if (this.#type === 's') return this.#sharedText(text);
    if (this.#type === 'b') return { refused: 'boolean', text };
    if (this.#type === 'e') return { refused: 'error', text };
    if (this.#type === 'd') return text === '' ? '' : { date: text };
    if (this.#type === 'n') return text === '' ? '' : { number: text, ...this.#style };
    return fromSheetText(text);
  }

  #sharedText(text: string): string {
    const shared = /^\d{1,7}$/u.test(text) ? this.#context.strings[Number(text)] : undefined;
    if (shared === undefined) {
      throw new Refusal('file-unreadable', `Zeile ${this.#line}: Ein Text der Excel-Datei fehlt.`);
    }
    return shared;
  }
}
