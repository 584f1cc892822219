import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { EnvelopeEnd } from '#shared/envelopes/envelopes.ts';
import type { EnvelopeAnswer, EnvelopeRow } from '#shared/envelopes/envelopes.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

/** Ends an envelope with its last day, or takes an end back; nothing is deleted. */
@Component({
  selector: 'mc-envelope-end-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      [heading]="row().to ? 'Ende zurücknehmen' : 'Rahmen beenden'"
      [subtitle]="row().name"
      (closed)="closed.emit()"
    >
      <mc-entry-state [entry]="entry" [listed]="false" />
      @if (!row().to) {
        <p>Bis zum letzten Tag bleibt er in Übersicht und Berichten, wie er war.</p>
        <mc-entry-text
          fieldId="envelope-end-on"
          label="letzter Tag"
          hint="TT.MM.JJJJ"
          [formField]="entry.fields.on"
        />
      }
      <mc-entry-text
        fieldId="envelope-end-reason"
        label="Begründung"
        [rows]="2"
        [most]="300"
        [formField]="entry.fields.reason"
      />
      <div class="do" sheet-actions>
        <mc-entry-send
          [entry]="entry"
          [word]="row().to ? 'Zurücknehmen' : 'Beenden'"
          doing="Wird gespeichert …"
        />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class EnvelopeEndSheet {
  readonly row = input.required<EnvelopeRow>();
  readonly asOf = input.required<IsoDate>();
  readonly saved = output();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly entry = entryForm(EnvelopeEnd, {
    name: 'envelope-end',
    subject: () => this.row().id,
    start: () => ({ on: formatDate(this.asOf()), reason: '' }),
    read: ({ on, reason }, read) => ({ on: this.row().to ? null : read.date(on, 'on'), reason }),
    version: () => this.row().version,
    versionOf: ({ row }: EnvelopeAnswer) => row.version,
    send: (body, headers) =>
      this.http.post<EnvelopeAnswer>(`/api/envelopes/${this.row().id}/end`, body, { headers }),
    sent: ({ row }) => {
      const words = row.to ? `endet am ${formatDate(row.to)}` : 'gilt weiter';
      this.notices.show(`${row.name} ${words}.`);
      this.saved.emit();
    },
  });
}
