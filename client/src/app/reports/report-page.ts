import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { businessDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import type { IssuedReport, ReportList } from '#shared/reports/reports.ts';
import { asked } from '../core/asked.ts';
import { pageTitle } from '../core/page-title.ts';
import { Session } from '../core/session.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { AskedState } from '../ui/asked-state.ts';
import { CouncilDocument } from './council-document.ts';

/** An issued report, as it was frozen. */
@Component({
  selector: 'mc-report-page',
  imports: [AskedState, CouncilDocument, IsoDatePipe, RouterLink],
  templateUrl: './report-page.html',
  styleUrl: './report-bar.css',
})
export class ReportPage {
  readonly id = input.required<string>();

  private readonly reports = asked<ReportList>(() => '/api/reports');
  /** What it is compared with: the one it corrects, else the last one before its Stichtag. */
  protected readonly earlier = computed(() => {
    const brief = this.issued()?.brief;
    if (!brief) return null;
    const before = this.reports.value()?.reports.find(({ asOf }) => asOf < brief.asOf);
    return brief.corrects ?? before ?? null;
  });
  protected readonly session = inject(Session);
  protected readonly dayOf = (at: Instant) => businessDate(at);

  protected readonly answer = asked<IssuedReport>(() => `/api/reports/${encodeURIComponent(this.id())}`);
  protected readonly issued = computed(() => this.answer.fresh() ?? null);
  protected readonly issuedOn = computed(() => {
    const at = this.issued()?.brief.issuedAt;
    return at ? businessDate(at) : null;
  });

  constructor() {
    pageTitle(() => this.issued()?.report.title);
  }

  protected print(): void {
    window.print();
  }
}
