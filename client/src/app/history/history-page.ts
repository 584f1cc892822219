import { httpResource } from '@angular/common/http';
import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { counted } from '#shared/counted.ts';
import type { HistoryPage as HistoryAnswer } from '#shared/history/history.ts';
import { actorText, fieldChanges, historyTitle } from '#shared/history/words.ts';
import { kept } from '../core/kept.ts';
import { toRequestError } from '../core/request-error.ts';
import { SectionHead } from '../ui/section-head.ts';
import { EmptyState, FailedState, LoadingState } from '../ui/states.ts';
import { VerifySection } from './verify-section.ts';

const BERLIN = new Intl.DateTimeFormat('de-DE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'medium',
  timeStyle: 'medium',
});

/** Verlauf: who changed what, when and why, newest first, with the chain's hash; and the checks of the data. */
@Component({
  selector: 'mc-history-page',
  imports: [EmptyState, FailedState, LoadingState, RouterLink, SectionHead, VerifySection],
  templateUrl: './history-page.html',
  styleUrl: './history-page.css',
})
export class HistoryPage {
  /** `?vor=SEQ`: entries before this number; the newest without it. */
  readonly vor = input<string>();

  protected readonly answer = httpResource<HistoryAnswer>(() => {
    const before = /^\d{1,15}$/u.exec(this.vor() ?? '')?.[0];
    return before === undefined ? '/api/history' : `/api/history?before=${before}`;
  });
  private readonly page = kept(this.answer);
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });
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
