import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import { nextStates } from '#shared/papers/paper-states.ts';
import { stateWord } from '#shared/papers/paper-filter.ts';
import { PaperStateInput } from '#shared/papers/papers.ts';
import type { PaperDetail } from '#shared/papers/papers.ts';
import type { PaperState } from '#shared/papers/terms.ts';
import { entryForm } from '../core/entry-form.ts';
import { EntryChoice } from '../ui/entry/entry-choice.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

interface Typed {
  state: PaperState | '';
  on: string;
  reason: string;
}

/** Records how a paper stands from a day on, with the reason. */
@Component({
  selector: 'mc-state-sheet',
  imports: [EntryChoice, EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      heading="Stand festhalten"
      [subtitle]="detail().paper.label"
      (closed)="closed.emit()"
    >
      <mc-entry-state [entry]="entry" />
      <mc-entry-choice
        fieldId="state-state"
        label="Stand"
        [options]="options()"
        [formField]="entry.fields.state"
      />
      @if (entry.faultAt('state'); as fault) {
        <p class="error">{{ fault }}</p>
      }
      <mc-entry-text fieldId="state-on" label="gilt ab" hint="TT.MM.JJJJ" [formField]="entry.fields.on" />
      <mc-entry-text
        fieldId="state-reason"
        label="Begründung"
        [rows]="2"
        [most]="300"
        [formField]="entry.fields.reason"
      />
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" word="Festhalten" doing="Wird gespeichert …" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class StateSheet {
  readonly detail = input.required<PaperDetail>();
  readonly saved = output<PaperDetail>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  /** What may follow on the Stichtag; the server judges by the day that is typed. */
  protected readonly options = computed(() => {
    const { paper, states, asOf } = this.detail();
    const facts = [...states].reverse();
    return nextStates(paper.kind, facts, asOf).map((state): readonly [PaperState | '', string] => [
      state,
      stateWord({ kind: paper.kind, state }),
    ]);
  });
  protected readonly entry = entryForm(PaperStateInput, {
    name: 'paper-state',
    subject: () => this.detail().paper.id,
    start: (): Typed => ({ state: '', on: formatDate(this.detail().asOf), reason: '' }),
    version: () => this.detail().paper.version,
    versionOf: (current: PaperDetail) => current.paper.version,
    read: ({ state, on, reason }, read) => ({
      state: state as PaperState,
      on: read.date(on, 'on'),
      reason,
    }),
    send: (body, headers) => {
      const { paper, asOf } = this.detail();
      return this.http.post<PaperDetail>(`/api/papers/${paper.id}/states?asOf=${asOf}`, body, { headers });
    },
    sent: (detail) => this.saved.emit(detail),
  });
}
