import { Component, input } from '@angular/core';
import type { ReportTable } from '#shared/report-table.ts';
import type { FigureOf } from '../ui/report-table-view.ts';
import { ReportTableView } from '../ui/report-table-view.ts';
import { EmptyState } from '../ui/states.ts';

/** The tables of a tab under their headings; one sentence where there is nothing. */
@Component({
  selector: 'mc-project-tables',
  imports: [EmptyState, ReportTableView],
  template: `
    @for (table of tables(); track table.id) {
      <section class="sec">
        <h2>{{ table.title }}</h2>
        <p class="lead">{{ table.sentence }}</p>
        <mc-report-table [table]="table" [captionHidden]="true" [figureOf]="figureOf()" />
      </section>
    } @empty {
      <mc-empty [sentence]="empty()" />
    }
  `,
  styles:
    ':host { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--s-5); margin-top: var(--s-4); }',
})
export class ProjectTables {
  readonly tables = input.required<readonly ReportTable[]>();
  readonly figureOf = input<FigureOf | null>(null);
  readonly empty = input.required<string>();
}
