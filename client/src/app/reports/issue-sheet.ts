import { Component, computed, inject, input, output, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { IsoDate } from '#shared/calendar.ts';
import { keepDraft } from '../core/drafts.ts';
import { Notices } from '../core/notices.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { FailedState } from '../ui/states.ts';
import { IssueStore } from './issue-store.ts';

const REFERENCE = /^\d{1,4}\/\d{4}$/u;

/** Issues the report: says what it means, asks for the GRDrs number, and cannot be taken back. */
@Component({
  selector: 'mc-issue-sheet',
  imports: [FailedState, IsoDatePipe, SideSheet],
  providers: [IssueStore],
  templateUrl: './issue-sheet.html',
})
export class IssueSheet {
  readonly asOf = input.required<IsoDate>();
  readonly closed = output();

  protected readonly store = inject(IssueStore);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);

  protected readonly reference = signal('');
  private readonly tried = signal(false);
  protected readonly fault = computed(() =>
    !this.tried() || REFERENCE.test(this.reference())
      ? ''
      : 'Die GRDrs-Nummer fehlt oder ist unvollständig, zum Beispiel 123/2021.',
  );

  protected readonly kept = keepDraft({
    form: 'issue',
    subject: () => this.asOf(),
    value: () => this.reference(),
    restore: (reference) => this.reference.set(reference),
  });

  protected type(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.reference.set(event.target.value.trim());
    this.store.clearError();
  }

  protected async issue(event?: Event): Promise<void> {
    event?.preventDefault();
    this.tried.set(true);
    if (this.fault() !== '' || this.store.loading()) return;
    const issued = await this.store.issue(this.asOf(), this.reference());
    if (!issued) return;
    this.kept.sent();
    this.notices.show(`Der Bericht GRDrs ${issued.brief.reference} ist herausgegeben.`);
    await this.router.navigate(['/berichte', issued.brief.id], { queryParamsHandling: 'preserve' });
  }
}
