import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { businessDate } from '#shared/calendar.ts';
import type { ReportDraftList } from '#shared/reports/report-drafts.ts';
import type { ReportList } from '#shared/reports/reports.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Session } from '../core/session.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EmptyState } from '../ui/states.ts';

/** Berichte: what was issued, newest first; for the office also the draft at the as-of date. */
@Component({
  selector: 'mc-reports-page',
  imports: [AskedState, EmptyState, IsoDatePipe, RouterLink],
  templateUrl: './reports-page.html',
  styleUrl: './reports-page.css',
})
export class ReportsPage {
  protected readonly session = inject(Session);
  protected readonly asOf = inject(AsOf).date;

  private readonly composed = asked<ReportDraftList>(() =>
    this.session.may('reports:draft') ? '/api/report-drafts' : undefined,
  );
  protected readonly drafts = computed(() => this.composed.value()?.drafts);

  protected readonly answer = asked<ReportList>(() => '/api/reports');
  protected readonly reports = computed(() =>
    this.answer.value()?.reports.map((brief) => ({ ...brief, issuedOn: businessDate(brief.issuedAt) })),
  );
}
