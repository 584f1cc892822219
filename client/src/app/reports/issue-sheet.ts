import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router } from '@angular/router';
import type { IsoDate } from '#shared/calendar.ts';
import { IssueReport } from '#shared/reports/reports.ts';
import type { IssuedReport } from '#shared/reports/reports.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { SideSheet } from '../ui/side-sheet.ts';

/** Issues the report: says what it means, asks for the GRDrs number, and cannot be taken back. */
@Component({
  selector: 'mc-issue-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, IsoDatePipe, SideSheet],
  templateUrl: './issue-sheet.html',
})
export class IssueSheet {
  readonly asOf = input.required<IsoDate>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);

  protected readonly entry = entryForm(IssueReport, {
    name: 'issue',
    subject: this.asOf,
    start: () => ({ reference: '' }),
    read: ({ reference }) => ({ asOf: this.asOf(), reference }),
    send: (body) => this.http.post<IssuedReport>('/api/reports', body),
    sent: ({ brief }) => {
      this.notices.show(`Der Bericht GRDrs ${brief.reference} ist herausgegeben.`);
      void this.router.navigate(['/berichte', brief.id], { queryParamsHandling: 'preserve' });
    },
  });
}
