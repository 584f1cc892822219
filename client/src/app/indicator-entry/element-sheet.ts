import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { ElementInput } from '#shared/indicators/indicators.ts';
import type { ElementRow, IndicatorDetail } from '#shared/indicators/indicators.ts';
import { ELEMENT_STATES, ELEMENT_STATE_WORDS } from '#shared/indicators/terms.ts';
import type { ElementState } from '#shared/indicators/terms.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { EntrySelect } from '../ui/entry/entry-select.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

/** The state of an element of a list from a day on; without one a new element. */
@Component({
  selector: 'mc-element-sheet',
  imports: [EntrySelect, EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      [heading]="element() ? 'Stand ändern' : 'In die Liste aufnehmen'"
      [subtitle]="subtitle()"
      (closed)="closed.emit()"
    >
      <mc-entry-state [entry]="entry" />
      @if (!element()) {
        <mc-entry-text fieldId="element-name" label="Name" [most]="160" [formField]="entry.fields.name" />
      }
      <mc-entry-select
        fieldId="element-state"
        label="Stand"
        empty=""
        [field]="entry.fields.state"
        [options]="states"
        [fault]="entry.faultAt('state')"
      />
      <mc-entry-text
        fieldId="element-on"
        label="gilt ab"
        hint="TT.MM.JJJJ"
        note="Ein früherer Stichtag zeigt weiter den früheren Stand."
        [formField]="entry.fields.on"
      />
      @if (!isOffice()) {
        <mc-entry-text
          fieldId="element-remark"
          label="Bemerkung"
          [most]="300"
          [formField]="entry.fields.remark"
        />
      }
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" word="Speichern" doing="Wird gespeichert …" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class ElementSheet {
  readonly detail = input.required<IndicatorDetail>();
  readonly element = input.required<ElementRow | null>();
  readonly on = input.required<IsoDate>();
  readonly saved = output<IndicatorDetail>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly isOffice = computed(() => this.detail().indicator.basis === 'offices');
  protected readonly subtitle = computed(() => this.element()?.name ?? this.detail().indicator.name);
  protected readonly states = ELEMENT_STATES.map((state) => [state, ELEMENT_STATE_WORDS[state]] as const);
  protected readonly entry = entryForm(ElementInput, {
    name: 'indicator-element',
    subject: () => `${this.detail().indicator.id} ${this.element()?.key ?? 'neu'}`,
    start: (): { name: string; state: ElementState; on: string; remark: string } => {
      const element = this.element();
      return {
        ...{ name: element?.key ?? '', state: element?.state ?? 'open', on: formatDate(this.on()) },
        remark: element?.remark ?? '',
      };
    },
    read: ({ name, state, on, remark }, read) => ({
      ...{ name, state, remark },
      effectiveOn: read.date(on, 'effectiveOn'),
    }),
    place: (path) => (path === 'effectiveOn' ? 'on' : path),
    version: () => this.detail().indicator.version,
    versionOf: ({ indicator }: IndicatorDetail) => indicator.version,
    send: (body, headers) =>
      this.http.post<IndicatorDetail>(`/api/indicators/${this.detail().indicator.id}/elements`, body, {
        headers,
      }),
    sent: (answer) => {
      const { name } = this.entry.value();
      this.notices.show(`${name}: ${ELEMENT_STATE_WORDS[this.entry.value().state]}.`);
      this.saved.emit(answer);
    },
  });
}
