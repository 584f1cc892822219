import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import type { TieOutConfirm, TieOutDetail } from '#shared/periods/period-views.ts';
import { withRequest } from '../core/with-request.ts';

/** Confirms a tie-out as it was seen. */
export const PeriodsStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    confirm(body: TieOutConfirm) {
      return store.run(http.post<TieOutDetail>('/api/tie-outs', body));
    },
  })),
);
