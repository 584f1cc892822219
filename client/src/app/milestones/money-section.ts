import { Component, computed, input } from '@angular/core';
import { endOfMonth, formatDate, monthOf } from '#shared/calendar.ts';
import { MILESTONE_FIGURES, figureText } from '#shared/explain/address.ts';
import type { MilestonePage } from '#shared/milestones/milestones.ts';
import { formatChange, formatMillions, minusCents, ZERO_CENTS } from '#shared/money.ts';
import type { ReportTable } from '#shared/report-table.ts';
import type { FigureOf } from '../ui/report-table-view.ts';
import type { ChartData } from '../ui/chart/chart-data.ts';
import { LineChart } from '../ui/chart/chart.ts';
import { SectionHead } from '../ui/section-head.ts';

function figuresAt({ money, asOf }: MilestonePage) {
  const now = money.find((row) => row.month === monthOf(asOf));
  return {
    planned: now?.plannedCents ?? ZERO_CENTS,
    earned: now?.earnedCents ?? ZERO_CENTS,
    atEnd: money.at(-1)?.plannedCents ?? ZERO_CENTS,
  };
}

/** The weights planned by baseline and earned with evidence, cumulated to the end of each month. */
export function moneyChart(page: MilestonePage): ChartData {
  const { planned, earned, atEnd } = figuresAt(page);
  return {
    unit: 'cents',
    asOf: page.asOf,
    series: [
      {
        name: 'Plan',
        style: 'plan',
        points: page.money.map((row) => ({ on: endOfMonth(row.month), value: row.plannedCents })),
        labelAtAsOf: `Plan ${formatMillions(planned)}`,
        labelAtEnd: `Plan ${formatMillions(atEnd)}`,
      },
      {
        name: 'erreicht',
        style: 'actual',
        points: page.money.flatMap((row) =>
          row.earnedCents === null ? [] : { on: endOfMonth(row.month), value: row.earnedCents },
        ),
        labelAtAsOf: `erreicht ${formatMillions(earned)}`,
      },
    ],
  };
}

/** The same sums to the cent, month by month. */
export function moneyTable({ money }: MilestonePage): ReportTable {
  return {
    id: 'milestone-money',
    title: 'Gewichte der Meilensteine, kumuliert zum Monatsende, €',
    sentence: '',
    columns: [
      { key: 'on', label: 'zum', kind: 'text' },
      { key: 'planned', label: 'geplant (Basis)', kind: 'cents' },
      { key: 'earned', label: 'erreicht', kind: 'cents' },
      { key: 'deviation', label: 'erreicht − geplant', kind: 'cents' },
    ],
    rows: money.map(({ month, plannedCents, earnedCents }) => ({
      kind: 'row',
      cells: {
        on: formatDate(endOfMonth(month)),
        planned: plannedCents,
        earned: earnedCents,
        deviation: earnedCents === null ? null : minusCents(earnedCents, plannedCents),
      },
    })),
    notes: ['Gewicht = Kosten, die an einem Meilenstein hängen; erreicht zählt nur mit Nachweis.'],
  };
}

/** Geld je Meilenstein: what was to be reached by now, in euro, and what is. */
@Component({
  selector: 'mc-money-section',
  imports: [LineChart, SectionHead],
  template: `
    <section class="sec" aria-labelledby="h-money">
      <mc-section-head headingId="h-money" heading="Geld je Meilenstein" [sentence]="sentence()" />
      <mc-chart
        [data]="chart()"
        [table]="table()"
        [message]="sentence()"
        [figureOf]="figureOf"
        tableLabel="Als Tabelle, Euro"
      />
    </section>
  `,
})
export class MoneySection {
  readonly page = input.required<MilestonePage>();

  protected readonly chart = computed(() => moneyChart(this.page()));
  protected readonly figureOf: FigureOf = (_table, row, key) => {
    const month = this.page().money[row]?.month;
    const figure = MILESTONE_FIGURES.find((name) => name === key);
    return month === undefined || figure === undefined
      ? null
      : figureText({ of: 'milestones', figure, month });
  };
  protected readonly table = computed(() => moneyTable(this.page()));
  protected readonly sentence = computed(() => {
    const { planned, earned } = figuresAt(this.page());
    const deviation = formatChange(formatMillions(minusCents(earned, planned)));
    return `Meilensteine im Wert von ${formatMillions(earned)} Mio. € sind erreicht; geplant waren bis Ende des Monats ${formatMillions(planned)} (erreicht − geplant: ${deviation}).`;
  });
}
