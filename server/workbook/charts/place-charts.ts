import type { Worksheet } from 'exceljs';
import type { Chart, Corner, PlacedChart } from './chart.ts';

const PIXELS_PER_CHARACTER = 7;
const EMU_PER_PIXEL = 9525;
/** Pixels between two charts side by side. */
const GAP = 14;
const ROW_HEIGHT = 15;

/** Points a chart needs with so many bars, with its title and legend. */
export function barsHeight(bars: number, perBar = 21): number {
  return 82 + bars * perBar;
}

/** Keeps rows free for charts after the last row of a sheet; the first of them, counted from 0. */
export function reserveRows(sheet: Worksheet, height: number): number {
  const first = sheet.rowCount;
  const rows = Math.ceil(height / ROW_HEIGHT);
  for (let at = 1; at <= rows; at += 1) sheet.getRow(first + at).height = ROW_HEIGHT;
  return first;
}

/** Where a distance from the left edge of a sheet lies, in its columns. */
function cornerAt(sheet: Worksheet, columns: number, pixels: number, row: number): Corner {
  let left = pixels;
  for (let column = 0; column < columns; column += 1) {
    const width = (sheet.getColumn(column + 1).width ?? 9) * PIXELS_PER_CHARACTER;
    if (left <= width) return { column, columnOffset: left * EMU_PER_PIXEL, row, rowOffset: 0 };
    left -= width;
  }
  return { column: columns, columnOffset: 0, row, rowOffset: 0 };
}

/**
 * Charts side by side over the first `columns` of a sheet, from the row `first` (from 0) on. All of them are of one
 * width, so that one unit has one scale.
 */
export function placeBeside(
  sheet: Worksheet,
  place: { columns: number; first: number },
  charts: readonly Chart[],
  height: number,
): PlacedChart[] {
  const { columns, first } = place;
  const rows = Math.ceil(height / ROW_HEIGHT);
  let total = 0;
  for (let at = 1; at <= columns; at += 1) total += (sheet.getColumn(at).width ?? 9) * PIXELS_PER_CHARACTER;
  const width = (total - GAP * (charts.length - 1)) / Math.max(1, charts.length);
  return charts.map((chart, at) => ({
    ...{ sheet: sheet.name, chart, height: rows * ROW_HEIGHT, width: width * 0.75 },
    from: cornerAt(sheet, columns, at * (width + GAP), first),
    to: cornerAt(sheet, columns, at * (width + GAP) + width, first + rows),
  }));
}
