import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { businessDate } from '#shared/calendar.ts';
import type { IssuedReport } from '#shared/reports/reports.ts';
import { toRequestError } from '../core/request-error.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { CouncilDocument } from './council-document.ts';

/** An issued report, as it was frozen. */
@Component({
  selector: 'mc-report-page',
  imports: [CouncilDocument, FailedState, IsoDatePipe, LoadingState, RouterLink],
  templateUrl: './report-page.html',
  styleUrl: './report-bar.css',
})
export class ReportPage {
  readonly id = input.required<string>();
  private readonly title = inject(Title);

  protected readonly answer = httpResource<IssuedReport>(
    () => `/api/reports/${encodeURIComponent(this.id())}`,
  );
  protected readonly issued = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly issuedOn = computed(() => {
    const at = this.issued()?.brief.issuedAt;
    return at ? businessDate(at) : null;
  });
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });

  constructor() {
    effect(() => {
      const report = this.issued()?.report;
      if (report) this.title.setTitle(`${report.title} – MoveS-Cockpit`);
    });
  }

  protected print(): void {
    window.print();
  }
}
