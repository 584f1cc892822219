import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import type { MovementPayloadInput } from '#shared/approvals/movement.ts';
import type { RequestDetail, SubmittedRequest } from '#shared/approvals/requests.ts';
import { withRequest } from '../core/with-request.ts';

/** Sends a movement to whoever decides about it; a refusal touches nothing that was typed. */
export const MovementStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    submit(payload: MovementPayloadInput, reason: string, key: string) {
      return store.run(
        http.post<SubmittedRequest>(
          '/api/requests',
          { kind: 'movement', payload, reason },
          { headers: { 'Idempotency-Key': key } },
        ),
      );
    },
    edit(id: number, version: number, payload: MovementPayloadInput, reason: string) {
      return store.run(
        http.patch<RequestDetail>(
          `/api/requests/${id}`,
          { payload, reason },
          { headers: { 'If-Match': `"${version}"` } },
        ),
      );
    },
  })),
);
