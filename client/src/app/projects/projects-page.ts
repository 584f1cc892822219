import { Component, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import type { Signal } from '@angular/core';
import { Router } from '@angular/router';
import { formatDate, isIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import type { MadeProject } from '#shared/projects/new-project.ts';
import { MOST_MOVED } from '#shared/projects/terms.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { ProjectEdit } from '#shared/projects/project-updates.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { isReportingDate } from '#shared/projects/reporting-date.ts';
import { can } from '#shared/permissions.ts';
import { AsOf } from '../core/as-of.ts';
import { Owed } from '../core/owed.ts';
import { Notices } from '../core/notices.ts';
import { Session } from '../core/session.ts';
import { DataGrid } from '../ui/data-grid/data-grid.ts';
import { injectNarrow } from '../ui/narrow.ts';
import { OwnRowsNote } from '../ui/own-rows-note.ts';
import { EmptyState, FailedState, LoadingState } from '../ui/states.ts';
import { projectColumns } from './project-columns.ts';
import { OwedSection } from './owed-section.ts';
import { MoveSheet } from './move-sheet.ts';
import type { Moved } from './move-sheet.ts';
import { NewProjectSheet } from './new-project-sheet.ts';
import { ProjectList } from './project-list.ts';
import { RecentMoves } from './recent-moves.ts';
import { PROJECT_VIEWS, viewOf } from '#shared/projects/project-views.ts';
import { EDIT_FIELDS, yearsText } from './project-words.ts';
import { ProjectsStore } from './projects-store.ts';
import { RulesList } from './rules-list.ts';
import { StatusSheet } from './status-sheet.ts';
import { SavedViews } from '../ui/saved-views/saved-views.ts';

/** Projekte: the portfolio as a grid with lights, next milestone and budget; status reports in a sheet. */
@Component({
  selector: 'mc-projects-page',
  imports: [
    SavedViews,
    DataGrid,
    EmptyState,
    FailedState,
    LoadingState,
    OwedSection,
    MoveSheet,
    NewProjectSheet,
    OwnRowsNote,
    ProjectList,
    RecentMoves,
    RulesList,
    StatusSheet,
  ],
  providers: [ProjectsStore],
  templateUrl: './projects-page.html',
  styleUrl: './projects-page.css',
})
export class ProjectsPage {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly notices = inject(Notices);
  private readonly asOf = inject(AsOf);
  private readonly owed = inject(Owed);
  protected readonly store = inject(ProjectsStore);
  protected readonly fields = EDIT_FIELDS;

  /** From the address: the tab and the project whose sheet is open. */
  readonly ansicht = input<string>();
  readonly projekt = input<string>();
  /** The reporting date of the report that is owed; without it the last one. */
  readonly bericht = input<string>();

  protected readonly narrow = injectNarrow();
  protected readonly view = computed(() => viewOf(this.ansicht()));
  protected readonly rows = computed(() => {
    const userId = this.session.user()?.id;
    return this.store.entities().filter((project) => this.view().shows(project, userId));
  });
  protected readonly tabs = computed(() => {
    const userId = this.session.user()?.id;
    const isWhole = this.store.missing() === 0;
    return PROJECT_VIEWS.map((view) => ({
      ...view,
      // How many there are is known when all of them are here.
      count: isWhole ? this.store.entities().filter((project) => view.shows(project, userId)).length : null,
    }));
  });
  /** The grid, or the list of narrow screens; what it shows is what the heading counts and "next" walks. */
  private readonly table = viewChild<{ shown: Signal<readonly ProjectRow[]> }>('table');
  protected readonly shown = computed(() => this.table()?.shown() ?? this.rows());
  protected readonly subtitle = computed(() => {
    const list = this.store.list();
    const part = `${this.shown().length} von ${list?.total ?? 0}`;
    return list ? `${part}, Budget ${yearsText(list.years)} in Tsd. €` : '';
  });
  protected readonly selected = computed(() => {
    const project = this.store.entityMap()[Number(this.projekt())];
    return project && this.mayReport(project) ? project : null;
  });

  /** The date of the report that is opened from what is owed; null = the last reporting date. */
  protected readonly owedFor = computed<IsoDate | null>(() => {
    const text = this.bericht();
    return text !== undefined && isIsoDate(text) && isReportingDate(text) ? text : null;
  });

  protected readonly file = computed(() => {
    const list = this.store.list();
    return list && { path: '/api/projects.xlsx', asked: { asOf: list.asOf, ansicht: this.view().key } };
  });
  protected readonly id = (project: ProjectRow): number => project.id;
  protected readonly mayReport = (project: ProjectRow): boolean =>
    project.state !== 'cancelled' && can(this.session.user(), 'projects:report-status', project);
  protected readonly mayEdit = this.session.may('projects:edit');
  protected readonly noneText = this.mayEdit
    ? 'Zum Stichtag gibt es noch kein Projekt. Gebraucht werden ein Amt, ein Handlungsfeld und eine Umsetzungsstufe.'
    : 'Zum Stichtag gibt es noch kein Projekt. Projekte legt das Programmbüro an.';

  /** The sheet of a new project is open. */
  protected readonly making = signal(false);
  /** The projects whose sheet of a change is open. */
  protected readonly moving = signal<readonly ProjectRow[]>([]);
  protected readonly choosing = signal(false);
  protected readonly chosen = signal<ReadonlySet<number>>(new Set());
  /** Counts when boxes must be drawn anew, because others than the one that was clicked changed. */
  private readonly redrawn = signal(0);
  protected readonly movesOpen = signal(false);
  protected readonly chosenText = computed(
    () => `${counted(this.chosen().size, 'Projekt', 'Projekte')} gewählt`,
  );

  protected readonly columns = computed(() => {
    this.redrawn();
    const isChoosing = this.choosing();
    return projectColumns({
      open: (project) =>
        void this.router.navigate(['/projekte', project.id], { queryParamsHandling: 'preserve' }),
      ...(this.mayEdit
        ? { edit: (project: ProjectRow, edit: ProjectEdit) => void this.edit(project, edit) }
        : {}),
      ...(isChoosing
        ? {
            choose: {
              has: (project: ProjectRow) => untracked(this.chosen).has(project.id),
              toggle: (project: ProjectRow) => this.toggle(project),
            },
          }
        : {}),
    });
  });

  constructor() {
    effect(() => {
      const date = this.asOf.date();
      if (date) untracked(() => void this.store.load(date));
    });
  }

  protected startNew(): void {
    this.moving.set([]);
    this.making.set(true);
  }

  protected toggleChoosing(): void {
    this.choosing.update((is) => !is);
    this.chosen.set(new Set());
  }

  protected toggle(project: ProjectRow): void {
    this.chosen.update((before) => {
      const now = new Set(before);
      if (!now.delete(project.id)) now.add(project.id);
      return now;
    });
  }

  /** As many as one step takes. */
  protected chooseShown(): void {
    // Before the list is there nobody knows what its filter leaves.
    const shown = (this.table()?.shown() ?? []).slice(0, MOST_MOVED);
    this.chosen.set(new Set(shown.map((project) => project.id)));
    this.redrawn.update((times) => times + 1);
  }

  protected dropChoice(): void {
    this.chosen.set(new Set());
    this.redrawn.update((times) => times + 1);
  }

  protected moveChosen(): void {
    const projects = this.store.entities().filter((project) => this.chosen().has(project.id));
    this.making.set(false);
    this.moving.set(projects.slice(0, MOST_MOVED));
  }

  /** A project is seen from its own beginning: whoever looks at an earlier day is taken there. */
  protected wasMade({ id, number, name, startsOn }: MadeProject): void {
    this.making.set(false);
    const asOf = this.asOf.date();
    const later = asOf !== null && asOf < startsOn;
    const since = later ? ` Der Stichtag ist jetzt sein Beginn, der ${formatDate(startsOn)}.` : '';
    this.notices.show(`${number} ${name} ist angelegt.${since}`);
    const queryParams = later ? { stichtag: startsOn } : {};
    void this.router.navigate(['/projekte', id], { queryParams, queryParamsHandling: 'merge' });
  }

  protected wereMoved(done: Moved): void {
    this.moving.set([]);
    this.toggleChoosing();
    const what = counted(done.count, 'Projekt', 'Projekte');
    this.notices.show(`${what} geändert; Stichtage davor bleiben.`, () => void this.moveBack(done));
    this.reload();
  }

  private async moveBack(done: Moved): Promise<void> {
    if (await this.store.undoMove(done.seq)) this.notices.show('Als Ganzes zurückgenommen.');
    this.reload();
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
    if (this.mayReport(project)) this.address({ projekt: project.id, bericht: null });
    else void this.router.navigate(['/projekte', project.id], { queryParamsHandling: 'preserve' });
  }

  protected close(): void {
    this.address({ projekt: null, bericht: null });
  }

  protected reported(detail: ProjectDetail): void {
    this.store.put(detail.project);
    this.notices.show(`Status von ${detail.project.name} gemeldet.`);
    this.reload();
  }

  /** The next report that is owed, of this person or of whoever they stand in for. */
  protected nextOwed(): void {
    const here = [this.selected()?.id, this.owedFor()];
    const next = this.owed
      .list()
      ?.reports.find(
        ({ projectId, reportingDate, state }) =>
          state !== 'submitted' && (projectId !== here[0] || reportingDate !== here[1]),
      );
    if (next) this.address({ projekt: next.projectId, bericht: next.reportingDate });
    else {
      this.notices.show('Alles gemeldet, was Sie schulden.');
      this.close();
    }
  }

  /** The next project of the list, in the order shown, that the reader may report on. */
  protected next(): void {
    if (this.owedFor() !== null) {
      this.nextOwed();
      return;
    }
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
