import type { KeyedRow } from '#shared/imports/row-key.ts';

/** The keys of a window of rows, each once. */
export function keysOf(window: readonly KeyedRow[]): string[] {
  return [...new Set(window.map((keyed) => keyed.key))];
}
