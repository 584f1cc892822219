import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import type { RequestDetail } from '#shared/approvals/requests.ts';
import { withRequest } from '../core/with-request.ts';

export type Deed = 'approve' | 'reject' | 'withdraw';

/** Decides about one request, in the version that was read; a refusal stays in `requestError`. */
export const DecisionStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    act(id: number, version: number, deed: Deed, note: string): Promise<RequestDetail | undefined> {
      return store.run(
        http.post<RequestDetail>(`/api/requests/${id}/${deed}`, deed === 'withdraw' ? {} : { note }, {
          headers: { 'If-Match': `"${version}"` },
        }),
      );
    },
  })),
);
