import { Component, computed, input } from '@angular/core';
import { formatDate } from '#shared/calendar.ts';
import { formatChange, formatMillions, minusCents, toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { figureText } from '#shared/explain/address.ts';
import { CURVE_FIGURES } from '#shared/explain/page-figures.ts';
import type { Overview } from '#shared/overview/overview.ts';
import { LineChart } from '../ui/chart/chart.ts';
import type { FigureOf } from '../ui/report-table-view.ts';
import { SectionHead } from '../ui/section-head.ts';
import { spendChart, spendTable } from './spend-chart.ts';

/** "1,85 weniger als geplant": the size of a deviation in words, so that its direction cannot be misread. */
function against(deviation: Cents, less: string, more: string): string {
  if (deviation === 0) return 'genau wie geplant';
  return `${formatMillions(toCents(Math.abs(deviation)))} ${deviation < 0 ? less : more}`;
}

/** Mittelabfluss: plan, actual and forecast of the first envelope, cumulated, against its ceiling. */
@Component({
  selector: 'mc-spend-section',
  imports: [LineChart, SectionHead],
  template: `
    <section class="sec" aria-labelledby="h-s">
      <mc-section-head headingId="h-s" [heading]="heading()" [sentence]="sentence()" />
      <mc-chart
        [data]="chart()"
        [table]="table()"
        [message]="sentence()"
        [figureOf]="figureOf"
        tableLabel="Als Tabelle, Euro"
      />
      <p class="hint">{{ overview().spend.basis }}</p>
    </section>
  `,
})
export class SpendSection {
  readonly overview = input.required<Overview>();

  protected readonly heading = computed(() => {
    const name = this.overview().envelopes[0]?.name;
    return name ? `Mittelabfluss, ${name}` : 'Mittelabfluss';
  });
  protected readonly sentence = computed(() => {
    const { actualAtAsOfCents, deviationCents, forecastAtEndCents, planAtEndCents, endOn } =
      this.overview().spend;
    const ahead = minusCents(forecastAtEndCents, planAtEndCents);
    const now = `Bis zum Stichtag sind ${formatMillions(actualAtAsOfCents)} Mio.\u00a0€ abgeflossen, ${against(deviationCents, 'weniger als geplant', 'mehr als geplant')}.`;
    return `${now} Bis ${formatDate(endOn)} werden ${formatMillions(forecastAtEndCents)} erwartet, ${against(ahead, 'unter Plan', 'über Plan')}.`;
  });
  protected readonly chart = computed(() => {
    const { asOf, spend } = this.overview();
    return spendChart(asOf, spend, formatChange(formatMillions(spend.deviationCents)));
  });
  protected readonly table = computed(() => spendTable(this.overview().spend));
  protected readonly figureOf: FigureOf = (table, row, key) => {
    const on = table.rows[row]?.cells['on'];
    const envelope = this.overview().envelopes[0]?.id;
    const figure = CURVE_FIGURES.find((name) => name === key);
    if (typeof on !== 'string' || envelope === undefined || figure === undefined) return null;
    return figureText({ of: 'curve', envelope, figure, month: on.slice(0, 7) });
  };
}
