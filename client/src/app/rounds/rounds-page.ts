import { Component, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { formatDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import type { RoundFilter } from '#shared/rounds/round-filter.ts';
import type { Round, RoundDetail, RoundList, RoundProject } from '#shared/rounds/rounds.ts';
import { AsOf } from '../core/as-of.ts';
import { asked } from '../core/asked.ts';
import { Notices } from '../core/notices.ts';
import { Owed } from '../core/owed.ts';
import { Session } from '../core/session.ts';
import { AskedState } from '../ui/asked-state.ts';
import { ExportLink } from '../ui/export-link.ts';
import { OwnRowsNote } from '../ui/own-rows-note.ts';
import { EmptyState } from '../ui/states.ts';
import { ReturnSheet } from './return-sheet.ts';
import { RoundSection } from './round-section.ts';
import { RoundSheet } from './round-sheet.ts';
import { viewOf } from './round-views.ts';
import { RoundsTable } from './rounds-table.ts';
import { SavedViews } from '../ui/saved-views/saved-views.ts';

type Open = { sheet: 'new' | 'edit' } | { sheet: 'return'; reports: readonly RoundProject[] };

/** Berichtsrunden: until when the projects report for a reporting date, and what becomes of each report. */
@Component({
  selector: 'mc-rounds-page',
  imports: [
    SavedViews,
    AskedState,
    EmptyState,
    ExportLink,
    OwnRowsNote,
    ReturnSheet,
    RoundSection,
    RoundSheet,
    RoundsTable,
  ],
  templateUrl: './rounds-page.html',
  styles: `
    :host {
      display: block;
    }
    mc-round-section {
      display: block;
      margin-top: var(--s-6);
    }
  `,
})
export class RoundsPage {
  /** `?runde=ID`: the round that is shown; without it the newest. */
  readonly runde = input<string>();
  /** `?zustand=eingereicht&suche=Jugendamt`: what of it is shown. */
  readonly zustand = input<string>();
  readonly suche = input<string>();

  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly owed = inject(Owed);
  protected readonly asOf = inject(AsOf);
  protected readonly mayEdit = inject(Session).may('rounds:edit');
  protected readonly open = signal<Open | null>(null);

  protected readonly answer = asked<RoundList>(() => {
    const asOf = this.asOf.date();
    return asOf === null ? undefined : { url: '/api/rounds', params: { asOf } };
  });
  protected readonly list = this.answer.value;
  protected readonly roundId = computed(() => {
    const rounds = this.list()?.rounds ?? [];
    return (rounds.find(({ id }) => id === Number(this.runde())) ?? rounds[0])?.id ?? null;
  });
  protected readonly detailAnswer = asked<RoundDetail>(
    () => {
      const [id, asOf] = [this.roundId(), this.asOf.date()];
      return id === null || asOf === null ? undefined : { url: `/api/rounds/${id}`, params: { asOf } };
    },
    { about: ({ round }) => round.id === this.roundId() },
  );
  protected readonly detail = this.detailAnswer.value;
  protected readonly filter = computed<RoundFilter>(() => ({
    state: viewOf(this.zustand()),
    text: this.suche(),
  }));
  protected readonly subtitle = computed(() => {
    const list = this.list();
    if (!list) return '';
    const open = list.rounds.filter(({ state }) => state === 'open').length;
    return `${counted(list.rounds.length, 'Runde', 'Runden')}, ${open} offen, Stichtag ${formatDate(list.asOf)}`;
  });

  protected readonly hasDays = computed(() => (this.list()?.rounds.length ?? 0) > 0);

  protected put(detail: RoundDetail): void {
    this.detailAnswer.put(detail);
    this.refresh();
  }

  protected saved({ id }: Round): void {
    this.open.set(null);
    void this.router.navigate([], {
      queryParams: { runde: id, zustand: null, suche: null },
      queryParamsHandling: 'merge',
    });
    this.detailAnswer.reload();
    this.refresh();
  }

  protected returned(detail: RoundDetail, count: number): void {
    this.open.set(null);
    this.notices.show(`${counted(count, 'Bericht', 'Berichte')} zurückgegeben.`);
    this.put(detail);
  }

  /** What others show of it: the list, what is owed, and how many reports are overdue. */
  private refresh(): void {
    this.answer.reload();
    this.owed.reload();
    this.asOf.reload();
  }
}
