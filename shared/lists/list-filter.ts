import { readFilter } from '../filter/filter.ts';
import type { Filter } from '../filter/filter.ts';
import { filterColumn, filterValue } from './list-column.ts';
import type { SortedColumn } from './list-column.ts';
import type { ListView } from './list-view.ts';

/** What was typed above one column, and how it was understood. */
export interface ColumnFilter<Row> {
  column: SortedColumn<Row>;
  filter: Filter;
}

/** The filters of a view in the order of the columns. */
export function columnFilters<Row>(
  { filters }: ListView,
  columns: readonly SortedColumn<Row>[],
): ColumnFilter<Row>[] {
  return columns.flatMap((column) => {
    const filter = readFilter(filters[column.key] ?? '', filterColumn(column));
    return filter ? [{ column, filter }] : [];
  });
}

/** The rows that pass every filter that was understood; one that was not hides nothing and is said. */
export function passing<Row extends object>(
  rows: readonly Row[],
  filters: readonly ColumnFilter<Row>[],
): readonly Row[] {
  const tests = filters.flatMap(({ column, filter }) =>
    filter.understood ? [(row: Row) => filter.passes(filterValue(column, row))] : [],
  );
  return tests.length === 0 ? rows : rows.filter((row) => tests.every((test) => test(row)));
}
