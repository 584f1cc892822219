import { Component, computed, effect, inject, input, untracked, viewChild } from '@angular/core';
import type { Signal } from '@angular/core';
import { Router } from '@angular/router';
import { formatDate } from '#shared/calendar.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { ProjectEdit } from '#shared/projects/project-updates.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { can } from '#shared/permissions.ts';
import { AsOf } from '../core/as-of.ts';
import { Notices } from '../core/notices.ts';
import { Session } from '../core/session.ts';
import { DataGrid } from '../ui/data-grid/data-grid.ts';
import { injectNarrow } from '../ui/narrow.ts';
import { EmptyState, FailedState, LoadingState } from '../ui/states.ts';
import { projectColumns } from './project-columns.ts';
import { ProjectList } from './project-list.ts';
import { PROJECT_VIEWS, viewOf } from './project-views.ts';
import { EDIT_FIELDS, yearsText } from './project-words.ts';
import { ProjectsStore } from './projects-store.ts';
import { RulesList } from './rules-list.ts';
import { StatusSheet } from './status-sheet.ts';

/** Projekte: the portfolio as a grid with lights, next milestone and budget; status reports in a sheet. */
@Component({
  selector: 'mc-projects-page',
  imports: [DataGrid, EmptyState, FailedState, LoadingState, ProjectList, RulesList, StatusSheet],
  providers: [ProjectsStore],
  templateUrl: './projects-page.html',
  styleUrl: './projects-page.css',
})
export class ProjectsPage {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly notices = inject(Notices);
  private readonly asOf = inject(AsOf);
  protected readonly store = inject(ProjectsStore);
  protected readonly fields = EDIT_FIELDS;

  /** From the address: the tab and the project whose sheet is open. */
  readonly ansicht = input<string>();
  readonly projekt = input<string>();

  protected readonly narrow = injectNarrow();
  protected readonly view = computed(() => viewOf(this.ansicht()));
  protected readonly rows = computed(() => {
    const userId = this.session.user()?.id;
    return this.store.entities().filter((project) => this.view().shows(project, userId));
  });
  protected readonly tabs = computed(() => {
    const userId = this.session.user()?.id;
    return PROJECT_VIEWS.map((view) => ({
      ...view,
      count: this.store.entities().filter((project) => view.shows(project, userId)).length,
    }));
  });
  /** The grid, or the list of narrow screens; what it shows is what the heading counts and "next" walks. */
  private readonly table = viewChild<{ shown: Signal<readonly ProjectRow[]> }>('table');
  protected readonly shown = computed(() => this.table()?.shown() ?? this.rows());
  protected readonly subtitle = computed(() => {
    const list = this.store.list();
    const part = `${this.shown().length} von ${this.store.entities().length}`;
    return list ? `${part}, Budget ${yearsText(list.years)} in Tsd. €` : '';
  });
  protected readonly selected = computed(() => {
    const project = this.store.entityMap()[Number(this.projekt())];
    return project && this.mayReport(project) ? project : null;
  });

  protected readonly id = (project: ProjectRow): number => project.id;
  protected readonly mayReport = (project: ProjectRow): boolean =>
    project.state !== 'cancelled' &&
    can(this.session.user(), 'projects:report-status', { leadUserId: project.leadUserId });
  protected readonly columns = projectColumns({
    open: (project) =>
      void this.router.navigate(['/projekte', project.id], { queryParamsHandling: 'preserve' }),
    ...(this.session.may('projects:edit')
      ? { edit: (project: ProjectRow, edit: ProjectEdit) => void this.edit(project, edit) }
      : {}),
  });

  constructor() {
    effect(() => {
      const date = this.asOf.date();
      if (date) untracked(() => void this.store.load(date));
    });
  }

  protected reload(): void {
    const date = this.asOf.date();
    if (date) void this.store.load(date);
  }

  protected choose(view: string): void {
    this.address({ ansicht: view === 'alle' ? null : view });
  }

  /** A row opens the sheet where the reader may report, else the project's page. */
  protected open(project: ProjectRow): void {
    if (this.mayReport(project)) this.address({ projekt: project.id });
    else void this.router.navigate(['/projekte', project.id], { queryParamsHandling: 'preserve' });
  }

  protected close(): void {
    this.address({ projekt: null });
  }

  protected reported(detail: ProjectDetail): void {
    this.store.put(detail.project);
    this.notices.show(`Status von ${detail.project.name} gemeldet.`);
    this.reload();
  }

  /** The next project of the list, in the order shown, that the reader may report on. */
  protected next(): void {
    const shown = this.shown();
    const here = shown.findIndex((project) => project.id === this.selected()?.id);
    const following = [...shown.slice(here + 1), ...shown.slice(0, Math.max(0, here))];
    const project = following.find(this.mayReport);
    if (project) this.address({ projekt: project.id });
    else this.close();
  }

  private async edit(project: ProjectRow, edit: ProjectEdit): Promise<void> {
    const done = await this.store.edit(project, edit);
    const asOf = this.store.list()?.asOf;
    const from = edit.state && asOf ? `, Stand gilt ab ${formatDate(asOf)}` : '';
    if (done) this.notices.show(`${project.name} geändert${from}.`);
  }

  private address(queryParams: Record<string, string | number | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
