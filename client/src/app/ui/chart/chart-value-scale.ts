import type { ChartOptions } from 'chart.js';
import { addDays } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { EPOCH, dayOf } from './chart-axis.ts';
import { AXIS_UNIT } from './chart-data.ts';
import type { ChartData } from './chart-data.ts';
import type { Palette } from './chart-palette.ts';

type ValueScale = NonNullable<NonNullable<ChartOptions<'line'>['scales']>[string]>;

function valuesOf(data: ChartData): number[] {
  return data.series.flatMap((series) => series.points.flatMap(({ value }) => (value === null ? [] : value)));
}

/** The axis ends just above the highest thing drawn, so that the ceiling stands near the top; at 1 while all is 0. */
function highest(data: ChartData): number {
  const top = valuesOf(data).reduce((most, value) => Math.max(most, value), data.ceiling?.value ?? 0);
  return (top > 0 ? top : AXIS_UNIT[data.unit]) * 1.02;
}

const AXIS_NUMBER = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 8 });

/** Axis values are round; never in powers of ten, however small. */
export function axisNumber(value: string | number): string {
  return AXIS_NUMBER.format(Number(value)).replace('-', '−');
}

/** `07.2021` */
function axisMonth(value: string | number): string {
  const date = addDays(EPOCH, Math.round(Number(value)));
  return `${date.slice(5, 7)}.${date.slice(0, 4)}`;
}

/** The first days of the quarters between two days. */
export function quarterTicks(min: number, max: number): number[] {
  const [first, last] = [min, max].map((day) => Number(addDays(EPOCH, Math.round(day)).slice(0, 4)));
  const years = Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, index) => (first ?? 0) + index);
  return years
    .flatMap((year) => ['01', '04', '07', '10'].map((month) => dayOf(`${year}-${month}-01` as IsoDate)))
    .filter((day) => day >= min && day <= max);
}

/** The scale of the values: amounts from 0; dates from the earliest to the latest, ticked by quarter. */
export function valueScale(data: ChartData, palette: Palette): ValueScale {
  const ticks = { color: palette.hint, font: { family: palette.font, size: 12 }, padding: 6 };
  const common = {
    type: 'linear' as const,
    border: { display: false },
    grid: { color: palette.grid, drawTicks: false },
  };
  if (data.unit !== 'date') {
    const limits = { min: 0, max: highest(data) / AXIS_UNIT[data.unit] };
    const values = { ...ticks, includeBounds: false, maxTicksLimit: 6, callback: axisNumber };
    return { ...common, ...limits, ticks: values };
  }
  const days = valuesOf(data);
  const today = dayOf(data.asOf);
  const min = days.reduce((least, day) => Math.min(least, day), days[0] ?? today) - 10;
  const max = days.reduce((most, day) => Math.max(most, day), days[0] ?? today) + 10;
  return {
    ...common,
    min,
    max,
    ticks: { ...ticks, autoSkip: true, callback: axisMonth },
    afterBuildTicks: (axis) => {
      axis.ticks = quarterTicks(min, max).map((value) => ({ value }));
    },
  };
}
