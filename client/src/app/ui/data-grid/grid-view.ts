import type { ParamMap, Params } from '@angular/router';
import type { GridColumn } from './grid-column.ts';

/** What a person has set on a grid; lives in the address so that it can be kept and sent. */
export interface GridView {
  /** Column key → typed text. */
  filters: Readonly<Record<string, string>>;
  sort: { key: string; descending: boolean } | null;
  /** Keys of the shown columns in order; null = as the page made them. */
  columns: readonly string[] | null;
}

/** Reads `f.KEY=text`, `sort=KEY` or `sort=-KEY`, `spalten=KEY,KEY`; unknown columns are left out. */
export function viewFromAddress<Row>(params: ParamMap, columns: readonly GridColumn<Row>[]): GridView {
  const known = new Set(columns.map((column) => column.key));
  const filters = columns.flatMap(({ key }) => {
    const text = params.get(`f.${key}`);
    return text ? [[key, text] as const] : [];
  });
  const [, minus = '', key = ''] = /^(-?)(.+)$/u.exec(params.get('sort') ?? '') ?? [];
  const chosen =
    params
      .get('spalten')
      ?.split(',')
      .filter((one) => known.has(one)) ?? [];
  return {
    filters: Object.fromEntries(filters),
    sort: known.has(key) ? { key, descending: minus === '-' } : null,
    columns: chosen.length > 0 ? chosen : null,
  };
}

/** The query parameters of a view; null takes a parameter away, as `queryParamsHandling: 'merge'` does. */
export function viewToAddress<Row>(view: GridView, columns: readonly GridColumn<Row>[]): Params {
  const filters = columns.map(({ key }) => [`f.${key}`, view.filters[key] || null] as const);
  return {
    ...Object.fromEntries(filters),
    sort: view.sort ? `${view.sort.descending ? '-' : ''}${view.sort.key}` : null,
    spalten: view.columns?.join(',') ?? null,
  };
}
