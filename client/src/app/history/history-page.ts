import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { counted } from '#shared/counted.ts';
import type { HistoryPage as HistoryAnswer } from '#shared/history/history.ts';
import { actorText, fieldChanges, historyTitle } from '#shared/history/words.ts';
import { Session } from '../core/session.ts';
import { asked } from '../core/asked.ts';
import { SectionHead } from '../ui/section-head.ts';
import { OwnRowsNote } from '../ui/own-rows-note.ts';
import { ExportLink } from '../ui/export-link.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EmptyState } from '../ui/states.ts';
import { VerifySection } from './verify-section.ts';
import { PaperLink } from '../ui/paper-link.ts';

const BERLIN = new Intl.DateTimeFormat('de-DE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'medium',
  timeStyle: 'medium',
});

/** Verlauf: who changed what, when and why, newest first, with the chain's hash; and the checks of the data. */
@Component({
  selector: 'mc-history-page',
  imports: [
    ExportLink,
    PaperLink,
    AskedState,
    EmptyState,
    OwnRowsNote,
    RouterLink,
    SectionHead,
    VerifySection,
  ],
  templateUrl: './history-page.html',
  styleUrl: './history-page.css',
})
export class HistoryPage {
  /** `?vor=SEQ`: entries before this number; the newest without it. */
  readonly vor = input<string>();

  private readonly session = inject(Session);
  protected readonly mayVerify = computed(() => this.session.may('history:verify'));

  protected readonly before = computed(() => /^\d{1,15}$/u.exec(this.vor() ?? '')?.[0]);
  protected readonly answer = asked<HistoryAnswer>(() => {
    const before = this.before();
    return before === undefined ? '/api/history' : `/api/history?before=${before}`;
  });
  private readonly page = this.answer.value;
  protected readonly total = computed(() => this.page()?.total ?? 0);
  protected readonly next = computed(() => this.page()?.next ?? null);
  protected readonly entries = computed(() => {
    const page = this.page();
    return page?.entries.map((entry) => ({
      ...entry,
      title: historyTitle(entry, page.names),
      who: actorText(entry.actor, page.names),
      when: BERLIN.format(new Date(entry.at)),
      changes: fieldChanges(entry.before, entry.after, page.names),
    }));
  });
  protected readonly counted = counted;
}
