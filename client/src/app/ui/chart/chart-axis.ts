import { addDays, daysBetween, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { ChartData, ChartSeries } from './chart-data.ts';

/** Day 0 of the axis. */
export const EPOCH = toIsoDate('2000-01-01');

/** A date as a number on the axis: days since 01.01.2000. */
export function dayOf(date: IsoDate): number {
  return daysBetween(EPOCH, date);
}

/** A stretch of the time axis: from the first day, up to but without the last. */
export interface Stretch {
  from: number;
  to: number;
  label: string;
}

export interface TimeAxis {
  min: number;
  max: number;
  years: Stretch[];
  /** Quarters or half-years, whichever fit. */
  parts: Stretch[];
}

function stretch(from: string, to: string, label: string): Stretch {
  return { from: dayOf(toIsoDate(from)), to: dayOf(toIsoDate(to)), label };
}

const QUARTERS = ['01-01', '04-01', '07-01', '10-01'];

function partsOf(year: number, count: 4 | 2): Stretch[] {
  const starts = QUARTERS.filter((_, index) => index % (4 / count) === 0).map((start) => `${year}-${start}`);
  return starts.map((start, index) =>
    stretch(
      start,
      starts[index + 1] ?? `${year + 1}-01-01`,
      count === 4 ? `Q${index + 1}` : `${index + 1}. Hj.`,
    ),
  );
}

/** Whole years around all points; quarters below while they are at least 34 px wide, else half-years, else none. */
export function timeAxis(data: ChartData, width: number): TimeAxis {
  const dates = [
    data.asOf,
    ...data.series.flatMap((series) => series.points.map((point) => point.on)),
  ].toSorted();
  const first = Number((dates[0] ?? data.asOf).slice(0, 4));
  // A curve that ends on 1 January ends with the year before.
  const last = Number(addDays(dates.at(-1) ?? data.asOf, -1).slice(0, 4));
  const span = Math.max(1, last - first + 1);
  const list = Array.from({ length: span }, (_, index) => first + index);
  const years = list.map((year) => stretch(`${year}-01-01`, `${year + 1}-01-01`, String(year)));
  const perYear = width / span;
  const count = perYear / 4 >= 34 ? 4 : perYear / 2 >= 34 ? 2 : 0;
  const parts = count === 0 ? [] : list.flatMap((year) => partsOf(year, count));
  return { min: years[0]?.from ?? 0, max: years.at(-1)?.to ?? 1, years, parts };
}

/** Moves labels apart so that each keeps `gap` pixels to the one above; order by height is kept. */
export function spread(heights: readonly number[], gap: number): number[] {
  const order = heights.map((height, index) => ({ height, index })).toSorted((a, b) => a.height - b.height);
  const placed: number[] = [];
  let above = -Infinity;
  for (const { height, index } of order) {
    above = Math.max(height, above + gap);
    placed[index] = above;
  }
  return placed;
}

/**
 * Where a line is on a day: on the line itself, between its points too, or at its last point where it ends before. A
 * staircase keeps its value until the next step. Null where the line has not begun.
 */
export function pointAt(
  { points, stepped }: Pick<ChartSeries, 'points' | 'stepped'>,
  day: number,
): { day: number; value: number } | null {
  const known = points.flatMap(({ on, value }) => (value === null ? [] : [{ day: dayOf(on), value }]));
  const before = known.findLast((point) => point.day <= day);
  if (!before) return null;
  const after = known.find((point) => point.day > day);
  if (!after) return before;
  if (stepped === true) return { day, value: before.value };
  const share = (day - before.day) / (after.day - before.day);
  return { day, value: before.value + (after.value - before.value) * share };
}
