import { Component, computed, input } from '@angular/core';
import { figureText } from '#shared/explain/address.ts';
import { formatFte, toFte } from '#shared/fte.ts';
import { formatQuota } from '#shared/money.ts';
import type { Overview } from '#shared/overview/overview.ts';
import type { ReportTable } from '#shared/report-table.ts';
import { LineChart } from '../ui/chart/chart.ts';
import { postsChart } from '../ui/chart/posts-chart.ts';
import type { FigureOf } from '../ui/report-table-view.ts';
import { SectionHead } from '../ui/section-head.ts';

/** Stellen: authorised, planned and filled over time; the table gives them by state at the as-of date. */
@Component({
  selector: 'mc-positions-section',
  imports: [LineChart, SectionHead],
  template: `
    <section class="sec" aria-labelledby="h-p">
      <mc-section-head headingId="h-p" heading="Stellen" [sentence]="sentence()" />
      <mc-chart
        [data]="chart()"
        [table]="table()"
        [message]="sentence()"
        tableLabel="Als Tabelle, nach Zustand"
        [figureOf]="figureOf"
      />
    </section>
  `,
})
export class PositionsSection {
  readonly overview = input.required<Overview>();

  protected readonly sentence = computed(() => {
    const { authorised, planned, filled } = this.overview().positions;
    const open = toFte(authorised - filled);
    const has = `${formatFte(filled)} von ${formatFte(authorised)} Stellen sind besetzt; geplant waren ${formatFte(planned)}.`;
    return `${has} Unbesetzt: ${formatFte(open)} oder ${formatQuota(open, authorised)}.`;
  });

  protected readonly chart = computed(() =>
    postsChart({ asOf: this.overview().asOf, ...this.overview().positions }),
  );

  protected readonly figureOf: FigureOf = (table, row, key) =>
    key === 'fte' && table.rows[row]?.kind === 'total'
      ? figureText({ of: 'positions', figure: 'authorised' })
      : null;
  protected readonly table = computed<ReportTable>(() => {
    const { byState, authorised } = this.overview().positions;
    return {
      id: 'positions',
      title: 'Stellen nach Zustand zum Stichtag',
      sentence: '',
      columns: [
        { key: 'state', label: 'Zustand', kind: 'text' },
        { key: 'fte', label: 'Stellen', kind: 'fte' },
      ],
      rows: [
        ...byState.map(({ label, fte }) => ({ kind: 'row' as const, cells: { state: label, fte } })),
        {
          kind: 'total',
          cells: { state: 'bewilligt', fte: authorised },
          sums: byState.map((_, index) => index),
        },
      ],
      notes: [],
    };
  });
}
