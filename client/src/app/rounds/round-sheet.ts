import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { Observable } from 'rxjs';
import { formatDate } from '#shared/calendar.ts';
import { NewRound, RoundEdit } from '#shared/rounds/rounds.ts';
import type { Round, RoundDetail, RoundList } from '#shared/rounds/rounds.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

type Answer = Round | RoundDetail;

const roundOf = (answer: Answer): Round => ('round' in answer ? answer.round : answer);

/** Opens the round of a reporting date, or gives an open one another due date or note. */
@Component({
  selector: 'mc-round-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      [heading]="round() ? 'Berichtsrunde ändern' : 'Berichtsrunde öffnen'"
      [subtitle]="subtitle()"
      (closed)="closed.emit()"
    >
      <mc-entry-state [entry]="entry" />
      @if (!round()) {
        <mc-entry-text
          fieldId="round-date"
          label="Berichtsstichtag"
          hint="TT.MM.JJJJ"
          note="Ende eines Quartals. Wer zu diesem Tag im Portfolio und nicht beendet ist, schuldet einen Bericht."
          [formField]="entry.fields.reportingDate"
        />
      }
      <mc-entry-text
        fieldId="round-due"
        label="Abgabefrist"
        hint="TT.MM.JJJJ"
        note="Der Tag selbst zählt noch; danach ist überfällig, was fehlt."
        [formField]="entry.fields.dueOn"
      />
      <mc-entry-text
        fieldId="round-note"
        label="Hinweis"
        note="Freiwillig; steht bei jedem, der einen Bericht schuldet."
        [rows]="3"
        [most]="500"
        [formField]="entry.fields.note"
      />
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" [word]="round() ? 'Speichern' : 'Öffnen'" doing="Wird gespeichert …" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class RoundSheet {
  /** The round that is changed; null opens one. */
  readonly round = input.required<Round | null>();
  readonly proposal = input.required<RoundList['proposal']>();
  readonly saved = output<Round>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly subtitle = computed(() => {
    const round = this.round();
    return round ? `Berichtsstichtag ${formatDate(round.reportingDate)}` : '';
  });
  protected readonly entry = entryForm(() => (this.round() ? RoundEdit : NewRound), {
    name: 'round',
    subject: () => this.round()?.id ?? '',
    start: () => {
      const { reportingDate, dueOn } = this.round() ?? this.proposal();
      const note = this.round()?.note ?? '';
      return { reportingDate: formatDate(reportingDate), dueOn: formatDate(dueOn), note };
    },
    read: ({ reportingDate, dueOn, note }, read) => ({
      ...(this.round() ? {} : { reportingDate: read.date(reportingDate, 'reportingDate') }),
      dueOn: read.date(dueOn, 'dueOn'),
      note,
    }),
    version: () => this.round()?.version ?? 0,
    versionOf: (answer: Answer) => roundOf(answer).version,
    once: true,
    send: (body, headers): Observable<Answer> => {
      const round = this.round();
      return round
        ? this.http.patch<RoundDetail>(`/api/rounds/${round.id}`, body, { headers })
        : this.http.post<Round>('/api/rounds', body, { headers });
    },
    sent: (answer) => {
      const round = roundOf(answer);
      this.notices.show(
        `Berichtsrunde ${formatDate(round.reportingDate)}: Frist ${formatDate(round.dueOn)} gespeichert.`,
      );
      this.saved.emit(round);
    },
  });
}
