import { hasColumns, headRun, numbersRun, sheetNumber, textsRun } from '../../workbook/placed-table.ts';
import type { PlacedTable } from '../../workbook/placed-table.ts';
import type { Chart, ChartSeries } from '../../workbook/charts/chart.ts';
import type { Look } from '../../workbook/charts/looks.ts';

/** What every chart of a report says of itself. */
export interface ChartContext {
  /** `Stichtag 30.06.2021` */
  asOfText: string;
  asOf: string;
}

/** Rows of a table that follow each other, counted from 0. */
export interface Rows {
  from: number;
  to: number;
}

/** The first rows of a table that are no sums, no headings: those a chart can point at in one piece. */
export function plainRows({ table }: PlacedTable, most = Number.POSITIVE_INFINITY): Rows | undefined {
  const from = table.rows.findIndex(({ kind }) => kind === 'row');
  if (from < 0) return undefined;
  const end = table.rows.findIndex(({ kind }, at) => at > from && kind !== 'row');
  const last = (end < 0 ? table.rows.length : end) - 1;
  return { from, to: Math.min(last, from + most - 1) };
}

export function barCount({ from, to }: Rows): number {
  return to - from + 1;
}

/** Σ of a column over rows, in the unit of the sheet; an empty cell adds nothing. */
export function sumOf(placed: PlacedTable, key: string, { from, to }: Rows): number {
  let sum = 0;
  for (let row = from; row <= to; row += 1) sum += sheetNumber(placed, key, row) ?? 0;
  return sum;
}

/** The largest amount of columns over rows; 0 without any. */
export function largestOf(placed: PlacedTable, keys: readonly string[], { from, to }: Rows): number {
  let most = 0;
  for (let row = from; row <= to; row += 1)
    for (const key of keys) most = Math.max(most, Math.abs(sheetNumber(placed, key, row) ?? 0));
  return most;
}

/** Series out of columns: name from the head, values from the cells. */
export function seriesOf(
  placed: PlacedTable,
  looks: readonly (readonly [key: string, look: Look])[],
  { from, to }: Rows,
  labelled = true,
): ChartSeries[] {
  return looks.map(([key, look]) => ({
    name: headRun(placed, key),
    values: numbersRun(placed, key, from, to),
    ...{ look, labelled },
  }));
}

type Words = Pick<Chart, 'message' | 'subject' | 'format'>;

/** Bars that stand on each other, one a row; the text for those who do not see it is message and subject. */
export function stackedBars(
  placed: PlacedTable,
  looks: readonly (readonly [string, Look])[],
  rows: Rows,
  words: Words,
  more: { max?: number; labelled?: boolean } = {},
): Chart {
  return {
    ...(more.max !== undefined && { max: more.max }),
    ...{ kind: 'bars', stacked: true, ...words },
    alt: `Balken. ${words.message}. ${words.subject}. Zahlen auf dem Blatt ${placed.sheet}.`,
    categories: textsRun(placed, 'name', rows.from, rows.to),
    series: seriesOf(placed, looks, rows, more.labelled ?? true),
  };
}

export { hasColumns };
