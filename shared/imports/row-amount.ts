import { toCents, ZERO_CENTS } from '../money.ts';
import type { Cents } from '../money.ts';
import { MAX_ROW_CENTS, ROW_TOO_LARGE } from './amount-limits.ts';
import { parseAmount, parseStoredNumber } from './amount.ts';
import { cellText, REFUSED_CELLS } from './cell.ts';
import type { RowTest } from './profile.ts';
import { RowCells } from './row-cells.ts';

/** The row's amount in cents, expense positive; a fault is told to the row. */
export function amountOf(cells: RowCells): Cents {
  const { columns, number, unit, sign, emptyAmount } = cells.reader.profile;
  const cell = cells.cell(columns.amount);
  if (typeof cell === 'object' && 'refused' in cell) {
    cells.fault(columns.amount, REFUSED_CELLS[cell.refused]);
    return ZERO_CENTS;
  }
  if (cellText(cell).trim() === '') {
    if (emptyAmount === 'refused') cells.fault(columns.amount, 'Hier fehlt der Betrag.');
    return ZERO_CENTS;
  }
  const read =
    typeof cell === 'string' ? parseAmount(cell, number, unit) : parseStoredNumber(cell.number, unit);
  const cents = cells.take(columns.amount, read, ZERO_CENTS);
  return sign === 'expense-positive' ? cents : toCents(-cents);
}

/** The same for a row that counts by itself; an amount beyond `MAX_ROW_CENTS` is a fault. A totals row may be larger. */
export function rowAmountOf(cells: RowCells): Cents {
  const cents = amountOf(cells);
  if (Math.abs(cents) <= MAX_ROW_CENTS) return cents;
  cells.fault(cells.reader.profile.columns.amount, ROW_TOO_LARGE);
  return ZERO_CENTS;
}

/** Whether a test of the profile (leave out, totals row) holds for the row. */
export function holds(test: RowTest, cells: RowCells): boolean {
  const text = cellText(cells.cell(test.column)).trim();
  if (test.is === 'empty') return text === '';
  if (test.is === 'equals') return text === test.value;
  if (test.is === 'starts-with') return text.startsWith(test.value);
  return test.column === cells.reader.profile.columns.amount && amountIsZero(cells);
}

/** Without a side effect on the row's faults: an amount that cannot be read is not zero. */
function amountIsZero(cells: RowCells): boolean {
  const probe = new RowCells(cells.row, cells.reader);
  return amountOf(probe) === ZERO_CENTS && probe.errors.length === 0;
}
