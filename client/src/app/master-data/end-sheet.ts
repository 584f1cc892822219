import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import { RecordEnd } from '#shared/master-data/master-data.ts';
import type { MasterAnswer, MasterList, MasterRow } from '#shared/master-data/master-data.ts';
import { masterRules } from '#shared/master-data/master-kinds.ts';
import type { MasterKind } from '#shared/master-data/master-kinds.ts';
import { usesInWords } from '#shared/master-data/record-rules.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

/** Ends a record with its last day; what goes on is named, and so is who takes it over. */
@Component({
  selector: 'mc-end-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      [heading]="words().one + ' beenden'"
      [subtitle]="row().values['code'] + ' ' + row().values['name']"
      (closed)="closed.emit()"
    >
      <mc-entry-state [entry]="entry" [listed]="false" />
      <p>
        {{ belongs() }} Nichts wird gelöscht: Bis zum letzten Tag bleibt alles, wie es war, und das Ende lässt
        sich zurücknehmen.
      </p>
      <mc-entry-text fieldId="end-on" label="letzter Tag" hint="TT.MM.JJJJ" [formField]="entry.fields.on" />
      <mc-entry-text
        fieldId="end-successors"
        label="Nachfolge"
        [note]="note()"
        list="end-choices"
        [formField]="entry.fields.successors"
      />
      <datalist id="end-choices">
        @for (choice of choices(); track choice.id) {
          <option [value]="choice.values['code']">{{ choice.values['name'] }}</option>
        }
      </datalist>
      @if (named(); as names) {
        <p class="hint" role="status">{{ names }}</p>
      }
      <mc-entry-text
        fieldId="end-reason"
        label="Begründung"
        [rows]="2"
        [most]="300"
        [formField]="entry.fields.reason"
      />
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" word="Beenden" doing="Wird gespeichert …" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class EndSheet {
  readonly kind = input.required<MasterKind>();
  readonly row = input.required<MasterRow>();
  readonly list = input.required<MasterList>();
  readonly finished = output<MasterAnswer>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  private readonly rules = computed(() => masterRules(this.kind()));
  protected readonly words = computed(() => this.rules().words);
  protected readonly choices = computed(() =>
    this.list().rows.filter(({ id, to }) => id !== this.row().id && to === null),
  );
  protected readonly note = computed(() =>
    this.rules().successors === 'many'
      ? 'Nummern mit Komma: eine, wenn es aufgeht in einem anderen, mehrere, wenn es geteilt wird.'
      : 'Nummer dessen, was an seine Stelle tritt; leer, wenn nichts mehr dazu gehört.',
  );
  protected readonly belongs = computed(() => {
    const { uses } = this.row();
    return uses.length === 0 ? '' : `Am Stichtag gehören dazu: ${usesInWords(uses)}; sie ziehen einzeln um.`;
  });
  protected readonly entry = entryForm(RecordEnd, {
    name: 'master-data-end',
    subject: () => `${this.kind()}/${this.row().id}`,
    start: () => ({ on: formatDate(this.list().asOf), successors: '', reason: '' }),
    read: ({ on, successors, reason }, read) => ({
      on: read.date(on, 'on'),
      successors: codesOf(successors),
      reason,
    }),
    place: (path) => (path.startsWith('successors') ? 'successors' : path),
    version: () => this.row().version,
    versionOf: ({ row }: MasterAnswer) => row.version,
    send: (body, headers) =>
      this.http.post<MasterAnswer>(`/api/master-data/${this.kind()}/${this.row().id}/end`, body, { headers }),
    sent: (answer) => {
      const { values, to } = answer.row;
      const on = to === null ? '' : formatDate(to);
      this.notices.show(`${values['code'] ?? ''} ${values['name'] ?? ''} endet am ${on}.`);
      this.finished.emit(answer);
    },
  });
  /** What the typed numbers are called. */
  protected readonly named = computed(() =>
    codesOf(this.entry.value().successors)
      .map((typed) => this.choices().find(({ values }) => values['code'] === typed)?.values)
      .map((values) => (values ? `${values['code'] ?? ''} ${values['name'] ?? ''}` : ''))
      .filter((words) => words !== '')
      .join(' und '),
  );
}

function codesOf(text: string): string[] {
  return text
    .split(/[,;]/u)
    .map((code) => code.trim())
    .filter((code) => code !== '');
}
