import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import { WithdrawalInput } from '#shared/indicators/indicators.ts';
import type { IndicatorDetail, MeasurementRow } from '#shared/indicators/indicators.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

/** Takes a measurement back; it stays readable with the reason, and the one before counts again. */
@Component({
  selector: 'mc-withdraw-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      heading="Messwert zurücknehmen"
      [subtitle]="subtitle()"
      (closed)="closed.emit()"
    >
      <mc-entry-state [entry]="entry" />
      <mc-entry-text
        fieldId="withdrawal-reason"
        label="Begründung"
        note="Der Wert bleibt mit ihr lesbar und zählt nicht mehr."
        [rows]="2"
        [most]="500"
        [formField]="entry.fields.reason"
      />
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" word="Zurücknehmen" doing="Wird gespeichert …" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class WithdrawSheet {
  readonly detail = input.required<IndicatorDetail>();
  readonly measurement = input.required<MeasurementRow>();
  readonly saved = output<IndicatorDetail>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly subtitle = computed(
    () => `${this.detail().indicator.name}, ${formatDate(this.measurement().on)}`,
  );
  protected readonly entry = entryForm(WithdrawalInput, {
    name: 'indicator-withdrawal',
    subject: () => this.measurement().id ?? 0,
    start: () => ({ reason: '' }),
    read: ({ reason }) => ({ measurementId: this.measurement().id ?? 0, reason }),
    version: () => this.detail().indicator.version,
    versionOf: ({ indicator }: IndicatorDetail) => indicator.version,
    send: (body, headers) =>
      this.http.post<IndicatorDetail>(`/api/indicators/${this.detail().indicator.id}/withdrawals`, body, {
        headers,
      }),
    sent: (answer) => {
      this.notices.show('Messwert zurückgenommen.');
      this.saved.emit(answer);
    },
  });
}
