import { Component, computed, inject, input, viewChild } from '@angular/core';
import type { Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { counted } from '#shared/counted.ts';
import { columnFilters, passing } from '#shared/lists/list-filter.ts';
import { readView } from '#shared/lists/list-view.ts';
import { can } from '#shared/permissions.ts';
import type { ProjectList } from '#shared/projects/projects.ts';
import { RISK_VIEWS, riskViewOf } from '#shared/risks/risk-columns.ts';
import { isOverdue } from '#shared/risks/risk-rules.ts';
import type { RiskPage, RiskRow } from '#shared/risks/risks.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Session } from '../core/session.ts';
import { RiskList } from '../risk-entry/risk-list.ts';
import { RiskSheet } from '../risk-entry/risk-sheet.ts';
import { AskedState } from '../ui/asked-state.ts';
import { DataGrid } from '../ui/data-grid/data-grid.ts';
import { injectNarrow } from '../ui/narrow.ts';
import { OwnRowsNote } from '../ui/own-rows-note.ts';
import { EmptyState, LoadingState } from '../ui/states.ts';
import { riskGrid } from './risk-grid.ts';
import { RiskMatrix } from './risk-matrix.ts';
import type { MatrixCell } from './risk-matrix.ts';
import { SavedViews } from '../ui/saved-views/saved-views.ts';

/** Risiken: the registers of all projects, the matrix of what is open, and the sheet that takes up and assesses. */
@Component({
  selector: 'mc-risks-page',
  imports: [
    SavedViews,
    AskedState,
    DataGrid,
    EmptyState,
    LoadingState,
    OwnRowsNote,
    RiskList,
    RiskMatrix,
    RiskSheet,
  ],
  templateUrl: './risks-page.html',
  styleUrl: './risks-page.css',
})
export class RisksPage {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly asOf = inject(AsOf);
  private readonly params = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });

  /** From the address: the tab, and the entry whose sheet is open; `neu` takes one up. */
  readonly ansicht = input<string>();
  readonly eintrag = input<string>();

  protected readonly answer = asked<RiskPage>(() => {
    const date = this.asOf.date();
    return date ? `/api/risks?asOf=${date}` : undefined;
  });
  protected readonly page = this.answer.value;
  protected readonly narrow = injectNarrow();
  protected readonly columns = computed(() => {
    const page = this.page();
    return page ? riskGrid(page) : [];
  });
  protected readonly view = computed(() => riskViewOf(this.ansicht()));
  protected readonly tabs = computed(() => {
    const page = this.page();
    return RISK_VIEWS.map((view) => ({
      ...view,
      count: page?.risks.filter((row) => view.shows(row, page.asOf)).length ?? 0,
    }));
  });
  protected readonly rows = computed(() => {
    const page = this.page();
    return page?.risks.filter((row) => this.view().shows(row, page.asOf)) ?? [];
  });
  /** What the list of narrow screens shows: the same filters, from the same address. */
  protected readonly listed = computed(() =>
    passing(
      this.rows(),
      columnFilters(
        readView((name) => this.params().get(name), this.columns()),
        this.columns(),
      ),
    ),
  );
  private readonly table = viewChild<{ shown: Signal<readonly RiskRow[]> }>('table');
  protected readonly subtitle = computed(() => {
    const page = this.page();
    if (!page) return '';
    const shown = this.narrow() ? this.listed() : (this.table()?.shown() ?? this.rows());
    const late = page.risks.filter((row) => isOverdue(row, page.asOf)).length;
    return `${shown.length} von ${counted(page.risks.length, 'Eintrag', 'Einträgen')}; ${late} mit überschrittener Frist`;
  });
  protected readonly matrixKind = computed(() => (this.view().key === 'chancen' ? 'opportunity' : 'risk'));
  protected readonly cell = computed((): MatrixCell | null => {
    const [probability, impact] = ['f.wahrsch', 'f.ausw'].map((key) => Number(this.params().get(key)));
    return probability && impact ? { probability, impact } : null;
  });
  protected readonly id = (risk: RiskRow): number => risk.id;
  protected readonly may = (risk: Pick<RiskRow, 'leadUserId' | 'office'>): boolean =>
    can(this.session.user(), 'risks:write', risk);
  protected readonly mayTakeUp = computed(() => this.session.may('risks:write'));

  /** Asked for once somebody wants to take something up. */
  private readonly projectList = asked<ProjectList>(() => {
    const date = this.asOf.date();
    return date && this.eintrag() === 'neu' ? `/api/projects?asOf=${date}` : undefined;
  });
  protected readonly projects = computed(() =>
    (this.projectList.value()?.projects ?? [])
      .filter(this.may)
      .map(({ id, number, name }) => ({ id, number, name })),
  );
  /** At most one: the entry that is assessed, or null for a new one. */
  protected readonly sheet = computed((): readonly (RiskRow | null)[] => {
    if (this.eintrag() === 'neu') return this.mayTakeUp() && this.projects().length > 0 ? [null] : [];
    const risk = this.page()?.risks.find((one) => one.id === Number(this.eintrag()));
    return risk && this.may(risk) ? [risk] : [];
  });

  /** A row opens its sheet where it may be changed, else the register of its project. */
  protected open(risk: RiskRow): void {
    if (this.may(risk)) this.address({ eintrag: risk.id });
    else {
      void this.router.navigate(['/projekte', risk.project.id], {
        queryParams: { stichtag: this.asOf.date(), tab: 'risiken' },
      });
    }
  }

  /** A cell shows its entries, and once more all of them. */
  protected filter(cell: MatrixCell | null): void {
    this.address({
      ansicht: this.matrixKind() === 'risk' ? 'risiken' : 'chancen',
      'f.wahrsch': cell?.probability ?? null,
      'f.ausw': cell?.impact ?? null,
    });
  }

  protected saved(): void {
    this.address({ eintrag: null });
    this.answer.reload();
  }

  protected address(queryParams: Record<string, string | number | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
