import { formatFteExact, sumFte } from '#shared/fte.ts';
import type { Fte } from '#shared/fte.ts';
import { sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { moneyText } from '../money.ts';
import type { GridColumn } from './grid-column.ts';
import type { GridRow } from './grid-options.ts';

/** The text of Σ over the shown rows at the foot of a column; null where the column is not summed. */
export function sumText<Row>(column: GridColumn<Row>, rows: readonly Row[]): string | null {
  if (!column.sum) return null;
  const values = rows.map((row) => column.value(row)).filter((value) => typeof value === 'number');
  if (column.kind === 'cents') return moneyText(sumCents(values as Cents[]), column.unit ?? 'euro');
  if (column.kind === 'fte') return formatFteExact(sumFte(values as Fte[]));
  return String(values.reduce((total, value) => total + value, 0));
}

/** The foot of a grid for the rows it shows; null where no column has a sum. */
export function sumRow<Row>(
  rows: readonly Row[],
  columns: readonly GridColumn<Row>[],
  count: string,
): GridRow<Row> | null {
  const [first, ...others] = columns;
  if (!first || !others.some((column) => column.sum ?? column.drawSum)) return null;
  const sums = Object.fromEntries(others.map((column) => [column.key, sumText(column, rows)]));
  sums[first.key] = rows.length === 1 ? `Summe: ${count}` : `Summe der ${count}`;
  return { id: 'sum', row: null, sums, summed: rows };
}
