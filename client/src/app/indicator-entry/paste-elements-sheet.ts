import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import type { IndicatorDetail } from '#shared/indicators/indicators.ts';
import { elementColumns } from '#shared/indicators/paste-elements.ts';
import { PasteInput } from '#shared/master-data/paste.ts';
import type { PasteAnswer, PastePreview } from '#shared/master-data/paste.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { PasteRows, pasteSummary } from '../ui/paste-rows.ts';
import { SideSheet } from '../ui/side-sheet.ts';

/** Cells copied from a spreadsheet into a list: read row by row, then taken as a whole or not at all. */
@Component({
  selector: 'mc-paste-elements-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, PasteRows, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      heading="Liste aus Excel"
      [subtitle]="detail().indicator.name"
      (closed)="closed.emit()"
    >
      <mc-entry-state [entry]="entry" />
      <mc-entry-text
        fieldId="elements-text"
        label="Eingefügte Tabelle"
        [note]="
          'Spalten: ' +
          titles() +
          '. Mit Überschriften in beliebiger Reihenfolge. Stand: offen, in Arbeit, erfüllt, entfällt, ja oder nein.'
        "
        [rows]="8"
        [most]="60000"
        [formField]="entry.fields.text"
      />
      <mc-entry-text
        fieldId="elements-from"
        label="gilt ab, wo kein Tag steht"
        hint="TT.MM.JJJJ"
        [formField]="entry.fields.from"
      />
      <mc-entry-text
        fieldId="elements-reason"
        label="Begründung"
        note="Freiwillig; steht im Verlauf."
        [most]="300"
        [formField]="entry.fields.reason"
      />
      <p role="status">{{ summary() }}</p>
      @if (preview(); as read) {
        <mc-paste-rows [preview]="read" fresh="wird übernommen" [nameOf]="nameOf" />
      }
      <div class="do" sheet-actions>
        @if (preview()?.faulty === 0) {
          <mc-entry-send [entry]="entry" word="Übernehmen" doing="Wird übernommen …" />
        } @else {
          <button type="button" class="btn main" (click)="look()">Prüfen</button>
        }
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class PasteElementsSheet {
  readonly detail = input.required<IndicatorDetail>();
  readonly on = input.required<IsoDate>();
  readonly taken = output();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  private readonly path = computed(() => `/api/indicators/${this.detail().indicator.id}/pasted`);
  protected readonly titles = computed(() =>
    elementColumns(this.detail().indicator.basis)
      .map(({ title }) => title)
      .join(', '),
  );
  protected readonly nameOf = (values: Record<string, string>): string => values['name'] ?? '';
  protected readonly entry = entryForm(PasteInput, {
    name: 'indicator-paste',
    subject: () => this.detail().indicator.id,
    start: () => ({ text: '', from: formatDate(this.on()), reason: '' }),
    read: ({ from, ...typed }, read) => ({ ...typed, from: read.date(from, 'from') }),
    place: (path) => (path.startsWith('rows') ? 'text' : path),
    once: true,
    send: (body, headers) => this.http.post<PasteAnswer>(this.path(), body, { headers }),
    sent: ({ made, same }) => {
      const rest = same > 0 ? `, ${same} standen schon da` : '';
      this.notices.show(`${counted(made, 'Eintrag', 'Einträge')} übernommen${rest}.`);
      this.taken.emit();
    },
  });

  /** What is looked at: the text as it stood when the preview was asked for. */
  private readonly looked = signal<{ text: string; from: string } | null>(null);
  private readonly answer = asked<PastePreview>(() => {
    const body = this.looked();
    return body === null ? undefined : { url: `${this.path()}/preview`, method: 'POST', body };
  });
  /** The preview of what stands in the field now; undefined once something else is typed. */
  protected readonly preview = computed(() => {
    const { body, faults } = this.entry.reading();
    const looked = this.looked();
    const same = faults.length === 0 && looked?.text === body.text && looked.from === body.from;
    return same ? this.answer.fresh() : undefined;
  });
  protected readonly summary = computed(() => {
    const preview = this.preview();
    return preview ? pasteSummary(preview) : '';
  });

  protected look(): void {
    this.entry.try();
    const { body, faults } = this.entry.reading();
    if (faults.length > 0) this.entry.focusFault();
    else this.looked.set({ text: body.text, from: body.from });
  }
}
