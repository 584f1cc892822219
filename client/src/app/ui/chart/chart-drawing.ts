import { formatDate } from '#shared/calendar.ts';
import { dayOf, pointAt, spread } from './chart-axis.ts';
import type { TimeAxis } from './chart-axis.ts';
import { AXIS_UNIT } from './chart-data.ts';
import type { ChartData, ChartSeries, LineStyle } from './chart-data.ts';
import type { Palette } from './chart-palette.ts';

/** What a drawing step needs: a canvas, where the plot lies, and the two scales in pixels. */
export interface Plot {
  context: CanvasRenderingContext2D;
  area: { left: number; right: number; top: number; bottom: number };
  x: (day: number) => number;
  y: (value: number) => number;
  palette: Palette;
  narrow: boolean;
  canvasWidth: number;
}

/** Between a mark and its words. */
const LABEL_GAP = 9;
/** Closer than this to the end of a line its words stand at the left of the mark. */
const NEAR_END = 110;

interface Mark {
  series: ChartSeries;
  x: number;
  y: number;
  text: string;
}

function line(plot: Plot, from: [number, number], to: [number, number], colour: string, width: number): void {
  const { context } = plot;
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

function text(
  plot: Plot,
  words: string,
  x: number,
  y: number,
  colour: string,
  align: CanvasTextAlign,
  bold = false,
): void {
  const { context, palette } = plot;
  context.font = `${bold ? 600 : 400} 12px ${palette.font}`;
  context.textAlign = align;
  // A rim in the ground's colour: words stay readable where a line runs through them.
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = palette.surface;
  context.strokeText(words, x, y);
  context.fillStyle = colour;
  context.fillText(words, x, y);
}

/** Base line, year and quarter ticks, their labels between the ticks. */
export function drawTimeAxis(plot: Plot, axis: TimeAxis): void {
  const { area, palette } = plot;
  const base = area.bottom;
  line(plot, [area.left, base], [area.right, base], palette.axis, 1);
  for (const part of axis.parts) {
    line(plot, [plot.x(part.from), base], [plot.x(part.from), base + 4], palette.axis, 1);
    text(plot, part.label, plot.x((part.from + part.to) / 2), base + 15, palette.hint, 'center');
  }
  const below = axis.parts.length > 0 ? 29 : 15;
  for (const year of axis.years) {
    line(plot, [plot.x(year.from), base], [plot.x(year.from), base + 18], palette.axis, 1);
    text(plot, year.label, plot.x((year.from + year.to) / 2), base + below, palette.hint, 'center');
  }
  line(plot, [area.right, base], [area.right, base + 18], palette.axis, 1);
}

/** The ceiling as a solid line with its label above it. */
export function drawCeiling(plot: Plot, ceiling: NonNullable<ChartData['ceiling']>, unit: number): void {
  const height = plot.y(ceiling.value / unit);
  line(plot, [plot.area.left, height], [plot.area.right, height], plot.palette.ink, 1.5);
  text(plot, ceiling.label, plot.area.left + 2, height - 6, plot.palette.ink, 'left', true);
}

/** The as-of line in plum with its date above; the label never leaves the plot. */
export function drawAsOf(plot: Plot, asOf: ChartData['asOf']): void {
  const { area, palette } = plot;
  const at = plot.x(dayOf(asOf) + 1);
  line(plot, [at, area.top - 14], [at, area.bottom], palette.asOf, 1.5);
  const half = 66;
  const centre = Math.min(Math.max(at, area.left + half), plot.canvasWidth - half);
  text(plot, `Stichtag ${formatDate(asOf)}`, centre, area.top - 20, palette.asOf, 'center', true);
}

function colourOf(palette: Palette, style: LineStyle): string {
  return style === 'plan' ? palette.plan : palette.accent;
}

function dot(plot: Plot, mark: Mark): void {
  const { context, palette } = plot;
  const { style } = mark.series;
  context.beginPath();
  context.arc(mark.x, mark.y, style === 'actual' ? 4.5 : 3.5, 0, Math.PI * 2);
  context.fillStyle = style === 'actual' ? palette.accent : palette.surface;
  context.strokeStyle = style === 'actual' ? palette.surface : colourOf(palette, style);
  context.lineWidth = style === 'forecast' ? 2 : 1.5;
  context.fill();
  context.stroke();
}

function lastOf(points: ChartSeries['points']): { day: number; value: number } | null {
  const point = points.at(-1);
  return point?.value === null || !point ? null : { day: dayOf(point.on), value: point.value };
}

function marksAt(plot: Plot, data: ChartData, where: 'asOf' | 'end'): Mark[] {
  const unit = AXIS_UNIT[data.unit];
  return data.series.flatMap((series) => {
    const words = where === 'asOf' ? series.labelAtAsOf : series.labelAtEnd;
    const known = series.points.filter((point) => point.value !== null);
    const point = where === 'end' ? lastOf(known) : pointAt(series, dayOf(data.asOf));
    if (words === undefined || !point) return [];
    return [{ series, text: words, x: plot.x(point.day + 1), y: plot.y(point.value / unit) }];
  });
}

/** Room that a label at the right of its mark has, to the edge of the drawing. */
function fits(plot: Plot, mark: Mark): boolean {
  const { context, palette, canvasWidth } = plot;
  context.font = `600 12px ${palette.font}`;
  return mark.x + LABEL_GAP + context.measureText(mark.text).width <= canvasWidth;
}

function label(plot: Plot, mark: Mark, x: number, y: number, align: CanvasTextAlign): void {
  const plan = mark.series.style === 'plan';
  text(plot, mark.text, x, y, plan ? plot.palette.ink2 : plot.palette.accent, align, !plan);
}

/** Dots and direct labels; on narrow screens the words move into the legend below the chart. */
export function drawLabels(plot: Plot, data: ChartData): void {
  const atAsOf = marksAt(plot, data, 'asOf');
  const atEnd = marksAt(plot, data, 'end');
  for (const mark of [...atAsOf, ...atEnd]) dot(plot, mark);
  if (plot.narrow) return;
  for (const mark of atAsOf) {
    const plan = mark.series.style === 'plan';
    // Near the end of the axis the place at the right belongs to the labels of the ends, and would be cut.
    const crowded = atEnd.some((end) => end.x - mark.x < NEAR_END) || !fits(plot, mark);
    if (plan) label(plot, mark, mark.x - 8, mark.y - 6, 'right');
    else if (crowded) label(plot, mark, mark.x - LABEL_GAP, mark.y + 15, 'right');
    else label(plot, mark, mark.x + LABEL_GAP, mark.y + 15, 'left');
  }
  const heights = spread(
    atEnd.map((mark) => mark.y),
    16,
  );
  atEnd.forEach((mark, index) => label(plot, mark, mark.x + 10, (heights[index] ?? mark.y) + 4, 'left'));
}
