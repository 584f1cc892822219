import type { Look } from './looks.ts';

/** Cells of one row or column of a sheet that a chart points at, with what they show when the workbook is written. */
export interface CellRun<V> {
  /** `'Rahmen'!$A$6:$A$8` */
  formula: string;
  values: readonly V[];
}

export interface ChartSeries {
  name: CellRun<string>;
  values: CellRun<number | null>;
  look: Look;
  /** Whether the values are written at the points; those too small to hold a number stay without. */
  labelled?: boolean;
}

/** `bars` run to the right, one row each; `lines` run over time. */
export type ChartKind = 'bars' | 'columns' | 'lines';

export interface Chart {
  kind: ChartKind;
  /** Whether the series stand on each other or side by side. */
  stacked: boolean;
  /** What the chart says, in one line. */
  message: string;
  /** Who, what with its unit, when: the line under the message. */
  subject: string;
  /** What is read to those who do not see it. */
  alt: string;
  categories: CellRun<string> | CellRun<number>;
  /** Format of dates under a line; without one the categories are texts. */
  dateFormat?: string;
  series: readonly ChartSeries[];
  /** How values are written at axis and points. */
  format: string;
  /** Without one where the names of the rows say what the bars are. */
  hasLegend?: boolean;
  /** End of the axis of values where several charts of a page share one scale. */
  max?: number;
}

/** Where a chart stands: columns and rows counted from 0, in EMU inside them. */
export interface Corner {
  column: number;
  columnOffset: number;
  row: number;
  rowOffset: number;
}

/** A chart in its place on a sheet. */
export interface PlacedChart {
  sheet: string;
  chart: Chart;
  /** Points. */
  width: number;
  height: number;
  from: Corner;
  to: Corner;
}
