import type { IsoDate } from '#shared/calendar.ts';

/** `actual` solid, `forecast` dotted, `plan` dashed grey. */
export type LineStyle = 'actual' | 'forecast' | 'plan';

export interface ChartPoint {
  on: IsoDate;
  /** Cents, ten-thousandths of a post, or a date as `dayOf` counts it; null where there is no figure. */
  value: number | null;
}

export interface ChartSeries {
  name: string;
  style: LineStyle;
  /** Posts change on a day, they do not grow: draw a staircase. */
  stepped?: boolean;
  points: readonly ChartPoint[];
  /** Direct label at the as-of date, e.g. `Ist 10,77 (−1,85)`. */
  labelAtAsOf?: string;
  /** Direct label at the line's end, e.g. `Plan 17,96`. */
  labelAtEnd?: string;
}

/** What is measured now and then stands as a dot; a line between two says nothing of the days between. */
export type MeasuredUnit = 'count' | 'share' | 'level';

export interface ChartData {
  /**
   * The unit of every value: cents drawn in Mio. €, ten-thousandths drawn in posts, dates, or what is measured: pieces,
   * hundredths of a percent, ten-thousandths of a level.
   */
  unit: 'cents' | 'fte' | 'date' | MeasuredUnit;
  series: readonly ChartSeries[];
  ceiling?: { value: number; label: string };
  asOf: IsoDate;
}

/** How many stored units make one unit on the axis (1 Mio. € = 10^8 cents, 1 post = 10^4, a day is a day). */
export const AXIS_UNIT: Record<ChartData['unit'], number> = {
  cents: 100_000_000,
  fte: 10_000,
  date: 1,
  count: 1,
  share: 100,
  level: 10_000,
};
