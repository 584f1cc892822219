import type { PlacedTable } from '../../workbook/placed-table.ts';
import type { Chart } from '../../workbook/charts/chart.ts';
import { formatDecimal } from './decimals.ts';
import { hasColumns, plainRows, stackedBars, sumOf } from './table-charts.ts';
import type { ChartContext } from './table-charts.ts';
import { POSTS, WHOLE } from './units.ts';

/** Bars of more rows than these are no picture any more. */
const MOST_BARS = 24;

/** Posts filled and not filled, per office or grade. */
export function postsChart(placed: PlacedTable, per: string, { asOfText }: ChartContext): Chart | undefined {
  const rows = plainRows(placed);
  if (!rows || rows.to - rows.from >= MOST_BARS || !hasColumns(placed, ['name', 'filled', 'vacant']))
    return undefined;
  const filled = sumOf(placed, 'filled', rows);
  const authorised = filled + sumOf(placed, 'vacant', rows);
  const share = authorised === 0 ? '' : ` (${formatDecimal((filled * 100) / authorised, 1)}\u00a0%)`;
  return stackedBars(
    placed,
    [
      ['filled', 'actual'],
      ['vacant', 'free'],
    ],
    rows,
    {
      message: `${formatDecimal(filled, 2)} von ${formatDecimal(authorised, 2)} Stellen sind besetzt${share}`,
      subject: `Stellen ${per}, Vollzeitäquivalente, ${asOfText}`,
      format: POSTS,
    },
  );
}

/** Projects per field and declared light, the worst first. */
export function lightsChart(placed: PlacedTable, { asOfText }: ChartContext): Chart | undefined {
  const rows = plainRows(placed, MOST_BARS);
  if (!rows || !hasColumns(placed, ['name', 'red', 'yellow', 'none', 'green', 'all'])) return undefined;
  const count = (key: string): string => formatDecimal(sumOf(placed, key, rows), 0);
  return stackedBars(
    placed,
    [
      ['red', 'red'],
      ['yellow', 'yellow'],
      ['none', 'none'],
      ['green', 'green'],
    ],
    rows,
    {
      message: `${count('red')} von ${count('all')} Projekten auf Rot, ${count('yellow')} auf Gelb`,
      subject: `Projekte nach Handlungsfeld und Gesamtampel, Anzahl, ${asOfText}`,
      format: WHOLE,
    },
  );
}
