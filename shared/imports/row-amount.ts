import { toCents, ZERO_CENTS } from '../money.ts';
import type { Cents } from '../money.ts';
import { sideOf } from './amount-column.ts';
import { MAX_ROW_CENTS, ROW_TOO_LARGE } from './amount-limits.ts';
import { parseAmount, parseStoredNumber } from './amount.ts';
import type { ReadAmount } from './amount.ts';
import { cellText, NO_AMOUNT, REFUSED_CELLS } from './cell.ts';
import type { Cell } from './cell.ts';
import type { RowCells } from './row-cells.ts';
import { allHold, needsText, textPasses } from './row-passes.ts';
import type { Amount, RowReader } from './row-reader.ts';
import type { RowTest } from './row-test.ts';

const minus = (cents: Cents): Cents => toCents(-cents || 0);

/** An amount in storage's sign (expense positive) from the file's, or back. */
export function turned(cents: Cents, sign: Amount['sign']): Cents {
  return sign === 'expense-positive' ? cents : minus(cents);
}

/** The amounts of one row: each cell is read once, and each fault told once. */
export class RowAmounts {
  readonly cells: RowCells;
  readonly reader: RowReader;
  /** A row that is left out tells no fault of its amounts: what cannot be read there counts as 0. */
  quiet = false;
  readonly #read = new Map<string, ReadAmount>();
  #direction: 'income' | 'expense' | null | undefined;

  constructor(cells: RowCells, reader: RowReader) {
    this.cells = cells;
    this.reader = reader;
  }

  /** What stands in a column, in cents with the file's sign; 0 with a fault where it cannot be read. */
  inFile(column: string): Cents {
    const read = this.#readOf(column);
    if (read.fault === undefined) return read.value;
    if (!this.quiet) this.cells.fault(column, read.fault);
    return ZERO_CENTS;
  }

  /** Amounts that were rounded to the cent: by how many millionths of a euro each. */
  get rounded(): number[] {
    return [...this.#read.values()].flatMap((read) =>
      read.fault === undefined && read.offMicros ? [read.offMicros] : [],
    );
  }

  #readOf(column: string): ReadAmount {
    const known = this.#read.get(column);
    if (known) return known;
    const read = this.#parse(column, this.cells.cell(column));
    this.#read.set(column, read);
    return read;
  }

  #parse(column: string, cell: Cell): ReadAmount {
    const { amounts, profile } = this.reader;
    const own = amounts.find((amount) => amount.column === column || amount.less === column);
    const { unit, emptyAmount } = own ?? profile;
    if (typeof cell === 'object' && 'refused' in cell) return { fault: REFUSED_CELLS[cell.refused] };
    if (typeof cell === 'object' && 'date' in cell) return { fault: NO_AMOUNT.date };
    if (typeof cell === 'object' && cell.means) return { fault: NO_AMOUNT[cell.means] };
    const text = this.#inOurWords(cellText(cell).trim());
    if (text === '')
      return emptyAmount === 'refused' ? { fault: 'Hier fehlt der Betrag.' } : { value: ZERO_CENTS };
    return typeof cell === 'string'
      ? parseAmount(text, profile.number, unit)
      : parseStoredNumber(cell.number, unit);
  }

  #inOurWords(text: string): string {
    const words = this.reader.profile.words?.amount;
    return words && Object.hasOwn(words, text) ? (words[text] ?? '').trim() : text;
  }

  /** An amount less what its second column subtracts. */
  #net({ column, less }: Amount, of: (column: string) => Cents): Cents {
    return less === undefined ? of(column) : toCents(of(column) - of(less));
  }

  /**
   * The amount expense positive; a totals row has no direction and may be larger than a row. The result of a formula
   * counts here, because it is only compared with the sum of the rows.
   */
  total(amount: Amount): Cents {
    const cents = this.#net(amount, (column) => {
      const cell = this.cells.cell(column);
      const result = typeof cell === 'object' && 'refused' in cell ? cell.result : undefined;
      if (result !== undefined) this.#read.set(column, this.#parse(column, result));
      return this.inFile(column);
    });
    return turned(cents, amount.sign);
  }

  /** What stands in a column of a row that counts by itself, with the file's sign; beyond `MAX_ROW_CENTS` is a fault. */
  ofRow(column: string): Cents {
    const cents = this.inFile(column);
    if (Math.abs(cents) <= MAX_ROW_CENTS) return cents;
    if (!this.quiet) this.cells.fault(column, ROW_TOO_LARGE);
    return ZERO_CENTS;
  }

  /** An amount of a row that counts by itself, with the file's sign. */
  netOfRow(amount: Amount): Cents {
    return this.#net(amount, (column) => this.ofRow(column));
  }

  /** The amount of a row that counts by itself, expense positive. */
  of(amount: Amount): Cents {
    const cents = this.netOfRow(amount);
    if (!this.reader.profile.direction) return turned(cents, amount.sign);
    return this.direction === 'income' ? minus(cents) : cents;
  }

  /** Income or expense as the row says it; null with a fault, told once, where it says neither. */
  get direction(): 'income' | 'expense' | null {
    if (this.#direction === undefined) this.#direction = this.#readDirection();
    return this.#direction;
  }

  #readDirection(): 'income' | 'expense' | null {
    const { direction } = this.reader.profile;
    if (!direction) return null;
    const side = sideOf(
      direction,
      this.quiet ? this.cells.shown(direction.column) : this.cells.text(direction.column),
    );
    if (side === undefined && !this.quiet) this.#tellDirection();
    return side ?? null;
  }

  #tellDirection(): void {
    const { direction } = this.reader.profile;
    if (!direction) return;
    const sides = [direction.income, direction.expense];
    const words = [
      ...sides.flatMap((side) => side.values ?? []).map((word) => `„${word}“`),
      ...sides.flatMap((side) => side.startsWith ?? []).map((word) => `„${word}…“`),
    ];
    this.cells.fault(direction.column, `Erwartet wird ${words.join(' oder ')}.`);
  }

  /** Whether a test of the profile holds for the row; an amount that cannot be read is not zero, and no fault is told. */
  passes(test: RowTest): boolean {
    return textPasses(test, this.#tested(test.column), () => this.#isZero(test.column));
  }

  /** Whether a list of tests holds (row-passes.ts); a row that ends too early is only known by what stands in it. */
  hold(tests: readonly RowTest[]): boolean {
    const isCut = this.cells.row.fault !== undefined;
    return allHold(tests, (test) => (isCut && !needsText(test) ? false : this.passes(test)));
  }

  #tested(column: string): string {
    const cell = this.cells.cell(column);
    return typeof cell === 'string' ? cell : this.cells.shown(column);
  }

  #isZero(column: string): boolean {
    const amount = this.reader.amounts.find((one) => one.column === column);
    const columns = amount?.less === undefined ? [column] : [column, amount.less];
    const reads = columns.map((one) => this.#readOf(one));
    if (reads.some((read) => read.fault !== undefined)) return false;
    return (reads[0]?.value ?? 0) - (reads[1]?.value ?? 0) === 0;
  }
}
