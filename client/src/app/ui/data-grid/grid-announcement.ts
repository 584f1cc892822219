import type { GridColumn } from './grid-column.ts';
import type { GridView } from './grid-view.ts';

/** What the foot shows and a screen reader hears after sorting and filtering. */
export function announcement<Row>(
  shown: number,
  all: number,
  noun: string,
  view: GridView,
  columns: readonly GridColumn<Row>[],
): string {
  const count = shown === all ? `${all} ${noun}` : `${noun}: ${shown} von ${all}`;
  const label = columns.find((column) => column.key === view.sort?.key)?.label;
  if (!label) return count;
  return `${count}, sortiert nach ${label} ${view.sort?.descending ? 'absteigend' : 'aufsteigend'}`;
}
