import { Component, computed, input } from '@angular/core';
import type { ReportTable } from '#shared/report-table.ts';
import { ReportTableView } from '../report-table-view.ts';
import type { FigureOf } from '../report-table-view.ts';
import { ChartCanvas } from './chart-canvas.ts';
import type { ChartData } from './chart-data.ts';

/**
 * A line chart over time with its data as a table, which is there at once; the drawing and Chart.js are
 * loaded when the place is seen. `message` is the sentence a screen reader hears instead of the picture.
 */
@Component({
  selector: 'mc-chart',
  imports: [ChartCanvas, ReportTableView],
  template: `
    <figure>
      <div class="plot" role="img" [attr.aria-label]="message()">
        @defer (on viewport) {
          <mc-chart-canvas [data]="data()" />
        } @placeholder {
          <div class="plot"></div>
        } @error {
          <p class="muted">Das Bild konnte nicht geladen werden; die Zahlen stehen in der Tabelle.</p>
        }
      </div>
      @if (keys().length > 0) {
        <p class="legend" aria-hidden="true">
          @for (key of keys(); track key.text) {
            <span
              ><svg class="key"><path class="ln-{{ key.style }}" d="M0 6H22" /></svg>{{ key.text }}</span
            >
          }
        </p>
      }
      <details class="data" [open]="tableOpen()">
        <summary>{{ tableLabel() }}</summary>
        <mc-report-table [table]="table()" [captionHidden]="true" [figureOf]="figureOf()" />
      </details>
    </figure>
  `,
  styleUrl: './chart.css',
})
export class LineChart {
  readonly data = input.required<ChartData>();
  readonly table = input.required<ReportTable>();
  readonly message = input.required<string>();
  readonly tableLabel = input('Als Tabelle');
  readonly tableOpen = input(false);
  /** Where the figures of the table are explained. */
  readonly figureOf = input<FigureOf | null>(null);

  /** Words for the legend below, which narrow screens show instead of the direct labels. */
  protected readonly keys = computed(() =>
    this.data().series.map((series) => ({
      style: series.style,
      text: [series.labelAtAsOf ?? series.name, series.labelAtEnd].filter(Boolean).join(', am Ende '),
    })),
  );
}
