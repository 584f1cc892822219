import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { formatDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import { PaperFilter, filteredPapers } from '#shared/papers/paper-filter.ts';
import { paperSlug } from '#shared/papers/paper-address.ts';
import { followUp, isOverdue } from '#shared/papers/paper-states.ts';
import type { PaperDetail, PaperList, PaperRow } from '#shared/papers/papers.ts';
import { PAPER_STATES, PAPER_STATE_WORDS } from '#shared/papers/terms.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Notices } from '../core/notices.ts';
import { Session } from '../core/session.ts';
import { pageTitle } from '../core/page-title.ts';
import { AskedState } from '../ui/asked-state.ts';
import { ExportLink } from '../ui/export-link.ts';
import { EmptyState } from '../ui/states.ts';
import { FollowUpSection } from './follow-up-section.ts';
import { PaperSection } from './paper-section.ts';
import { PaperSheet } from './paper-sheet.ts';
import { PapersTable } from './papers-table.ts';
import { StateSheet } from './state-sheet.ts';
import { SavedViews } from '../ui/saved-views/saved-views.ts';

/** Beschlüsse: council papers with how they stand, what is still open of them, and one of them with all it caused. */
@Component({
  selector: 'mc-papers-page',
  imports: [
    SavedViews,
    AskedState,
    EmptyState,
    ExportLink,
    FollowUpSection,
    PaperSection,
    PaperSheet,
    PapersTable,
    RouterLink,
    StateSheet,
  ],
  templateUrl: './papers-page.html',
  styleUrl: './papers-page.css',
})
export class PapersPage {
  private readonly router = inject(Router);
  private readonly asOf = inject(AsOf);
  private readonly notices = inject(Notices);

  /** From the address: the paper that is open, and what of the register is shown. */
  readonly paper = input<string>();
  readonly suche = input<string>();
  readonly gremium = input<string>();
  readonly stand = input<string>();
  readonly offen = input<string>();

  protected readonly mayWrite = inject(Session).may('papers:write');
  /** Known before the register is read: what a new paper begins with. */
  protected readonly day = this.asOf.date;
  protected readonly stateWords = PAPER_STATE_WORDS;
  protected readonly states = PAPER_STATES;
  protected readonly answer = asked<PaperList>(() => {
    const date = this.asOf.date();
    return date ? `/api/papers?asOf=${date}` : undefined;
  });
  protected readonly list = this.answer.value;
  protected readonly one = asked<PaperDetail>(
    () => {
      const [date, paper] = [this.asOf.date(), this.paper()];
      return date && paper ? `/api/papers/${encodeURIComponent(paper)}?asOf=${date}` : undefined;
    },
    { about: ({ paper }) => [paperSlug(paper), String(paper.id)].includes(this.paper() ?? '') },
  );
  protected readonly detail = this.one.value;

  protected readonly filter = computed((): PaperFilter => {
    const asked = PaperFilter.safeParse({
      search: this.suche() ?? '',
      body: this.gremium() ?? '',
      ...(this.stand() ? { state: this.stand() } : {}),
      ...(this.offen() ? { open: this.offen() } : {}),
    });
    return asked.success ? asked.data : {};
  });
  protected readonly exported = computed(() => ({ ...this.filter(), asOf: this.asOf.date() }));
  protected readonly shown = computed(() => filteredPapers(this.list()?.papers ?? [], this.filter()));
  protected readonly bodies = computed(() =>
    [...new Set((this.list()?.papers ?? []).map((paper) => paper.body))].sort((a, b) =>
      a.localeCompare(b, 'de'),
    ),
  );
  protected readonly due = computed(() => {
    const list = this.list();
    return list ? followUp(list.papers, list.asOf) : [];
  });
  protected readonly subtitle = computed(() => {
    const list = this.list();
    if (!list) return '';
    const late = this.due().filter((paper) => isOverdue(paper, list.asOf)).length;
    const open = `${this.due().length} in der Beschlusskontrolle`;
    return `${counted(list.papers.length, 'Drucksache', 'Drucksachen')}, ${open}${late > 0 ? `, ${late} überfällig` : ''}`;
  });
  protected readonly listed = computed(() => {
    const [shown, all] = [this.shown().length, this.list()?.papers.length ?? 0];
    return shown === all ? '' : ` Gezeigt: ${shown} von ${all}.`;
  });
  /** The sheet that is open: a new paper, the open one's fields, or how it stands. */
  protected readonly sheet = signal<'new' | 'edit' | 'state' | null>(null);
  protected readonly next = computed(() => {
    const next = this.list()?.next;
    if (!next) return '';
    const { session, papersUntil } = next;
    return `Nächste Sitzung: ${session.body} am ${formatDate(session.on)}; Vorlagen bis ${formatDate(papersUntil)}.`;
  });

  constructor() {
    pageTitle(() => this.detail()?.paper.label);
  }

  protected choose(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected saved(detail: PaperDetail): void {
    const fresh = this.sheet() === 'new';
    this.sheet.set(null);
    this.notices.show(`${detail.paper.label}: gespeichert.`);
    this.answer.reload();
    const slug = paperSlug(detail.paper);
    if (!fresh && this.paper() === slug) this.one.put(detail);
    else void this.router.navigate(['/beschluesse', slug], { queryParamsHandling: 'preserve' });
  }

  protected open(paper: PaperRow): void {
    void this.router.navigate(['/beschluesse', paperSlug(paper)], { queryParamsHandling: 'preserve' });
  }
}
