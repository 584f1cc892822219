import { Component, computed, input } from '@angular/core';
import { slipText } from '#shared/text/slip.ts';
import { RouterLink } from '@angular/router';
import { formatDate } from '#shared/calendar.ts';
import { overdueDays } from '#shared/milestones/milestone-rules.ts';
import type { MilestoneBrief, Overview } from '#shared/overview/overview.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';

interface Group {
  title: string;
  rows: readonly MilestoneBrief[];
  more: string;
}

/** Overdue and next milestones with baseline, forecast and slip in days. */
@Component({
  selector: 'mc-milestones-section',
  imports: [Table, IsoDatePipe, RouterLink, SectionHead],
  templateUrl: './milestones-section.html',
  styleUrl: './milestones-section.css',
})
export class MilestonesSection {
  readonly overview = input.required<Overview>();

  protected readonly slip = slipText;
  /** A forecast before the as-of date is no expectation any more. */
  protected passed(milestone: MilestoneBrief): string {
    return overdueDays({ ...milestone, reachedOn: null }, this.overview().asOf) > 0 ? ', überschritten' : '';
  }
  protected readonly sentence = computed(() => {
    const { overdueCount, dueCount, dueUntil, withoutReport } = this.overview().milestones;
    const missing = withoutReport.length === 0 ? '' : `; ohne Meldung: ${withoutReport.join(', ')}`;
    const late =
      overdueCount === 0
        ? 'Keiner ist überfällig'
        : `${overdueCount} ${overdueCount === 1 ? 'ist' : 'sind'} überfällig`;
    const next = `${dueCount} ${dueCount === 1 ? 'steht' : 'stehen'} bis ${formatDate(dueUntil)} an`;
    return `${late}, ${next}${missing}.`;
  });
  protected readonly groups = computed<Group[]>(() => {
    const { overdue, overdueCount, due, dueCount, dueUntil } = this.overview().milestones;
    const rest = (count: number) => (count > 0 ? `${count} weitere` : '');
    return [
      { title: 'Überfällig', rows: overdue, more: rest(overdueCount - overdue.length) },
      { title: `Fällig bis ${formatDate(dueUntil)}`, rows: due, more: rest(dueCount - due.length) },
    ].filter((group) => group.rows.length > 0);
  });
}
