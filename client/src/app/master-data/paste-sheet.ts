import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import { masterRules } from '#shared/master-data/master-kinds.ts';
import type { MasterKind } from '#shared/master-data/master-kinds.ts';
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

/** Cells copied from a spreadsheet: what was read of them row by row, then taken as a whole or not at all. */
@Component({
  selector: 'mc-paste-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, PasteRows, SideSheet],
  templateUrl: './paste-sheet.html',
})
export class PasteSheet {
  readonly kind = input.required<MasterKind>();
  readonly asOf = input.required<IsoDate>();
  readonly taken = output();
  readonly closed = output();

  protected readonly nameOf = (values: Record<string, string>): string =>
    `${values['code'] ?? ''} ${values['name'] ?? ''}`.trim();
  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly rules = computed(() => masterRules(this.kind()));
  protected readonly titles = computed(() =>
    Object.values(this.rules().fields)
      .map(({ title }) => title)
      .join(', '),
  );
  protected readonly entry = entryForm(PasteInput, {
    name: 'master-data-paste',
    subject: () => this.kind(),
    start: () => ({ text: '', from: formatDate(this.asOf()), reason: '' }),
    read: ({ from, ...typed }, read) => ({ ...typed, from: read.date(from, 'from') }),
    place: (path) => (path.startsWith('rows') ? 'text' : path),
    once: true,
    send: (body, headers) =>
      this.http.post<PasteAnswer>(`/api/master-data/${this.kind()}/pasted`, body, { headers }),
    sent: ({ made, same }) => {
      const { one, many } = this.rules().words;
      this.notices.show(
        `${counted(made, one, many)} angelegt${same > 0 ? `, ${same} standen schon da` : ''}.`,
      );
      this.taken.emit();
    },
  });

  /** What is looked at: the text as it stood when the preview was asked for. */
  private readonly looked = signal<{ text: string; from: string } | null>(null);
  protected readonly answer = asked<PastePreview>(() => {
    const body = this.looked();
    return body === null
      ? undefined
      : { url: `/api/master-data/${this.kind()}/pasted/preview`, method: 'POST', body };
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
    if (faults.length > 0) {
      this.entry.focusFault();
      return;
    }
    this.looked.set({ text: body.text, from: body.from });
  }
}
