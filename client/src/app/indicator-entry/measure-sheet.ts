import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { MeasurementInput } from '#shared/indicators/indicators.ts';
import type { IndicatorDetail } from '#shared/indicators/indicators.ts';
import { parseValue } from '#shared/indicators/values.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import type { Reader } from '../core/reader.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

/** Records a measured value with its day and source; one for the same day corrects it. */
@Component({
  selector: 'mc-measure-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      heading="Messwert eintragen"
      [subtitle]="detail().indicator.name"
      (closed)="closed.emit()"
    >
      <mc-entry-state [entry]="entry" />
      <mc-entry-text
        fieldId="measured-value"
        [label]="labels().value"
        [hint]="labels().hint"
        [numeric]="true"
        [most]="20"
        [formField]="entry.fields.value"
      />
      @if (isShare()) {
        <mc-entry-text
          fieldId="measured-total"
          label="von insgesamt"
          [numeric]="true"
          [most]="20"
          [formField]="entry.fields.total"
        />
      }
      <mc-entry-text
        fieldId="measured-on"
        label="gemessen am"
        hint="TT.MM.JJJJ"
        note="Ein neuer Wert für denselben Tag berichtigt den alten; beide bleiben lesbar."
        [formField]="entry.fields.on"
      />
      <mc-entry-text
        fieldId="measured-source"
        label="Quelle"
        note="Zählung, Auswertung oder Bericht. Keine Namen von Personen."
        [most]="200"
        [formField]="entry.fields.source"
      />
      <mc-entry-text
        fieldId="measured-remark"
        label="Bemerkung"
        [rows]="2"
        [most]="1000"
        [formField]="entry.fields.remark"
      />
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" word="Eintragen" doing="Wird gespeichert …" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class MeasureSheet {
  readonly detail = input.required<IndicatorDetail>();
  readonly on = input.required<IsoDate>();
  readonly saved = output<IndicatorDetail>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly isShare = computed(() => this.detail().indicator.kind === 'share');
  protected readonly labels = computed(() => {
    const { kind, unit, model } = this.detail().indicator;
    if (kind === 'share') return { value: `Gezählt (${unit})`, hint: '50' };
    return kind === 'level'
      ? { value: `Stufe nach ${model?.name ?? 'dem Modell'}`, hint: '2,75' }
      : { value: `Anzahl (${unit})`, hint: '1.250' };
  });
  protected readonly entry = entryForm(MeasurementInput, {
    name: 'indicator-measurement',
    subject: () => this.detail().indicator.id,
    start: () => ({ value: '', total: '', on: formatDate(this.on()), source: '', remark: '' }),
    read: ({ value, total, on, source, remark }, read) => ({
      measuredOn: read.date(on, 'measuredOn'),
      value: this.value(value, 'value', read),
      total: this.isShare() ? this.value(total, 'total', read) : null,
      ...{ source, remark },
    }),
    place: (path) => (path === 'measuredOn' ? 'on' : path),
    version: () => this.detail().indicator.version,
    versionOf: ({ indicator }: IndicatorDetail) => indicator.version,
    send: (body, headers) =>
      this.http.post<IndicatorDetail>(`/api/indicators/${this.detail().indicator.id}/measurements`, body, {
        headers,
      }),
    sent: (answer) => {
      this.notices.show(`Messwert von „${answer.indicator.name}“ eingetragen.`);
      this.saved.emit(answer);
    },
  });

  /** What is counted of a share is pieces. */
  private value(text: string, path: string, read: Reader): number {
    const { kind } = this.detail().indicator;
    const value = parseValue(kind === 'share' ? 'count' : kind, text);
    if (value === undefined)
      read.fault(
        path,
        kind === 'level' ? 'Stufe bitte wie 2,75 schreiben.' : 'Zahl bitte wie 1.250 schreiben.',
      );
    return value ?? 0;
  }
}
