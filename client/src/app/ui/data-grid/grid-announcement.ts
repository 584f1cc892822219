import { counted } from '#shared/counted.ts';
import type { GridColumn } from './grid-column.ts';
import type { ListView } from '#shared/lists/list-view.ts';

/** What the foot shows and a screen reader hears after sorting and filtering. */
export function announcement<Row>(
  [shown, all, noun]: readonly [shown: number, all: number, noun: { one: string; many: string }],
  view: ListView,
  columns: readonly GridColumn<Row>[],
): string {
  const count = shown === all ? counted(all, noun.one, noun.many) : `${noun.many}: ${shown} von ${all}`;
  const label = columns.find((column) => column.key === view.sort?.key)?.label;
  if (!label) return count;
  return `${count}, sortiert nach ${label} ${view.sort?.descending ? 'absteigend' : 'aufsteigend'}`;
}
