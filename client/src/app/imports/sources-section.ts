import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import type { SourceInput, SourceList, SourceResult } from '#shared/sources/sources.ts';
import { keepDraft } from '../core/drafts.ts';
import { Notices } from '../core/notices.ts';
import { Session } from '../core/session.ts';
import { withRequest } from '../core/with-request.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { SectionHead } from '../ui/section-head.ts';
import { FailedState } from '../ui/states.ts';

const SourceStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    add(source: SourceInput) {
      return store.run(http.post<SourceResult>('/api/sources', source));
    },
  })),
);

const EMPTY = { code: '', name: '', system: '', reason: '' };

/** Quellen: which system rows come from, and the form that adds one or changes where it belongs. */
@Component({
  selector: 'mc-sources-section',
  imports: [DraftNote, FailedState, SectionHead],
  providers: [SourceStore],
  templateUrl: './sources-section.html',
  styleUrl: './sources-section.css',
})
export class SourcesSection {
  readonly list = input.required<SourceList>();
  readonly changed = output();

  protected readonly store = inject(SourceStore);
  protected readonly mayWrite = inject(Session).may('imports:sources');
  private readonly notices = inject(Notices);

  protected readonly draft = signal(EMPTY);
  protected readonly typed = keepDraft({
    form: 'source',
    subject: () => '',
    value: () => this.draft(),
    restore: (draft) => this.draft.set(draft),
  });
  protected readonly systems = computed(() =>
    [...new Set(this.list().sources.map((source) => source.system))].sort(),
  );
  protected readonly button = computed(() => (this.list().needsRequest ? 'Beantragen' : 'Speichern'));
  protected readonly blocked = computed(() => {
    const { code, name, reason } = this.draft();
    if (code.trim() === '' || name.trim() === '') return 'Bitte Kürzel und Namen angeben.';
    return reason.trim() === '' ? 'Bitte kurz begründen.' : null;
  });

  protected set(field: keyof typeof EMPTY, text: string): void {
    this.draft.update((draft) => ({ ...draft, [field]: text }));
  }

  protected async send(): Promise<void> {
    if (this.blocked() !== null || this.store.loading()) return;
    const { code, name, system, reason } = this.draft();
    const own = code.trim();
    const saved = await this.store.add({
      ...{ code: own, name: name.trim(), reason: reason.trim() },
      system: system === '' ? own : system,
    });
    if (!saved) return;
    this.draft.set(EMPTY);
    this.typed.sent();
    this.notices.show(
      saved.requestId === null
        ? `Quelle ${saved.code} ist gespeichert.`
        : `Antrag Nr. ${saved.requestId} wartet auf Freigabe; die Quelle ${saved.code} gilt noch nicht.`,
    );
    this.changed.emit();
  }
}
