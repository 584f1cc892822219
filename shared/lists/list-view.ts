import type { SortedColumn } from './list-column.ts';

/** What a person has set on a list; lives in the address so that it can be kept and sent. */
export interface ListView {
  /** Column key → typed text. */
  filters: Readonly<Record<string, string>>;
  sort: { key: string; descending: boolean } | null;
  /** Keys of the shown columns in order; null = as the page made them. */
  columns: readonly string[] | null;
}

/** Reads `f.KEY=text`, `sort=KEY` or `sort=-KEY`, `spalten=KEY,KEY`; unknown columns are left out. */
export function readView<Row>(
  get: (name: string) => string | null | undefined,
  columns: readonly Pick<SortedColumn<Row>, 'key'>[],
): ListView {
  const known = new Set(columns.map((column) => column.key));
  const filters = columns.flatMap(({ key }) => {
    const text = get(`f.${key}`)?.trim();
    return text ? [[key, text] as const] : [];
  });
  const [, minus = '', key = ''] = /^(-?)(.+)$/u.exec(get('sort') ?? '') ?? [];
  const chosen =
    get('spalten')
      ?.split(',')
      .filter((one) => known.has(one)) ?? [];
  return {
    filters: Object.fromEntries(filters),
    sort: known.has(key) ? { key, descending: minus === '-' } : null,
    columns: chosen.length > 0 ? chosen : null,
  };
}

/** The parameters of a view; null where one is not set. */
export function viewParameters<Row>(
  view: ListView,
  columns: readonly Pick<SortedColumn<Row>, 'key'>[],
): Record<string, string | null> {
  const filters = columns.map(({ key }) => [`f.${key}`, view.filters[key] || null] as const);
  return {
    ...Object.fromEntries(filters),
    sort: view.sort ? `${view.sort.descending ? '-' : ''}${view.sort.key}` : null,
    spalten: view.columns?.join(',') ?? null,
  };
}

/** The keys of the columns that are shown. */
export function visibleKeys<Row>(
  view: ListView,
  columns: readonly Pick<SortedColumn<Row>, 'key' | 'hidden'>[],
): ReadonlySet<string> {
  return new Set(view.columns ?? columns.flatMap((column) => (column.hidden ? [] : [column.key])));
}
