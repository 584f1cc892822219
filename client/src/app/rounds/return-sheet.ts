import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { counted } from '#shared/counted.ts';
import { RoundDecision } from '#shared/rounds/rounds.ts';
import type { Round, RoundDetail, RoundProject } from '#shared/rounds/rounds.ts';
import { AsOf } from '../core/as-of.ts';
import { entryForm } from '../core/entry-form.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

/** Gives reports back with the sentence that their leads read at the form. */
@Component({
  selector: 'mc-return-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      heading="Berichte zurückgeben"
      [subtitle]="subtitle()"
      (closed)="closed.emit()"
    >
      <mc-entry-state [entry]="entry" nothing="es wurde nichts zurückgegeben" />
      <ul>
        @for (report of reports(); track report.projectId) {
          <li>{{ report.number }} {{ report.name }}</li>
        }
      </ul>
      <mc-entry-text
        fieldId="return-sentence"
        label="Was fehlt"
        note="Die Projektleitung liest den Satz am Formular, bis sie neu berichtet."
        [rows]="3"
        [most]="500"
        [formField]="entry.fields.sentence"
      />
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" word="Zurückgeben" doing="Wird zurückgegeben …" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
  styles: `
    ul {
      margin: 0 0 var(--s-3);
      padding-left: var(--s-4);
      max-height: 220px;
      overflow-y: auto;
    }
  `,
})
export class ReturnSheet {
  readonly round = input.required<Round>();
  readonly reports = input.required<readonly RoundProject[]>();
  readonly returned = output<RoundDetail>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly asOf = inject(AsOf);
  private readonly ids = computed(() => this.reports().flatMap(({ reportId }) => reportId ?? []));
  protected readonly subtitle = computed(() => counted(this.reports().length, 'Bericht', 'Berichte'));
  protected readonly entry = entryForm(RoundDecision, {
    name: 'round-return',
    subject: () => `${this.round().id} ${this.ids().join()}`,
    start: () => ({ sentence: '' }),
    read: ({ sentence }) => ({ decision: 'returned' as const, reportIds: this.ids(), sentence }),
    version: () => this.round().version,
    versionOf: ({ round }: RoundDetail) => round.version,
    once: true,
    send: (body, headers) =>
      this.http.post<RoundDetail>(
        `/api/rounds/${this.round().id}/decisions?asOf=${this.asOf.date() ?? ''}`,
        body,
        { headers },
      ),
    sent: (answer) => this.returned.emit(answer),
  });
}
