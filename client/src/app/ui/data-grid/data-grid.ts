import {
  CSP_NONCE,
  Component,
  DestroyRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  untracked,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import { createGrid, themeQuartz } from 'ag-grid-community';
import type { ColDef, GridApi } from 'ag-grid-community';
import { counted } from '#shared/counted.ts';
import { columnFilters, passing } from '#shared/lists/list-filter.ts';
import { ordered } from '#shared/lists/list-order.ts';
import { viewParameters, visibleKeys } from '#shared/lists/list-view.ts';
import { formatEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { ExportLink } from '../export-link.ts';
import { announcement } from './grid-announcement.ts';
import type { GridColumn } from './grid-column.ts';
import { copyCell, copyTable } from './grid-copy.ts';
import './grid-modules.ts';
import { columnDefinition, columnState, gridOptions } from './grid-options.ts';
import type { GridEvents, GridRow } from './grid-options.ts';
import { sumRow } from './grid-sum.ts';
import { GRID_THEME } from './grid-theme.ts';
import { injectGridView } from './grid-view.ts';

/** Where the file of a list is asked for. */
export interface GridFile {
  path: string;
  asked: Readonly<Record<string, string | null | undefined>>;
}

const PAGE = 100;
let instances = 0;

/**
 * A table to work in: filter row, sorting, column choice, sums of what is shown, copying, keyboard.
 * Row click or Enter emits `rowOpened`. Filters, sorting and columns live in the address. `shown()` is the one list
 * from which rows, foot, count and copy follow; pages read it for their headings.
 * Slots: `grid-tools` left and `grid-actions` right above, `grid-foot` below. `noun` is the plural of a row, `singular` one of it.
 */
@Component({
  selector: 'mc-data-grid',
  imports: [ExportLink],
  templateUrl: './data-grid.html',
  styleUrl: './data-grid.css',
  host: { '(keydown.control.c)': 'copyFocused($event)', '(keydown.meta.c)': 'copyFocused($event)' },
})
export class DataGrid<Row extends object> {
  readonly label = input.required<string>();
  readonly noun = input('Zeilen');
  readonly singular = input('Zeile');
  /** Empty at first, because a page's heading asks for `shown()` before the grid has got its rows. */
  readonly rows = input<readonly Row[]>([]);
  readonly columns = input<readonly GridColumn<Row>[]>([]);
  readonly rowId = input.required<(row: Row) => string | number>();
  /** The address of the list's file, with what its rows are asked by beside the grid's own view: `asOf`, `ansicht`. */
  readonly file = input<GridFile | null>(null);
  /** Rows that are still on their way: sums, counts and copies wait for them. */
  readonly missing = input(0);
  /** The row whose detail or sheet is open. */
  readonly openId = input<string | number | null>(null);
  /** Off for a second grid of the same page. */
  readonly inAddress = input(true);
  readonly rowOpened = output<Row>();

  protected readonly id = `grid-${(instances += 1)}`;
  private readonly state = injectGridView<Row>(this.columns, this.inAddress);
  protected readonly filters = computed(() => columnFilters(this.state.view(), this.columns()));
  protected readonly visible = computed(() => visibleKeys(this.state.view(), this.columns()));
  private readonly sort = computed(() => this.state.view().sort, {
    equal: (a, b) => a?.key === b?.key && a?.descending === b?.descending,
  });
  /** All rows in order: a letter typed in a filter sorts nothing again. */
  private readonly sorted = computed(() => ordered(this.rows(), { sort: this.sort() }, this.columns()));
  /** The rows that pass the filters, in the order shown, on all pages of the grid. */
  readonly shown = computed(() => passing(this.sorted(), this.filters()));
  private readonly announced = computed(() =>
    this.missing() > 0
      ? `Weitere ${this.counted(this.missing())} werden geladen`
      : announcement(
          [this.shown().length, this.rows().length, { one: this.singular(), many: this.noun() }],
          this.state.view(),
          this.columns(),
        ),
  );
  /** What the file is asked by: exactly what is shown. Null where no file could be that. */
  protected readonly fileAsked = computed(() => {
    const file = this.file();
    const view = this.state.view();
    const own = new Set(this.columns().flatMap(({ key, pageOnly }) => (pageOnly ? [key] : [])));
    const needed = [...Object.keys(view.filters), ...(view.sort ? [view.sort.key] : [])];
    if (!file || needed.some((key) => own.has(key))) return null;
    const columns = view.columns?.filter((key) => !own.has(key)) ?? null;
    const listed = this.columns().filter(({ key }) => !own.has(key));
    return { ...file.asked, ...viewParameters({ ...view, columns }, listed) };
  });
  protected readonly fileWhat = computed(() => `${this.counted(this.shown().length)} wie gezeigt`);
  /** The count of what is shown, until something was copied. */
  protected readonly said = linkedSignal(() => this.announced());

  private readonly container = viewChild.required<ElementRef<HTMLElement>>('grid');
  private readonly nonce = inject(CSP_NONCE, { optional: true });
  private readonly injector = inject(Injector);
  private api: GridApi<GridRow<Row>> | undefined;

  private readonly events: GridEvents<Row> = {
    filter: (key, text) => this.setFilter(key, text),
    follow: (key, show) => {
      const following = effect(() => show(this.fieldState(key)), { injector: this.injector });
      return () => following.destroy();
    },
    open: (row) => this.rowOpened.emit(row),
    isOpen: (row) => this.rowId()(row) === this.openId(),
  };

  private readonly data = computed(() => {
    const id = this.rowId();
    const rowData = this.shown().map((row): GridRow<Row> => ({ id: String(id(row)), row }));
    const foot =
      this.missing() > 0 ? null : sumRow(this.shown(), this.columns(), this.counted(this.shown().length));
    return { rowData, pagination: rowData.length > PAGE, pinnedBottomRowData: foot ? [foot] : [] };
  });
  private readonly definitions = computed((): ColDef<GridRow<Row>>[] => {
    const view = untracked(this.state.view);
    return this.columns().map((column, index) => columnDefinition(column, view, index === 0, this.events));
  });

  constructor() {
    afterNextRender(() => this.create());
    inject(DestroyRef).onDestroy(() => this.api?.destroy());
    effect(() => {
      const columnDefs = this.definitions();
      this.api?.setGridOption('columnDefs', columnDefs);
    });
    effect(() => {
      const state = columnState(this.state.view(), this.columns());
      this.api?.applyColumnState({ state });
    });
    effect(() => {
      const data = this.data();
      this.api?.updateGridOptions(data);
    });
    effect(() => this.markOpen(this.openId()));
  }

  protected toggleColumn(key: string): void {
    const visible = this.visible();
    const keys = this.columns().map((column) => column.key);
    const columns = keys.filter((one) => (one === key ? !visible.has(one) : visible.has(one)));
    if (columns.length > 0) this.state.change({ ...this.state.view(), columns });
  }

  protected resetFilters(): void {
    this.state.change({ ...this.state.view(), filters: {} });
  }

  protected setFilter(key: string, text: string): void {
    const { [key]: _before, ...others } = this.state.view().filters;
    const filters = text.trim() === '' ? others : { ...others, [key]: text.trim() };
    this.state.change({ ...this.state.view(), filters });
  }

  /** Copies what is shown, in its order, with real numbers. */
  protected async copy(): Promise<void> {
    const visible = this.visible();
    const columns = this.columns().filter((column) => visible.has(column.key));
    const rows = this.shown();
    await navigator.clipboard.writeText(copyTable(columns, rows));
    this.said.set(`${this.counted(rows.length)} in die Zwischenablage kopiert, Beträge in € auf den Cent`);
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
    const value = column.value(row);
    if (column.kind === 'cents' && value !== null) this.said.set(`${formatEuro(value as Cents)} € kopiert`);
  }

  private counted(count: number): string {
    return counted(count, this.singular(), this.noun());
  }

  private fieldState(key: string) {
    const own = this.filters().find(({ column }) => column.key === key);
    return {
      text: this.state.view().filters[key] ?? '',
      faulty: own !== undefined && !own.filter.understood,
    };
  }

  /** On the elements themselves: drawing the rows anew would take the focus from a sheet just opened. */
  private markOpen(id: string | number | null): void {
    for (const row of this.container().nativeElement.querySelectorAll('.ag-row[row-id]')) {
      row.classList.toggle('open', id !== null && row.getAttribute('row-id') === String(id));
    }
  }

  private create(): void {
    this.api = createGrid<GridRow<Row>>(this.container().nativeElement, {
      ...gridOptions(this.events),
      ...this.data(),
      theme: themeQuartz.withParams(GRID_THEME),
      ...(this.nonce ? { styleNonce: this.nonce } : {}),
      columnDefs: this.definitions(),
      paginationPageSize: PAGE,
      onSortChanged: () => this.sortChanged(),
    });
  }

  private sortChanged(): void {
    const view = this.state.view();
    const sorted = this.api?.getColumnState().find((state) => state.sort);
    const sort = sorted ? { key: sorted.colId, descending: sorted.sort === 'desc' } : null;
    const before = columnState(view, this.columns()).find((state) => state.sort);
    if (sorted?.colId === before?.colId && sorted?.sort === before?.sort) return;
    this.state.change({ ...view, sort });
  }
}
