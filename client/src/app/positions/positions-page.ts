import { httpResource } from '@angular/common/http';
import { Component, computed, inject, viewChild } from '@angular/core';
import type { Signal } from '@angular/core';
import { Router } from '@angular/router';
import { counted } from '#shared/counted.ts';
import { formatFteExact, sumFte } from '#shared/fte.ts';
import type { PositionPage, PositionRow } from '#shared/positions/positions.ts';
import { AsOf } from '../core/as-of.ts';
import { kept } from '../core/kept.ts';
import { toRequestError } from '../core/request-error.ts';
import { DataGrid } from '../ui/data-grid/data-grid.ts';
import { injectNarrow } from '../ui/narrow.ts';
import type { FigureOf } from '../ui/report-table-view.ts';
import { ReportTableView } from '../ui/report-table-view.ts';
import { SectionHead } from '../ui/section-head.ts';
import { EmptyState, FailedState, LoadingState } from '../ui/states.ts';
import { CurveSection } from './curve-section.ts';
import { positionColumns } from './position-columns.ts';
import { postFigure } from './post-figures.ts';
import { PositionList } from './position-list.ts';
import { costTable, kwTable, splitTables, stateTable } from './position-tables.ts';

/** Stellen: the posts as a grid, their filling over time, splits, kw dates and, where allowed, cost. */
@Component({
  selector: 'mc-positions-page',
  imports: [
    CurveSection,
    DataGrid,
    EmptyState,
    FailedState,
    LoadingState,
    PositionList,
    ReportTableView,
    SectionHead,
  ],
  templateUrl: './positions-page.html',
  styleUrl: './positions-page.css',
})
export class PositionsPage {
  private readonly asOf = inject(AsOf);
  private readonly router = inject(Router);

  protected readonly answer = httpResource<PositionPage>(() => {
    const date = this.asOf.date();
    return date ? `/api/positions?asOf=${date}` : undefined;
  });
  protected readonly page = kept(this.answer);
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });
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

  /** A row leads to the project the post works for. */
  protected open(post: PositionRow): void {
    if (post.project)
      void this.router.navigate(['/projekte', post.project.id], {
        queryParams: { tab: 'stellen', stichtag: this.asOf.date() },
      });
  }
}
