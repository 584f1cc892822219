import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal, viewChild } from '@angular/core';
import type { Signal } from '@angular/core';
import { Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { counted } from '#shared/counted.ts';
import { formatFteExact, sumFte } from '#shared/fte.ts';
import type { EventsWritten, PostCourse } from '#shared/positions/post-changes.ts';
import type { PositionPage, PositionRow } from '#shared/positions/positions.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Notices } from '../core/notices.ts';
import { toRequestError } from '../core/request-error.ts';
import { Session } from '../core/session.ts';
import { DataGrid } from '../ui/data-grid/data-grid.ts';
import { injectNarrow } from '../ui/narrow.ts';
import type { FigureOf } from '../ui/report-table-view.ts';
import { ReportTableView } from '../ui/report-table-view.ts';
import { SectionHead } from '../ui/section-head.ts';
import { AskedState } from '../ui/asked-state.ts';
import { OwnRowsNote } from '../ui/own-rows-note.ts';
import { EmptyState, LoadingState } from '../ui/states.ts';
import { CurveSection } from './curve-section.ts';
import { EventSheet } from './event-sheet.ts';
import { HeadcountSection } from './headcount-section.ts';
import { positionColumns } from './position-columns.ts';
import { postFigure } from './post-figures.ts';
import { PostSheet } from './post-sheet.ts';
import { PositionList } from './position-list.ts';
import { costTable, kwTable, splitTables, stateTable } from './position-tables.ts';
import { SavedViews } from '../ui/saved-views/saved-views.ts';

/** What is entered: a new post, one that is changed, or an event of some. */
type OpenSheet =
  { kind: 'new' } | { kind: 'edit'; course: PostCourse } | { kind: 'event'; posts: readonly PositionRow[] };

/** Stellen: the posts as a grid, their filling over time, splits, kw dates and, where allowed, cost. */
@Component({
  selector: 'mc-positions-page',
  imports: [
    SavedViews,
    AskedState,
    CurveSection,
    DataGrid,
    EmptyState,
    EventSheet,
    HeadcountSection,
    LoadingState,
    OwnRowsNote,
    PositionList,
    PostSheet,
    ReportTableView,
    SectionHead,
  ],
  templateUrl: './positions-page.html',
  styleUrl: './positions-page.css',
})
export class PositionsPage {
  private readonly asOf = inject(AsOf);
  private readonly router = inject(Router);
  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  private readonly session = inject(Session);

  protected readonly answer = asked<PositionPage>(() => {
    const date = this.asOf.date();
    return date ? `/api/positions?asOf=${date}` : undefined;
  });
  protected readonly page = this.answer.value;
  protected readonly narrow = injectNarrow();
  protected readonly id = (post: PositionRow): number => post.id;
  private readonly withCost = computed(() => (this.page()?.cost ?? null) !== null);
  protected readonly columns = computed(() => positionColumns(this.withCost()));
  protected readonly subtitle = computed(() => {
    const page = this.page();
    if (!page) return '';
    return `${counted(page.positions.length, 'Stelle', 'Stellen')}, ${formatFteExact(page.authorised)} VZÄ bewilligt, ${formatFteExact(page.filled)} besetzt`;
  });
  /** The grid, or the list of narrow screens. */
  private readonly table = viewChild<{ shown: Signal<readonly PositionRow[]> }>('table');
  protected readonly listed = computed(() => {
    const all = this.page()?.positions ?? [];
    const shown = this.table()?.shown() ?? all;
    const fte = formatFteExact(sumFte(shown.map((post) => post.authorisedFte)));
    return `${shown.length} von ${counted(all.length, 'Stelle', 'Stellen')}, zusammen ${fte} VZÄ bewilligt.`;
  });
  protected readonly splits = computed(() => {
    const page = this.page();
    return page ? splitTables(page) : [];
  });
  protected readonly states = computed(() => {
    const page = this.page();
    return page ? stateTable(page) : null;
  });
  protected readonly kw = computed(() => {
    const page = this.page();
    const table = page ? kwTable(page) : null;
    return table && table.rows.length > 0 ? table : null;
  });
  protected readonly cost = computed(() => {
    const page = this.page();
    return page ? costTable(page) : null;
  });

  /** A group's posts, and the total of all groups. */
  protected readonly figureOf: FigureOf = (table, row, key) => {
    const page = this.page();
    return page ? postFigure(page, table, row, key) : null;
  };

  protected readonly mayWrite = computed(() => this.session.may('positions:write'));
  /** None before the list is there: until then nobody knows what its filter leaves. */
  protected readonly shownPosts = computed(() => this.table()?.shown() ?? []);
  protected readonly sheet = signal<OpenSheet | null>(null);
  /** What was recorded last, for as long as the page stands. */
  protected readonly undoable = signal<EventsWritten | null>(null);

  protected eventsText(count: number): string {
    return counted(count, 'Ereignis', 'Ereignisse');
  }

  protected recorded(written: EventsWritten): void {
    this.undoable.set(written);
    this.changed();
  }

  protected changed(): void {
    this.sheet.set(null);
    this.answer.reload();
  }

  protected async undoEvents({ eventIds }: EventsWritten): Promise<void> {
    try {
      const body = { eventIds, reason: 'Unmittelbar nach der Eintragung zurückgenommen' };
      await firstValueFrom(this.http.post('/api/positions/events/withdrawal', body));
      this.undoable.set(null);
      this.notices.show(`Zurückgenommen: ${this.eventsText(eventIds.length)}.`);
      this.answer.reload();
    } catch (error) {
      this.notices.show(`Nicht zurückgenommen: ${toRequestError(error).title}`);
    }
  }

  /** The fields of one post, with the version that counts. */
  protected async edit(post: PositionRow | undefined): Promise<void> {
    const asOf = this.page()?.asOf;
    if (!post || !asOf) return;
    try {
      const path = `/api/positions/${post.id}/course?asOf=${asOf}`;
      this.sheet.set({ kind: 'edit', course: await firstValueFrom(this.http.get<PostCourse>(path)) });
    } catch (error) {
      this.notices.show(toRequestError(error).title);
    }
  }

  /** A row opens what happened to the post, for whoever may enter it; else it leads to its project. */
  protected open(post: PositionRow): void {
    if (this.mayWrite()) this.sheet.set({ kind: 'event', posts: [post] });
    else if (post.project)
      void this.router.navigate(['/projekte', post.project.id], {
        queryParams: { tab: 'stellen', stichtag: this.asOf.date() },
      });
  }
}
