import type { IsoDate } from '../calendar.ts';
import type { FilterColumn, FilterKind, FilterValue } from '../filter/filter.ts';
import { LIGHT_WORDS } from '../light.ts';
import type { Light, Trend } from '../light.ts';
import type { ListCell, ListCellKind } from './list-cell.ts';

/** One figure of a column that shows several. */
export interface ListFigure<Row> {
  label: string;
  value: (row: Row) => number | null;
}

/** What a file writes of a column as a column of its own. */
export interface ListPart<Row> {
  label: string;
  kind: ListCellKind;
  value: (row: Row) => ListCell;
  /** In characters. */
  width?: number;
}

/** A light as it is shown: reported, with its trend, and the computed one where there is another. */
export interface ShownLight {
  light: Light;
  trend?: Trend | null;
  computed?: Light | null;
}

interface Common<Row> {
  key: string;
  label: string;
  kind: FilterKind;
  /** The unit money is shown in; typed filters are read in it. A file always has the cents. */
  unit?: 'euro' | 'thousands' | 'millions';
  /** The figures of a cell that shows several, the one of `value` last. */
  figures?: readonly ListFigure<Row>[];
  /** The date a cell of words shows; it can be compared too. */
  date?: (row: Row) => IsoDate | null;
  /** Σ of the shown rows at the foot. */
  sum?: boolean;
  /** Not shown until chosen. */
  hidden?: boolean;
  sort?: 'asc' | 'desc';
}

/** What sorting and filtering must know of a column: of one of a list, and of one of a grid. */
export interface SortedColumn<Row> extends Common<Row> {
  /** What sorting and filtering look at; null sorts last and is shown as `–`. */
  value: (row: Row) => string | number | null;
}

/** A column as a list declares it, the same for the page and for its file. */
export interface ListedColumn<Row> extends Common<Row> {
  /** The first line; of a light, its word follows from `light`. */
  value?: (row: Row) => string | number | null;
  /** The second line; of a text it is searched too. */
  second?: (row: Row) => string | null;
  /** What a file calls the second line, in a column of its own. */
  secondLabel?: string;
  light?: (row: Row) => ShownLight;
  /** What a file writes instead of the cell: each fact in a column of its own. */
  parts?: readonly ListPart<Row>[];
}

/** A declared column, with what sorting and filtering look at. */
export interface ListColumn<Row> extends SortedColumn<Row> {
  /** The first line. */
  first: (row: Row) => string | number | null;
  second?: (row: Row) => string | null;
  secondLabel?: string;
  light?: (row: Row) => ShownLight;
  parts?: readonly ListPart<Row>[];
}

/** Makes columns of what a list declares: a text is searched in both its lines, a light by its word. */
export function listColumns<Row>(declared: readonly ListedColumn<Row>[]): ListColumn<Row>[] {
  return declared.map((column) => {
    const { second, light } = column;
    const first = light ? (row: Row) => LIGHT_WORDS[light(row).light] : (column.value ?? (() => null));
    const value =
      column.kind === 'text' && second
        ? (row: Row) => [first(row), second(row)].filter(Boolean).join(' · ') || null
        : first;
    return { ...column, first, value };
  });
}

/** What the reader of filters must know of a column. */
export function filterColumn<Row>({ kind, unit, figures, date }: SortedColumn<Row>): FilterColumn {
  return {
    kind,
    ...(unit ? { unit } : {}),
    ...(figures ? { figures: figures.map((figure) => figure.label) } : {}),
    ...(date ? { dated: true } : {}),
  };
}

const values = new WeakMap<object, WeakMap<object, string | number | null>>();

/** A column's value of a row, worked out once: sorting and each letter of a filter ask for those of all rows. */
export function valueOf<Row extends object>(column: SortedColumn<Row>, row: Row): string | number | null {
  const own = values.get(column) ?? new WeakMap<object, string | number | null>();
  values.set(column, own);
  const known = own.get(row);
  if (known !== undefined) return known;
  const value = column.value(row);
  own.set(row, value);
  return value;
}

/** What a filter looks at in a row. */
export function filterValue<Row extends object>(column: SortedColumn<Row>, row: Row): FilterValue {
  const { figures, date } = column;
  return {
    value: valueOf(column, row),
    ...(figures ? { figures: figures.map((figure) => figure.value(row)) } : {}),
    ...(date ? { date: date(row) } : {}),
  };
}
