import { valueOf } from '#shared/lists/list-column.ts';
import { comparator, sortOf } from '#shared/lists/list-order.ts';
import { visibleKeys } from '#shared/lists/list-view.ts';
import type { ColDef, GridOptions, ICellRendererParams } from 'ag-grid-community';
import { FilterField } from './filter-field.ts';
import type { FieldParams } from './filter-field.ts';
import { twoLines } from './grid-cells.ts';
import { headOf } from './grid-column.ts';
import type { GridColumn } from './grid-column.ts';
import { GRID_TEXTS } from './grid-texts.ts';
import type { ListView } from '#shared/lists/list-view.ts';

/** A row as the grid holds it: one of ours, or the sums at the foot (column key → text). */
export interface GridRow<Row> {
  id: string;
  row: Row | null;
  sums?: Record<string, string | null>;
  /** The rows that are summed, for columns that draw their own foot. */
  summed?: readonly Row[];
}

/** What the grid reports back. */
export interface GridEvents<Row> {
  filter: (key: string, text: string) => void;
  /** Shows a filter field its state, now and whenever it changes. */
  follow: (key: string, show: Parameters<FieldParams['follow']>[0]) => () => void;
  open: (row: Row) => void;
  isOpen: (row: Row) => boolean;
}

const NUMERIC = new Set(['cents', 'fte', 'date', 'days', 'integer']);

function cell<Row>(column: GridColumn<Row>) {
  return ({ data }: ICellRendererParams<GridRow<Row>>): Node => {
    if (!data) return document.createTextNode('');
    if (data.row !== null) return column.draw(data.row);
    if (column.drawSum && data.summed) return column.drawSum(data.summed);
    return twoLines(data.sums?.[column.key] ?? '', null, { strong: true });
  };
}

/** What of a column a view decides, as the grid's own state. */
export function columnState<Row>(view: ListView, columns: readonly GridColumn<Row>[]) {
  const visible = visibleKeys(view, columns);
  return columns.map((column) => ({
    colId: column.key,
    hide: !visible.has(column.key),
    sort: sortOf(column, view),
  }));
}

/** Our column as the grid's; `first` is announced as the row's head. */
export function columnDefinition<Row extends object>(
  column: GridColumn<Row>,
  view: ListView,
  first: boolean,
  events: GridEvents<Row>,
): ColDef<GridRow<Row>> {
  const [state] = columnState(view, [column]);
  const field: FieldParams = {
    kind: column.kind,
    label: column.label,
    ...(column.hint === undefined ? {} : { hint: column.hint }),
    apply: (text) => events.filter(column.key, text),
    follow: (show) => events.follow(column.key, show),
  };
  return {
    colId: column.key,
    headerName: headOf(column),
    // The foot's cells are drawn anew whenever its sums are others: the grid compares values, and these are new objects.
    valueGetter: ({ data }) => (data?.row ? valueOf(column, data.row) : (data?.sums ?? null)),
    cellRenderer: cell(column),
    comparator: comparator(column),
    cellClass: NUMERIC.has(column.kind) ? 'num' : '',
    headerClass: NUMERIC.has(column.kind) ? 'num' : '',
    ...(first ? { cellAriaRole: 'rowheader' } : {}),
    ...(column.width === undefined ? {} : { width: column.width }),
    ...(column.grow === undefined ? {} : { flex: column.grow, minWidth: column.width ?? 120 }),
    hide: view.columns ? !view.columns.includes(column.key) : (column.hidden ?? false),
    sort: state?.sort ?? null,
    // The page filters and the grid shows; its own filter is only asked for the row of fields.
    filter: 'agTextColumnFilter',
    floatingFilterComponent: FilterField,
    floatingFilterComponentParams: field,
  };
}

/** Settings that hold for every grid: readable by screen readers, German, no pinned columns, no animation. */
export function gridOptions<Row extends object>(events: GridEvents<Row>): GridOptions<GridRow<Row>> {
  return {
    defaultColDef: {
      floatingFilter: true,
      sortable: true,
      resizable: true,
      suppressMovable: true,
      suppressHeaderMenuButton: true,
      suppressHeaderFilterButton: true,
      suppressFloatingFilterButton: true,
      suppressHeaderContextMenu: true,
      minWidth: 72,
    },
    domLayout: 'autoHeight',
    ensureDomOrder: true,
    suppressColumnVirtualisation: true,
    suppressRowVirtualisation: true,
    suppressMovableColumns: true,
    suppressMultiSort: true,
    animateRows: false,
    enableCellTextSelection: true,
    paginationPageSizeSelector: false,
    floatingFiltersHeight: 34,
    localeText: GRID_TEXTS,
    getRowId: ({ data }) => data.id,
    rowClassRules: {
      open: ({ data }) => (data?.row ? events.isOpen(data.row) : false),
      'sum-row': ({ data }) => data?.row === null,
    },
    onRowClicked: ({ data, event }) => {
      if (data?.row && !selectsText() && !isControl(event?.target)) events.open(data.row);
    },
    onCellKeyDown: ({ data, event }) => {
      if (!data?.row || !(event instanceof KeyboardEvent)) return;
      if (event.key === 'F2') focusControl(event);
      else if (event.key === 'Enter' && !isControl(event.target)) events.open(data.row);
    },
  };
}

/** Marking a figure with the mouse to copy it is not a click on the row. */
function selectsText(): boolean {
  return (document.getSelection()?.toString() ?? '') !== '';
}

/** A link, a field or a button inside a cell does its own work; the row stays as it is. */
function isControl(target: EventTarget | null | undefined): boolean {
  return target instanceof Element && target.closest('a, button, select, input') !== null;
}

/** F2, as in spreadsheets, enters the cell: its field or link gets the focus. */
function focusControl(event: KeyboardEvent): void {
  const cell = event.target instanceof Element ? event.target.closest('.ag-cell') : null;
  cell?.querySelector<HTMLElement>('select, input, button, a')?.focus();
}
