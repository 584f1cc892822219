import { Component, computed, inject, input, viewChild } from '@angular/core';
import type { Signal } from '@angular/core';
import { Router } from '@angular/router';
import { byBaseline } from '#shared/milestones/milestone-list.ts';
import type { MilestonePage, MilestoneRow } from '#shared/milestones/milestones.ts';
import { can } from '#shared/permissions.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Notices } from '../core/notices.ts';
import { Session } from '../core/session.ts';
import { DataGrid } from '../ui/data-grid/data-grid.ts';
import { injectNarrow } from '../ui/narrow.ts';
import { ReportTableView } from '../ui/report-table-view.ts';
import { AskedState } from '../ui/asked-state.ts';
import { OwnRowsNote } from '../ui/own-rows-note.ts';
import { EmptyState, LoadingState } from '../ui/states.ts';
import { MILESTONE_COLUMNS } from './milestone-columns.ts';
import { MilestoneList } from './milestone-list.ts';
import { MILESTONE_VIEWS, milestoneViewOf, totalsText } from '#shared/milestones/milestone-views.ts';
import { MoneySection } from './money-section.ts';
import { ReachSheet } from './reach-sheet.ts';
import { roadmapTable } from './roadmap-table.ts';
import { Roadmap } from './roadmap.ts';
import { TrendSection } from './trend-section.ts';
import { SavedViews } from '../ui/saved-views/saved-views.ts';

/** Meilensteine: what is late and due, the roadmap, the trend of the forecasts, and the money they stand for. */
@Component({
  selector: 'mc-milestones-page',
  imports: [
    SavedViews,
    AskedState,
    DataGrid,
    EmptyState,
    LoadingState,
    MilestoneList,
    MoneySection,
    OwnRowsNote,
    ReachSheet,
    ReportTableView,
    Roadmap,
    TrendSection,
  ],
  templateUrl: './milestones-page.html',
  styleUrl: './milestones-page.css',
})
export class MilestonesPage {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly notices = inject(Notices);
  private readonly asOf = inject(AsOf);

  /** From the address: the tab, the milestone whose sheet is open, and the project of the trend. */
  readonly ansicht = input<string>();
  readonly meilenstein = input<string>();
  readonly trend = input<string>();

  protected readonly answer = asked<MilestonePage>(() => {
    const date = this.asOf.date();
    return date ? `/api/milestones?asOf=${date}` : undefined;
  });
  protected readonly page = this.answer.value;
  protected readonly narrow = injectNarrow();
  protected readonly subtitle = computed(() => {
    const page = this.page();
    if (!page) return '';
    return `${this.shown().length} von ${page.milestones.length}; insgesamt ${totalsText(page)}`;
  });
  protected readonly view = computed(() => milestoneViewOf(this.ansicht(), this.page()?.milestones ?? []));
  protected readonly tabs = computed(() =>
    MILESTONE_VIEWS.map((view) => ({
      ...view,
      count: this.page()?.milestones.filter(view.shows).length ?? 0,
    })),
  );
  protected readonly rows = computed(() => {
    return byBaseline(this.page()?.milestones.filter(this.view().shows) ?? []);
  });
  /** The grid, or the list of narrow screens; what it shows is what the heading counts. */
  private readonly table = viewChild<{ shown: Signal<readonly MilestoneRow[]> }>('table');
  private readonly shown = computed(() => this.table()?.shown() ?? this.rows());
  protected readonly roadmapTable = computed(() => roadmapTable(this.page()?.milestones ?? []));
  protected readonly columns = MILESTONE_COLUMNS;
  protected readonly id = (milestone: MilestoneRow): number => milestone.id;
  protected readonly mayReach = (milestone: MilestoneRow): boolean =>
    can(this.session.user(), 'milestones:reach', milestone);
  /** At most one. */
  protected readonly selected = computed(() => {
    const id = Number(this.meilenstein());
    const milestone = this.page()?.milestones.find((one) => one.id === id);
    return milestone && this.mayReach(milestone) ? [milestone] : [];
  });

  /** A row opens the sheet where it may be reported as reached or corrected, else the project's milestones. */
  protected open(milestone: MilestoneRow): void {
    if (this.mayReach(milestone)) this.address({ meilenstein: milestone.id });
    else {
      void this.router.navigate(['/projekte', milestone.project.id], {
        queryParams: { stichtag: this.asOf.date(), tab: 'meilensteine' },
      });
    }
  }

  protected reached(milestone: MilestoneRow): void {
    const was = this.selected()[0]?.reachedOn ?? null;
    const done = was === null ? 'als erreicht gemeldet' : 'berichtigt';
    this.notices.show(`„${milestone.name}“ ${done}.`);
    this.address({ meilenstein: null });
    this.answer.reload();
  }

  protected address(queryParams: Record<string, string | number | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
