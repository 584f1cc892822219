import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { IndicatorEnd } from '#shared/indicators/indicators.ts';
import type { IndicatorDetail } from '#shared/indicators/indicators.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

/** Ends an indicator with its last day, or takes an end back; nothing is deleted. */
@Component({
  selector: 'mc-indicator-end-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      [heading]="detail().indicator.endsOn ? 'Ende zurücknehmen' : 'Kennzahl beenden'"
      [subtitle]="detail().indicator.name"
      (closed)="closed.emit()"
    >
      <mc-entry-state [entry]="entry" />
      @if (!detail().indicator.endsOn) {
        <mc-entry-text
          fieldId="indicator-end-on"
          label="letzter Tag"
          hint="TT.MM.JJJJ"
          note="Bis dahin bleibt sie in Übersicht und Berichten, wie sie war."
          [formField]="entry.fields.on"
        />
      }
      <mc-entry-text
        fieldId="indicator-end-reason"
        label="Begründung"
        [rows]="2"
        [most]="500"
        [formField]="entry.fields.reason"
      />
      <div class="do" sheet-actions>
        <mc-entry-send
          [entry]="entry"
          [word]="detail().indicator.endsOn ? 'Zurücknehmen' : 'Beenden'"
          doing="Wird gespeichert …"
        />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class IndicatorEndSheet {
  readonly detail = input.required<IndicatorDetail>();
  readonly on = input.required<IsoDate>();
  readonly saved = output<IndicatorDetail>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly entry = entryForm(IndicatorEnd, {
    name: 'indicator-end',
    subject: () => this.detail().indicator.id,
    start: () => ({ on: formatDate(this.on()), reason: '' }),
    read: ({ on, reason }, read) => ({
      on: this.detail().indicator.endsOn ? null : read.date(on, 'on'),
      reason,
    }),
    version: () => this.detail().indicator.version,
    versionOf: ({ indicator }: IndicatorDetail) => indicator.version,
    send: (body, headers) =>
      this.http.post<IndicatorDetail>(`/api/indicators/${this.detail().indicator.id}/end`, body, { headers }),
    sent: (answer) => {
      const { name, endsOn } = answer.indicator;
      this.notices.show(`„${name}“ ${endsOn ? `endet am ${formatDate(endsOn)}` : 'gilt weiter'}.`);
      this.saved.emit(answer);
    },
  });
}
