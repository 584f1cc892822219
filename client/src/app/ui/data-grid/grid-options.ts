import { compareNatural } from '#shared/order.ts';
import type { ColDef, GridOptions, ICellRendererParams, TextMatcherParams } from 'ag-grid-community';
import { FilterField } from './filter-field.ts';
import { twoLines } from './grid-cells.ts';
import type { GridColumn } from './grid-column.ts';
import { passesFilter } from './grid-filter.ts';
import { GRID_TEXTS } from './grid-texts.ts';
import type { GridView } from './grid-view.ts';

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
  open: (row: Row) => void;
  isOpen: (row: Row) => boolean;
}

const NUMERIC = new Set(['cents', 'fte', 'date', 'days', 'integer']);

type Value = string | number | null;

function compare(a: Value, b: Value): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareNatural(String(a), String(b));
}

const LIGHT_ORDER = ['rot', 'gelb', 'grün', 'fehlt'];

/** Lights sort by urgency, everything else by its value; nothing comes last in both directions. */
function comparator<Row>(column: GridColumn<Row>) {
  return (a: Value, b: Value, _nodeA: unknown, _nodeB: unknown, descending: boolean): number => {
    if (column.kind === 'light') return LIGHT_ORDER.indexOf(String(a)) - LIGHT_ORDER.indexOf(String(b));
    if (a === null || b === null) return descending ? -compare(a, b) : compare(a, b);
    return compare(a, b);
  };
}

function cell<Row>(column: GridColumn<Row>) {
  return ({ data }: ICellRendererParams<GridRow<Row>>): Node => {
    if (!data) return document.createTextNode('');
    if (data.row !== null) return column.draw(data.row);
    if (column.drawSum && data.summed) return column.drawSum(data.summed);
    return twoLines(data.sums?.[column.key] ?? '', null, { strong: true });
  };
}

/** Our column as the grid's; `first` is announced as the row's head. */
export function columnDefinition<Row>(
  column: GridColumn<Row>,
  view: GridView,
  first: boolean,
  events: GridEvents<Row>,
): ColDef<GridRow<Row>> {
  const sorted = view.sort ? view.sort.key === column.key : column.sort !== undefined;
  const descending = view.sort ? view.sort.descending : column.sort === 'desc';
  return {
    colId: column.key,
    headerName: column.label,
    valueGetter: ({ data }) => (data?.row ? column.value(data.row) : null),
    filterValueGetter: () => column.key,
    cellRenderer: cell(column),
    comparator: comparator(column),
    cellClass: NUMERIC.has(column.kind) ? 'num' : '',
    headerClass: NUMERIC.has(column.kind) ? 'num' : '',
    ...(first ? { cellAriaRole: 'rowheader' } : {}),
    ...(column.width === undefined ? {} : { width: column.width }),
    ...(column.grow === undefined ? {} : { flex: column.grow, minWidth: column.width ?? 120 }),
    hide: view.columns ? !view.columns.includes(column.key) : (column.hidden ?? false),
    sort: sorted ? (descending ? 'desc' : 'asc') : null,
    filter: 'agTextColumnFilter',
    filterParams: {
      filterOptions: ['contains'],
      caseSensitive: true,
      trimInput: false,
      textMatcher: ({ data, filterText }: TextMatcherParams) => {
        const { row } = data as GridRow<Row>;
        return row !== null && passesFilter(column, column.value(row), filterText ?? '');
      },
    },
    floatingFilterComponent: FilterField,
    floatingFilterComponentParams: {
      kind: column.kind,
      label: column.label,
      ...(column.hint === undefined ? {} : { hint: column.hint }),
      apply: (text: string) => events.filter(column.key, text),
    },
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
