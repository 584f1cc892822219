import {
  CSP_NONCE,
  Component,
  DestroyRef,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { createGrid, themeQuartz } from 'ag-grid-community';
import type { ColDef, GridApi } from 'ag-grid-community';
import { announcement } from './grid-announcement.ts';
import type { GridColumn } from './grid-column.ts';
import { copyCell, copyTable } from './grid-copy.ts';
import './grid-modules.ts';
import { columnDefinition, gridOptions } from './grid-options.ts';
import type { GridEvents, GridRow } from './grid-options.ts';
import { sumText } from './grid-sum.ts';
import { GRID_THEME } from './grid-theme.ts';
import { viewFromAddress, viewToAddress } from './grid-view.ts';
import type { GridView } from './grid-view.ts';

const PAGE = 100;
let instances = 0;

/**
 * A table to work in: filter row, sorting, column choice, sums of what is shown, copying, keyboard.
 * Row click or Enter emits `rowOpened`. Filters, sorting and columns live in the address.
 * Slots: `grid-tools` left and `grid-actions` right above, `grid-foot` below. `noun` is the plural of a row.
 */
@Component({
  selector: 'mc-data-grid',
  templateUrl: './data-grid.html',
  styleUrl: './data-grid.css',
  host: { '(keydown.control.c)': 'copyFocused($event)', '(keydown.meta.c)': 'copyFocused($event)' },
})
export class DataGrid<Row extends object> {
  readonly label = input.required<string>();
  readonly noun = input('Zeilen');
  readonly rows = input.required<readonly Row[]>();
  readonly columns = input.required<readonly GridColumn<Row>[]>();
  readonly rowId = input.required<(row: Row) => string | number>();
  /** The row whose detail or sheet is open. */
  readonly openId = input<string | number | null>(null);
  /** Off for a second grid of the same page. */
  readonly inAddress = input(true);
  readonly rowOpened = output<Row>();
  /** The rows that pass the filters, in their order; for counts and sums of the page. */
  readonly shownChange = output<readonly Row[]>();

  protected readonly id = `grid-${(instances += 1)}`;
  protected readonly said = signal('');
  protected readonly view = signal<GridView>({ filters: {}, sort: null, columns: null });
  protected readonly filtered = computed(() => Object.keys(this.view().filters).length > 0);
  protected readonly visible = computed(() => {
    const keys = this.columns().flatMap((column) => (column.hidden ? [] : [column.key]));
    return new Set(this.view().columns ?? keys);
  });

  private readonly container = viewChild.required<ElementRef<HTMLElement>>('grid');
  private readonly nonce = inject(CSP_NONCE, { optional: true });
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private api: GridApi<GridRow<Row>> | undefined;

  private readonly events: GridEvents<Row> = {
    filter: (key, text) => this.setFilter(key, text),
    open: (row) => this.rowOpened.emit(row),
    isOpen: (row) => this.rowId()(row) === this.openId(),
  };

  constructor() {
    afterNextRender(() => this.create());
    inject(DestroyRef).onDestroy(() => this.api?.destroy());
    effect(() => {
      const rowData = this.wrapped();
      this.api?.updateGridOptions({ rowData, pagination: rowData.length > PAGE });
    });
    effect(() => {
      const columnDefs = this.definitions();
      this.api?.setGridOption('columnDefs', columnDefs);
    });
    effect(() => this.markOpen(this.openId()));
  }

  protected toggleColumn(key: string): void {
    const visible = this.visible();
    const keys = this.columns().map((column) => column.key);
    const columns = keys.filter((one) => (one === key ? !visible.has(one) : visible.has(one)));
    if (columns.length === 0) return;
    this.change({ ...this.view(), columns });
    this.api?.setColumnsVisible([key], columns.includes(key));
  }

  protected resetFilters(): void {
    this.api?.setFilterModel(null);
  }

  /** Copies what is shown, in its order, with real numbers. */
  protected async copy(): Promise<void> {
    const visible = this.visible();
    const columns = this.columns().filter((column) => visible.has(column.key));
    const rows = this.shown();
    await navigator.clipboard.writeText(copyTable(columns, rows));
    this.said.set(`${rows.length} ${this.noun()} in die Zwischenablage kopiert`);
  }

  /** Ctrl/⌘-C in a cell copies its exact value, unless text is marked. */
  protected copyFocused(event: Event): void {
    const cell = this.api?.getFocusedCell();
    const column = this.columns().find((one) => one.key === cell?.column.getColId());
    const row = cell ? this.api?.getDisplayedRowAtIndex(cell.rowIndex)?.data?.row : undefined;
    const inField = event.target instanceof HTMLInputElement;
    if (!column || !row || inField || document.getSelection()?.toString()) return;
    event.preventDefault();
    void navigator.clipboard.writeText(copyCell(column, row));
  }

  /** On the elements themselves: drawing the rows anew would take the focus from a sheet just opened. */
  private markOpen(id: string | number | null): void {
    for (const row of this.container().nativeElement.querySelectorAll('.ag-row[row-id]')) {
      row.classList.toggle('open', id !== null && row.getAttribute('row-id') === String(id));
    }
  }

  private wrapped(): GridRow<Row>[] {
    const id = this.rowId();
    return this.rows().map((row) => ({ id: String(id(row)), row }));
  }

  private definitions(): ColDef<GridRow<Row>>[] {
    const view = untracked(this.view);
    return this.columns().map((column, index) => columnDefinition(column, view, index === 0, this.events));
  }

  private create(): void {
    if (this.inAddress()) this.view.set(viewFromAddress(this.route.snapshot.queryParamMap, this.columns()));
    const view = this.view();
    this.api = createGrid<GridRow<Row>>(this.container().nativeElement, {
      ...gridOptions(this.events),
      theme: themeQuartz.withParams(GRID_THEME),
      ...(this.nonce ? { styleNonce: this.nonce } : {}),
      columnDefs: this.definitions(),
      rowData: this.wrapped(),
      pagination: this.rows().length > PAGE,
      paginationPageSize: PAGE,
      onModelUpdated: () => this.modelUpdated(),
      onSortChanged: () => this.sortChanged(),
      onFilterChanged: () => this.filterChanged(),
    });
    if (this.filtered()) this.api.setFilterModel(filterModel(view));
  }

  private setFilter(key: string, text: string): void {
    const model = text === '' ? null : { filterType: 'text', type: 'contains', filter: text };
    void this.api?.setColumnFilterModel(key, model).then(() => this.api?.onFilterChanged());
  }

  private shown(): Row[] {
    const rows: Row[] = [];
    this.api?.forEachNodeAfterFilterAndSort(({ data }) => {
      if (data?.row) rows.push(data.row);
    });
    return rows;
  }

  private modelUpdated(): void {
    const rows = this.shown();
    this.said.set(announcement(rows.length, this.rows().length, this.noun(), this.view(), this.columns()));
    this.shownChange.emit(rows);
    const [first, ...others] = this.columns();
    if (!first || !others.some((column) => column.sum ?? column.drawSum)) return;
    const sums = Object.fromEntries(others.map((column) => [column.key, sumText(column, rows)]));
    sums[first.key] = `Summe der ${rows.length} ${this.noun()}`;
    this.api?.setGridOption('pinnedBottomRowData', [{ id: 'sum', row: null, sums, summed: rows }]);
  }

  private sortChanged(): void {
    const sorted = this.api?.getColumnState().find((state) => state.sort);
    const sort = sorted ? { key: sorted.colId, descending: sorted.sort === 'desc' } : null;
    this.change({ ...this.view(), sort });
  }

  private filterChanged(): void {
    const model = this.api?.getFilterModel() ?? {};
    const filters = Object.entries(model).map(
      ([key, one]) => [key, (one as { filter: string }).filter] as const,
    );
    this.change({ ...this.view(), filters: Object.fromEntries(filters) });
  }

  private change(view: GridView): void {
    this.view.set(view);
    if (this.inAddress()) this.writeAddress(view);
    this.modelUpdated();
  }

  private writeAddress(view: GridView): void {
    const queryParams = viewToAddress(view, this.columns());
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}

function filterModel(view: GridView): Record<string, object> {
  return Object.fromEntries(
    Object.entries(view.filters).map(([key, filter]) => [
      key,
      { filterType: 'text', type: 'contains', filter },
    ]),
  );
}
