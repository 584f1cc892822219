import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { businessDate } from '#shared/calendar.ts';
import type { ReportList } from '#shared/reports/reports.ts';
import { AsOf } from '../core/as-of.ts';
import { toRequestError } from '../core/request-error.ts';
import { Session } from '../core/session.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { EmptyState, FailedState, LoadingState } from '../ui/states.ts';

/** Berichte: what was issued, newest first; for the office also the draft at the as-of date. */
@Component({
  selector: 'mc-reports-page',
  imports: [EmptyState, FailedState, IsoDatePipe, LoadingState, RouterLink],
  templateUrl: './reports-page.html',
  styleUrl: './reports-page.css',
})
export class ReportsPage {
  protected readonly session = inject(Session);
  protected readonly asOf = inject(AsOf).date;

  protected readonly answer = httpResource<ReportList>(() => '/api/reports');
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });
  protected readonly reports = computed(() =>
    this.answer.hasValue()
      ? this.answer.value().reports.map((brief) => ({ ...brief, issuedOn: businessDate(brief.issuedAt) }))
      : null,
  );
}
