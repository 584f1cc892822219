import { HttpClient, HttpHeaders } from '@angular/common/http';
import {
  Component,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { formatDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import { ROUND_VIEWS, ROUND_VIEW_WORDS, filterWords, shownReports } from '#shared/rounds/round-filter.ts';
import type { RoundFilter } from '#shared/rounds/round-filter.ts';
import type { RoundDecision, RoundDetail, RoundProject } from '#shared/rounds/rounds.ts';
import { Notices } from '../core/notices.ts';
import { onceKey } from '../core/once-key.ts';
import { toRequestError } from '../core/request-error.ts';
import type { RequestError } from '../core/request-error.ts';
import { ExportLink } from '../ui/export-link.ts';
import { SectionHead } from '../ui/section-head.ts';
import { EmptyState, FailedState } from '../ui/states.ts';
import { RoundBar } from './round-bar.ts';
import { RoundProjects } from './round-projects.ts';
import { slugOf } from './round-views.ts';

/** One round: how far it is, its projects with a filter that lives in the address, and what the office does with them. */
@Component({
  selector: 'mc-round-section',
  imports: [EmptyState, ExportLink, FailedState, RoundBar, RoundProjects, RouterLink, SectionHead],
  templateUrl: './round-section.html',
  styleUrl: './round-section.css',
})
export class RoundSection {
  readonly detail = input.required<RoundDetail>();
  readonly filter = input.required<RoundFilter>();
  readonly mayEdit = input.required<boolean>();
  readonly editing = output();
  readonly returning = output<readonly RoundProject[]>();
  readonly changed = output<RoundDetail>();

  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly injector = inject(Injector);
  private readonly closeButton = viewChild<ElementRef<HTMLElement>>('closeButton');
  protected readonly refused = signal<RequestError | null>(null);
  protected readonly sending = signal(false);
  protected readonly closing = signal(false);
  private readonly roundId = computed(() => this.detail().round.id);
  /** Anew with every version: what was decided about is not chosen any more. */
  protected readonly picked = linkedSignal<string, readonly number[]>({
    source: computed(() => `${this.roundId()}/${this.detail().round.version}`),
    computation: () => [],
  });
  protected readonly shown = computed(() => shownReports(this.detail().projects, this.filter()));
  /** The chosen ones among those that are shown: nobody decides about what they do not see. */
  protected readonly chosen = computed(() => {
    const picked = new Set(this.picked());
    return this.shown().flatMap(({ reportId }) =>
      reportId !== null && picked.has(reportId) ? reportId : [],
    );
  });
  protected readonly filePath = computed(() => `/api/rounds/${this.roundId()}/xlsx`);
  protected readonly fileFilter = computed(() => ({ asOf: this.detail().asOf, ...this.filter() }));
  protected readonly fileWords = computed(
    () => `${counted(this.shown().length, 'Projekt', 'Projekte')}: ${filterWords(this.filter())}`,
  );
  protected readonly isOpen = computed(() => this.detail().round.state === 'open');
  protected readonly heading = computed(
    () => `Berichtsrunde ${formatDate(this.detail().round.reportingDate)}`,
  );
  protected readonly sentence = computed(() => {
    const { round, asOf } = this.detail();
    const due = `Abgabefrist ${formatDate(round.dueOn)}`;
    if (round.state === 'closed') return `${due}. Die Runde ist geschlossen; wer schuldete, steht fest.`;
    if (round.reportingDate > asOf)
      return `${due}. Am Stichtag ${formatDate(asOf)} ist der Berichtsstichtag noch nicht erreicht.`;
    return asOf > round.dueOn
      ? `${due}; am Stichtag ${formatDate(asOf)} ist sie abgelaufen.`
      : `${due}; am Stichtag ${formatDate(asOf)} läuft sie noch.`;
  });
  protected readonly views = computed(() => {
    const { counts } = this.detail().round;
    return [
      { key: undefined, slug: null, word: 'alle', count: counts.total },
      ...ROUND_VIEWS.map((view) => ({
        key: view,
        slug: slugOf(view),
        word: ROUND_VIEW_WORDS[view],
        count: counts[view],
      })),
    ];
  });
  protected readonly nothing = computed(() =>
    this.detail().projects.length === 0
      ? 'Kein Projekt, das Sie sehen, schuldet zu diesem Stichtag einen Bericht.'
      : `Kein Projekt der Runde passt auf: ${filterWords(this.filter())}.`,
  );
  protected readonly closeWords = computed(() => {
    const { open, submitted } = this.detail().round.counts;
    const missing = open > 0 ? `${counted(open, 'Bericht fehlt', 'Berichte fehlen')}. ` : '';
    const undecided = submitted > 0 ? `${submitted} eingereicht, noch nicht entschieden. ` : '';
    return `${missing}${undecided}Eine geschlossene Runde wird nicht wieder geöffnet, damit feststeht, wer schuldete.`;
  });

  protected look(text: string): void {
    const suche = text.trim() === '' ? null : text.trim();
    void this.router.navigate([], { queryParams: { suche }, queryParamsHandling: 'merge' });
  }

  protected giveBack(): void {
    const chosen = new Set(this.chosen());
    if (chosen.size > 0)
      this.returning.emit(this.shown().filter(({ reportId }) => reportId !== null && chosen.has(reportId)));
  }

  protected async accept(): Promise<void> {
    const reportIds = this.chosen();
    if (reportIds.length === 0 || this.sending()) return;
    const body: RoundDecision = { decision: 'accepted', sentence: '', reportIds };
    if (await this.post('decisions', body)) {
      this.picked.set([]);
      this.notices.show(`${counted(reportIds.length, 'Bericht', 'Berichte')} angenommen.`);
    }
  }

  protected askToClose(): void {
    this.closing.set(true);
    afterNextRender(() => this.closeButton()?.nativeElement.focus(), { injector: this.injector });
  }

  protected async close(): Promise<void> {
    if (await this.post('close', null)) this.notices.show(`${this.heading()} geschlossen.`);
    this.closing.set(false);
  }

  private async post(what: string, body: unknown): Promise<boolean> {
    const { round, asOf } = this.detail();
    this.refused.set(null);
    this.sending.set(true);
    try {
      const headers = new HttpHeaders({ 'If-Match': `"${round.version}"`, 'Idempotency-Key': onceKey() });
      const path = `/api/rounds/${round.id}/${what}?asOf=${asOf}`;
      this.changed.emit(await firstValueFrom(this.http.post<RoundDetail>(path, body, { headers })));
      return true;
    } catch (error) {
      const refusal = toRequestError(error);
      this.refused.set(refusal);
      if (refusal.code === 'stale') this.changed.emit(refusal.current as RoundDetail);
      return false;
    } finally {
      this.sending.set(false);
    }
  }
}
