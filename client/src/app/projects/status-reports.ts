import { Component, computed, input } from '@angular/core';
import { formatEuro, minusCents } from '#shared/money.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { LightMark } from '../ui/light-mark.ts';
import { SectionHead } from '../ui/section-head.ts';
import { missingReportText } from './project-words.ts';
import { Table } from '../ui/table.ts';
import { EmptyState } from '../ui/states.ts';
import { whenText } from './project-tabs.ts';

/** The newest status report in full, and all earlier ones with their lights. */
@Component({
  selector: 'mc-status-reports',
  imports: [Table, EmptyState, IsoDatePipe, LightMark, SectionHead],
  templateUrl: './status-reports.html',
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--s-5);
      align-content: start;
    }
    .sentence {
      min-width: 30ch;
    }
    dl {
      max-width: 72ch;
    }
    dt {
      color: var(--ink-2);
      font-size: var(--fs-xs);
      margin-top: var(--s-2);
    }
    td,
    th {
      vertical-align: top;
    }
  `,
})
export class StatusReports {
  readonly detail = input.required<ProjectDetail>();

  protected readonly last = computed(() => this.detail().reports[0]);
  protected readonly heading = computed(() => (this.last() ? 'Letzter Bericht' : 'Bericht'));
  protected readonly sentence = computed(() => {
    const { project } = this.detail();
    return missingReportText(project);
  });
  protected readonly forecast = computed(() => {
    const { forecastCents, budgetCents } = this.detail().project;
    if (forecastCents === null) return '–';
    const deviation = formatEuro(minusCents(forecastCents, budgetCents));
    return `${formatEuro(forecastCents)} €; P − F: ${deviation} €`;
  });
  protected readonly when = whenText;
}
