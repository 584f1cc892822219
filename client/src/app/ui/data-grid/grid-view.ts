import { inject, linkedSignal } from '@angular/core';
import type { Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { readView, viewParameters } from '#shared/lists/list-view.ts';
import type { ListView } from '#shared/lists/list-view.ts';
import type { GridColumn } from './grid-column.ts';

const UNSET: ListView = { filters: {}, sort: null, columns: null };

/** A grid's view and the one way to change it. */
export interface GridViewState {
  view: Signal<ListView>;
  change: (view: ListView) => void;
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
  const view = linkedSignal<ListView, ListView>({
    source: () => (inAddress() ? readView((name) => params().get(name), columns()) : UNSET),
    computation: (fromAddress) => fromAddress,
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  return {
    view,
    change: (next) => {
      view.set(next);
      if (!inAddress()) return;
      // null takes a parameter away.
      const queryParams = viewParameters(next, columns());
      void router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
    },
  };
}
