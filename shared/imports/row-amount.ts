import { toCents, ZERO_CENTS } from '../money.ts';
import type { Cents } from '../money.ts';
import { MAX_ROW_CENTS, ROW_TOO_LARGE } from './amount-limits.ts';
import { parseAmount, parseStoredNumber } from './amount.ts';
import { cellText, REFUSED_CELLS } from './cell.ts';
import type { RowCells } from './row-cells.ts';
import type { Amount, RowReader } from './row-reader.ts';
import { textPasses } from './row-test.ts';
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
  readonly #read = new Map<string, Cents>();
  #direction: 'income' | 'expense' | null | undefined;

  constructor(cells: RowCells, reader: RowReader) {
    this.cells = cells;
    this.reader = reader;
  }

  /** What stands in a column, in cents with the file's sign; 0 with a fault where it cannot be read. */
  inFile(column: string): Cents {
    const known = this.#read.get(column);
    if (known !== undefined) return known;
    const cents = this.#parse(column);
    this.#read.set(column, cents);
    return cents;
  }

  #parse(column: string): Cents {
    const { amounts, profile } = this.reader;
    const { unit, emptyAmount } = amounts.find((amount) => amount.column === column) ?? profile;
    const cell = this.cells.cell(column);
    if (typeof cell === 'object' && 'refused' in cell) {
      this.cells.fault(column, REFUSED_CELLS[cell.refused]);
      return ZERO_CENTS;
    }
    if (cellText(cell).trim() === '') {
      if (emptyAmount === 'refused') this.cells.fault(column, 'Hier fehlt der Betrag.');
      return ZERO_CENTS;
    }
    const read =
      typeof cell === 'string'
        ? parseAmount(cell, profile.number, unit)
        : parseStoredNumber(cell.number, unit);
    return this.cells.take(column, read, ZERO_CENTS);
  }

  /** The amount expense positive; a totals row has no direction and may be larger than a row. */
  total(amount: Amount): Cents {
    return turned(this.inFile(amount.column), amount.sign);
  }

  /** What stands in a column of a row that counts by itself, with the file's sign; beyond `MAX_ROW_CENTS` is a fault. */
  ofRow(column: string): Cents {
    const cents = this.inFile(column);
    if (Math.abs(cents) <= MAX_ROW_CENTS) return cents;
    this.cells.fault(column, ROW_TOO_LARGE);
    return ZERO_CENTS;
  }

  /** The amount of a row that counts by itself, expense positive. */
  of(amount: Amount): Cents {
    const cents = this.ofRow(amount.column);
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
    const text = this.cells.text(direction.column);
    const side = (['income', 'expense'] as const).find((one) => direction[one].values.includes(text));
    if (side === undefined) {
      const words = [...direction.income.values, ...direction.expense.values];
      this.cells.fault(direction.column, `Erwartet wird ${words.map((word) => `„${word}“`).join(' oder ')}.`);
    }
    return side ?? null;
  }

  /** Whether a test of the profile holds for the row; an amount that cannot be read is not zero. */
  passes(test: RowTest): boolean {
    return textPasses(test, cellText(this.cells.cell(test.column)), () => this.#isZero(test.column));
  }

  #isZero(column: string): boolean {
    return this.inFile(column) === ZERO_CENTS && !this.cells.errors.some((e) => e.column === column);
  }
}
