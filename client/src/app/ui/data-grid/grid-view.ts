import { inject, linkedSignal } from '@angular/core';
import type { Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
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

const UNSET: GridView = { filters: {}, sort: null, columns: null };

/** Reads `f.KEY=text`, `sort=KEY` or `sort=-KEY`, `spalten=KEY,KEY`; unknown columns are left out. */
export function viewFromAddress<Row>(params: ParamMap, columns: readonly GridColumn<Row>[]): GridView {
  const known = new Set(columns.map((column) => column.key));
  const filters = columns.flatMap(({ key }) => {
    const text = params.get(`f.${key}`)?.trim();
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

/** The keys of the columns that are shown. */
export function visibleKeys<Row>(view: GridView, columns: readonly GridColumn<Row>[]): ReadonlySet<string> {
  return new Set(view.columns ?? columns.flatMap((column) => (column.hidden ? [] : [column.key])));
}

/** A grid's view and the one way to change it. */
export interface GridViewState {
  view: Signal<GridView>;
  change: (view: GridView) => void;
}

/**
 * The view follows the address, so that Back, a link and a reload all show what they say; a change goes there. A
 * second grid of a page keeps its view for itself. Call in an injection context.
 */
export function injectGridView<Row>(
  columns: Signal<readonly GridColumn<Row>[]>,
  inAddress: Signal<boolean>,
): GridViewState {
  const router = inject(Router);
  const params = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });
  const view = linkedSignal<GridView, GridView>({
    source: () => (inAddress() ? viewFromAddress(params(), columns()) : UNSET),
    computation: (fromAddress) => fromAddress,
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  return {
    view,
    change: (next) => {
      view.set(next);
      if (!inAddress()) return;
      const queryParams = viewToAddress(next, columns());
      void router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
    },
  };
}
