import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import type {
  AssignPostings,
  BasketPosting,
  ChangeResult,
  Put,
} from '#shared/reconciliation/reconciliation.ts';
import { withRequest } from '../core/with-request.ts';

/** What is sent to move postings: each with the state that was read, so that nobody's change is lost. */
export function assignment(
  postings: readonly BasketPosting[],
  put: (posting: BasketPosting) => Put,
): AssignPostings {
  return {
    items: postings.map((posting) => ({
      postingId: posting.id,
      expectedSeq: posting.changedSeq,
      put: put(posting),
    })),
  };
}

/** Moves postings; what was read is sent along, so that nobody's change is lost. Born and gone with its section. */
export const ReconciliationStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    assign: (postings: readonly BasketPosting[], put: (posting: BasketPosting) => Put) =>
      store.run(http.post<ChangeResult>('/api/reconciliation/assign', assignment(postings, put))),
    undo: (seq: number) => store.run(http.post<ChangeResult>('/api/reconciliation/undo', { seq })),
  })),
);
