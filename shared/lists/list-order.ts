import { compareNatural } from '../order.ts';
import { valueOf } from './list-column.ts';
import type { SortedColumn } from './list-column.ts';
import type { ListView } from './list-view.ts';

type Value = string | number | null;

function compare(a: Value, b: Value): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareNatural(String(a), String(b));
}

const LIGHT_ORDER = ['rot', 'gelb', 'grün', 'fehlt'];

/** Lights sort by urgency, everything else by its value; nothing comes last in both directions. */
export function comparator<Row>(column: SortedColumn<Row>) {
  return (a: Value, b: Value, _nodeA: unknown, _nodeB: unknown, descending: boolean): number => {
    if (column.kind === 'light') return LIGHT_ORDER.indexOf(String(a)) - LIGHT_ORDER.indexOf(String(b));
    if (a === null || b === null) return descending ? -compare(a, b) : compare(a, b);
    return compare(a, b);
  };
}

/** Which way a column sorts in a view; where the view says nothing, as the page made it. */
export function sortOf<Row>(
  column: SortedColumn<Row>,
  { sort }: Pick<ListView, 'sort'>,
): 'asc' | 'desc' | null {
  if (!sort) return column.sort ?? null;
  return sort.key === column.key ? (sort.descending ? 'desc' : 'asc') : null;
}

/** The rows in the order the list shows them. */
export function ordered<Row extends object>(
  rows: readonly Row[],
  view: Pick<ListView, 'sort'>,
  columns: readonly SortedColumn<Row>[],
): readonly Row[] {
  const column = columns.find((one) => sortOf(one, view) !== null);
  if (!column) return rows;
  const descending = sortOf(column, view) === 'desc';
  const order = comparator(column);
  const sign = descending ? -1 : 1;
  return rows.toSorted(
    (a, b) => sign * order(valueOf(column, a), valueOf(column, b), undefined, undefined, descending),
  );
}
