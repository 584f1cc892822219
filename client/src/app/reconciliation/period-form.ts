import { HttpClient } from '@angular/common/http';
import { Component, type ElementRef, afterNextRender, inject, input, output, viewChild } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { Observable } from 'rxjs';
import type { SubmittedRequest } from '#shared/approvals/requests.ts';
import { monthWords } from '#shared/periods/periods.ts';
import { PeriodChange } from '#shared/periods/period-views.ts';
import type { PeriodChanged, PeriodRow } from '#shared/periods/period-views.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { OpenRequests } from '../requests/open-requests.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import type { PeriodAction } from './tie-out-rows.ts';

const SENTENCES: Record<PeriodAction['to'], string> = {
  held: 'Einlesungen, die neue Buchungen in diese Periode bringen, werden abgelehnt; zuordnen geht weiter.',
  open: 'Die Periode nimmt wieder Buchungen an.',
  closed: 'Danach ändert sich an dieser Periode nichts mehr; Nachbuchungen zählen in der nächsten offenen.',
  reopen: 'Das ist ein Antrag: Geöffnet wird die Periode, wenn eine andere Person ihn freigibt.',
};
const DONE: Record<PeriodAction['to'], string> = {
  held: 'ist angehalten',
  open: 'nimmt wieder Buchungen an',
  closed: 'ist geschlossen',
  reopen: ': Der Antrag wartet auf eine zweite Person',
};

/** The reason for a change of a period, docked under the table; what was typed stays after a refusal. */
@Component({
  selector: 'mc-period-form',
  imports: [DraftNote, EntryState, EntryText, FormField],
  template: `
    <form
      class="dock"
      aria-labelledby="h-period"
      (submit)="$event.preventDefault(); entry.send()"
      (keydown.escape)="closed.emit()"
    >
      <h3 id="h-period" #title tabindex="-1">Periode {{ name() }}: {{ action().word }}</h3>
      <p>{{ sentence() }}</p>
      <mc-draft-note [draft]="entry.draft" />
      <mc-entry-state [entry]="entry" [listed]="false" />
      <mc-entry-text
        fieldId="period-reason"
        label="Begründung"
        [rows]="2"
        [most]="500"
        [formField]="entry.fields.reason"
      />
      <p class="do">
        <button type="submit" class="btn main" [attr.aria-disabled]="entry.sending()">
          {{ action().to === 'reopen' ? 'Beantragen' : action().word }}
        </button>
        <button type="button" class="btn" (click)="closed.emit()">Abbrechen</button>
      </p>
    </form>
  `,
  styleUrl: './tie-out-dock.css',
})
export class PeriodForm {
  readonly row = input.required<PeriodRow>();
  readonly action = input.required<PeriodAction>();
  readonly closed = output();
  readonly done = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  private readonly openRequests = inject(OpenRequests);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  protected readonly entry = entryForm(PeriodChange.pick({ reason: true }), {
    name: 'period',
    subject: () => `${this.row().month} ${this.action().to}`,
    start: () => ({ reason: '' }),
    read: (typed) => typed,
    once: true,
    version: () => this.row().version,
    send: ({ reason }, headers) => this.change(reason, headers),
    sent: () => {
      const { to } = this.action();
      if (to === 'reopen') this.openRequests.reload();
      this.notices.show(`Periode ${this.name()} ${DONE[to]}.`.replace(' :', ':'));
      this.done.emit();
    },
  });

  constructor() {
    afterNextRender(() => this.title().nativeElement.focus());
  }

  protected name(): string {
    return monthWords(this.row().month);
  }

  protected sentence(): string {
    return SENTENCES[this.action().to];
  }

  /** A closed period is opened by two people; everything else by the one who asks, on the state that was read. */
  private change(reason: string, headers: Record<string, string>): Observable<unknown> {
    const { month } = this.row();
    const { to } = this.action();
    const { 'If-Match': read = '', 'Idempotency-Key': key = '' } = headers;
    if (to === 'reopen') {
      const body = { kind: 'reopen-period', payload: { month }, reason };
      return this.http.post<SubmittedRequest>('/api/requests', body, { headers: { 'Idempotency-Key': key } });
    }
    return this.http.patch<PeriodChanged>(
      `/api/periods/${month}`,
      { state: to, reason },
      { headers: { 'If-Match': read } },
    );
  }
}
