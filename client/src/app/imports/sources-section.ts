import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { SourceInput } from '#shared/sources/sources.ts';
import type { SourceList, SourceResult } from '#shared/sources/sources.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { Session } from '../core/session.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';

const EMPTY = { code: '', name: '', system: '', reason: '' };

/** Quellen: which system rows come from, and the form that adds one or changes where it belongs. */
@Component({
  selector: 'mc-sources-section',
  imports: [DraftNote, EntryState, EntryText, FormField, SectionHead, Table],
  templateUrl: './sources-section.html',
  styleUrl: './sources-section.css',
})
export class SourcesSection {
  readonly list = input.required<SourceList>();
  readonly changed = output();

  private readonly http = inject(HttpClient);
  protected readonly mayWrite = inject(Session).may('imports:sources');
  private readonly notices = inject(Notices);

  protected readonly entry = entryForm(SourceInput, {
    name: 'source',
    subject: () => '',
    start: () => EMPTY,
    read: ({ system, ...typed }) => ({ ...typed, system: system === '' ? typed.code : system }),
    // A source of its own stands in the system that is called like it.
    place: (path, { system }) => (path === 'system' && system === '' ? 'code' : path),
    send: (source) => this.http.post<SourceResult>('/api/sources', source),
    after: () => EMPTY,
    sent: ({ code, requestId }) => {
      this.notices.show(
        requestId === null
          ? `Quelle ${code} ist gespeichert.`
          : `Antrag Nr. ${requestId} wartet auf Freigabe; die Quelle ${code} gilt noch nicht.`,
      );
      this.changed.emit();
    },
  });
  /** What is still missing, else who decides. */
  protected readonly hint = computed(() => {
    const { code, name, reason } = this.entry.value();
    if (code.trim() === '' || name.trim() === '') return 'Bitte Kürzel und Namen angeben.';
    if (reason.trim() === '') return 'Bitte kurz begründen.';
    return this.list().needsRequest
      ? 'Es sind schon Beträge eingelesen: Eine zweite Person entscheidet.'
      : '';
  });
  protected readonly systems = computed(() =>
    [...new Set(this.list().sources.map((source) => source.system))].sort(),
  );
  protected readonly button = computed(() => (this.list().needsRequest ? 'Beantragen' : 'Speichern'));
}
