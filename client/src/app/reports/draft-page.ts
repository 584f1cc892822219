import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ReportDraft } from '#shared/reports/reports.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Session } from '../core/session.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { AskedState } from '../ui/asked-state.ts';
import { CouncilDocument } from './council-document.ts';
import { IssueSheet } from './issue-sheet.ts';

/** The report as it would look now at the as-of date; from here it is issued. */
@Component({
  selector: 'mc-draft-page',
  imports: [AskedState, CouncilDocument, IsoDatePipe, IssueSheet, RouterLink],
  templateUrl: './draft-page.html',
  styleUrl: './report-bar.css',
})
export class DraftPage {
  protected readonly session = inject(Session);
  protected readonly asOf = inject(AsOf).date;
  protected readonly issuing = signal(false);

  protected readonly answer = asked<ReportDraft>(() => {
    const date = this.asOf();
    return date ? `/api/reports/draft?asOf=${date}` : undefined;
  });
  private readonly draft = this.answer.value;
  protected readonly report = computed(() => this.draft()?.report ?? null);
  /** Only what is shown may be issued: not an older draft while another date loads or has failed. */
  protected readonly issuable = computed(() => {
    const date = this.report()?.asOf;
    return date !== undefined && date === this.asOf() && !this.answer.failure() ? date : null;
  });

  protected print(): void {
    window.print();
  }
}
