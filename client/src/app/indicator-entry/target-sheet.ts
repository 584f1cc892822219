import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { TargetInput } from '#shared/indicators/indicators.ts';
import type { IndicatorDetail } from '#shared/indicators/indicators.ts';
import { parseValue, valueText } from '#shared/indicators/values.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { Table } from '../ui/table.ts';

const HINTS = { count: '3.000', share: '62,5', level: '2,75' } as const;

/** Sets what is to be reached by a day, sets it anew, or takes it back. */
@Component({
  selector: 'mc-target-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, IsoDatePipe, SideSheet, Table],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      heading="Ziel festlegen"
      [subtitle]="detail().indicator.name"
      (closed)="closed.emit()"
    >
      <mc-entry-state [entry]="entry" />
      <mc-entry-text
        fieldId="target-due"
        label="bis zum"
        hint="TT.MM.JJJJ"
        note="Zwischen zwei Zielen steigt der Plan gleichmäßig; vor dem ersten gibt es keinen."
        [formField]="entry.fields.due"
      />
      <mc-entry-text
        fieldId="target-value"
        [label]="label()"
        [hint]="hint()"
        note="Leer nimmt das Ziel dieses Tages zurück."
        [numeric]="true"
        [most]="20"
        [formField]="entry.fields.value"
      />
      <mc-entry-text
        fieldId="target-reason"
        label="Begründung"
        [rows]="2"
        [most]="500"
        [formField]="entry.fields.reason"
      />
      <mc-table
        caption="Ziele"
        [captioned]="true"
        [heads]="['bis zum', { word: 'Ziel', numeric: true }]"
        [empty]="detail().indicator.targets.length === 0 ? 'Es ist noch kein Ziel festgelegt.' : ''"
      >
        <tbody>
          @for (target of detail().indicator.targets; track target.dueOn) {
            <tr>
              <th scope="row">{{ target.dueOn | isoDate }}</th>
              <td class="r">
                {{ text(target.value) }}<span class="l2">{{ target.model }}</span>
              </td>
            </tr>
          }
        </tbody>
      </mc-table>
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" word="Festlegen" doing="Wird gespeichert …" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class TargetSheet {
  readonly detail = input.required<IndicatorDetail>();
  readonly saved = output<IndicatorDetail>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly hint = computed(() => HINTS[this.detail().indicator.kind]);
  protected readonly label = computed(() => {
    const { kind, unit } = this.detail().indicator;
    if (kind === 'share') return 'Ziel in Prozent';
    return kind === 'level' ? 'Ziel als Stufe' : `Ziel (${unit})`;
  });
  protected readonly entry = entryForm(TargetInput, {
    name: 'indicator-target',
    subject: () => this.detail().indicator.id,
    start: () => ({ due: '', value: '', reason: '' }),
    read: ({ due, value, reason }, read) => {
      const parsed = parseValue(this.detail().indicator.kind, value);
      const isEmpty = value.trim() === '';
      if (!isEmpty && parsed === undefined) read.fault('value', `Ziel bitte wie ${this.hint()} schreiben.`);
      return { dueOn: read.date(due, 'dueOn'), value: isEmpty ? null : (parsed ?? 0), reason };
    },
    place: (path) => (path === 'dueOn' ? 'due' : path),
    version: () => this.detail().indicator.version,
    versionOf: ({ indicator }: IndicatorDetail) => indicator.version,
    send: (body, headers) =>
      this.http.post<IndicatorDetail>(`/api/indicators/${this.detail().indicator.id}/targets`, body, {
        headers,
      }),
    sent: (answer) => {
      this.notices.show(`Ziel von „${answer.indicator.name}“ gespeichert.`);
      this.saved.emit(answer);
    },
  });

  protected text(value: number): string {
    const { kind, unit } = this.detail().indicator;
    return valueText(kind, value, unit);
  }
}
