import {
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  effect,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { Chart, LineController, LineElement, LinearScale, PointElement } from 'chart.js';
import type { ChartConfiguration, ChartDataset, Plugin } from 'chart.js';
import { dayOf, timeAxis } from './chart-axis.ts';
import { AXIS_UNIT } from './chart-data.ts';
import type { ChartData, ChartSeries } from './chart-data.ts';
import { drawAsOf, drawCeiling, drawLabels, drawTimeAxis } from './chart-drawing.ts';
import type { Plot } from './chart-drawing.ts';
import { readPalette, watchTheme } from './chart-palette.ts';
import type { Palette } from './chart-palette.ts';
import { valueScale } from './chart-value-scale.ts';

Chart.register(LineController, LineElement, LinearScale, PointElement);

const NARROW = 400;
const DASHES: Record<ChartSeries['style'], number[]> = { actual: [], forecast: [2, 3], plan: [6, 4] };
const WIDTHS: Record<ChartSeries['style'], number> = { actual: 2.5, forecast: 2, plan: 1.5 };

/** A point stands at the end of its day, so that 31.12. meets the end of the year. */
function dataset(series: ChartSeries, data: ChartData, palette: Palette): ChartDataset<'line'> {
  const unit = AXIS_UNIT[data.unit];
  const dots =
    data.unit !== 'cents' && data.unit !== 'fte' && series.style !== 'plan' && series.stepped !== true;
  return {
    data: series.points.map((point) => ({
      x: dayOf(point.on) + 1,
      y: point.value === null ? NaN : point.value / unit,
    })),
    borderColor: series.style === 'plan' ? palette.plan : palette.accent,
    borderDash: DASHES[series.style],
    borderWidth: WIDTHS[series.style],
    // A lone report between two missing ones has no line; its point must be seen.
    pointRadius: dots ? 2.5 : 0,
    pointBackgroundColor: palette.accent,
    stepped: series.stepped ?? false,
    tension: 0,
  };
}

/** The only file that imports Chart.js, and only the parts a line chart needs. Loaded when a chart is seen. */
@Component({
  selector: 'mc-chart-canvas',
  template: '<canvas #canvas aria-hidden="true"></canvas>',
  styleUrl: './chart-canvas.css',
})
export class ChartCanvas {
  readonly data = input.required<ChartData>();

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly destroyed = inject(DestroyRef);
  private chart: Chart<'line'> | undefined;

  constructor() {
    afterNextRender(() => {
      this.draw();
      this.destroyed.onDestroy(watchTheme(this.host.ownerDocument, () => this.draw()));
    });
    this.destroyed.onDestroy(() => this.chart?.destroy());
    effect(() => {
      this.data();
      if (this.chart) this.draw();
    });
  }

  /** Drawn anew rather than updated: a theme change touches every colour, and there is no animation to keep. */
  private draw(): void {
    this.chart?.destroy();
    this.chart = new Chart(this.canvas().nativeElement, this.configuration(readPalette(this.host)));
  }

  private configuration(palette: Palette): ChartConfiguration<'line'> {
    const data = this.data();
    const axis = timeAxis(data, this.host.clientWidth);
    const narrow = this.host.clientWidth < NARROW;
    const endLabels = !narrow && data.series.some((series) => series.labelAtEnd !== undefined);
    return {
      type: 'line',
      data: { datasets: data.series.map((series) => dataset(series, data, palette)) },
      options: {
        animation: false,
        events: [],
        parsing: false,
        normalized: true,
        responsive: true,
        maintainAspectRatio: false,
        layout: { padding: { top: 36, right: endLabels ? 118 : 8, bottom: 36, left: 0 } },
        scales: {
          x: { type: 'linear', display: false, min: axis.min, max: axis.max },
          y: valueScale(data, palette),
        },
      },
      plugins: [this.annotations(palette, narrow)],
    };
  }

  private annotations(palette: Palette, narrow: boolean): Plugin<'line'> {
    const data = this.data();
    return {
      id: 'annotations',
      afterDatasetsDraw: ({ ctx: context, chartArea: area, scales }) => {
        const { x, y } = scales;
        if (!x || !y) return;
        const plot: Plot = {
          context,
          area,
          palette,
          narrow,
          canvasWidth: this.host.clientWidth,
          x: (day) => x.getPixelForValue(day),
          y: (value) => y.getPixelForValue(value),
        };
        context.save();
        drawTimeAxis(plot, timeAxis(data, area.right - area.left));
        if (data.ceiling) drawCeiling(plot, data.ceiling, AXIS_UNIT[data.unit]);
        drawAsOf(plot, data.asOf);
        drawLabels(plot, data);
        context.restore();
      },
    };
  }
}
