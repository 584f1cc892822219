import { Component, computed, input } from '@angular/core';
import { endOfMonth } from '#shared/calendar.ts';
import type { PositionPage } from '#shared/positions/positions.ts';
import type { ReportTable } from '#shared/report-table.ts';
import { LineChart } from '../ui/chart/chart.ts';
import { postsChart } from '../ui/chart/posts-chart.ts';
import { SectionHead } from '../ui/section-head.ts';
import { positionSentence } from './position-tables.ts';

/** Authorised, planned and filled posts at the end of every month; filled stops at the as-of date. */
@Component({
  selector: 'mc-curve-section',
  imports: [LineChart, SectionHead],
  template: `
    <section class="sec" aria-labelledby="h-curve">
      <mc-section-head headingId="h-curve" heading="Besetzung im Verlauf" [sentence]="sentence()" />
      <mc-chart
        [data]="chart()"
        [table]="table()"
        [message]="sentence()"
        tableLabel="Als Tabelle, Monat für Monat"
      />
    </section>
  `,
})
export class CurveSection {
  readonly page = input.required<PositionPage>();

  protected readonly sentence = computed(() => positionSentence(this.page()));

  protected readonly chart = computed(() =>
    postsChart({ ...this.page(), planned: this.page().plannedFilled }),
  );

  protected readonly table = computed<ReportTable>(() => ({
    ...{ id: 'curve', title: 'Stellen am Monatsende', sentence: '' },
    columns: [
      { key: 'on', label: 'Monatsende', kind: 'date' },
      { key: 'authorised', label: 'bewilligt', kind: 'fte' },
      { key: 'planned', label: 'geplant besetzt', kind: 'fte' },
      { key: 'filled', label: 'besetzt', kind: 'fte' },
    ],
    rows: this.page().curve.map(({ month, authorised, planned, filled }) => ({
      kind: 'row',
      cells: { on: endOfMonth(month), authorised, planned, filled },
    })),
    notes: ['Nach dem Stichtag ist die Besetzung nicht bekannt: „–“.'],
  }));
}
