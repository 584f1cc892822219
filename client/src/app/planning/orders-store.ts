import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import type { NewOrder, OrderChange, OrderDetail } from '#shared/planning/orders.ts';
import { withRequest } from '../core/with-request.ts';

/** Enters and changes orders; a refusal touches nothing that was typed. */
export const OrdersStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    enter: (body: NewOrder) => store.run(http.post<OrderDetail>('/api/orders', body)),
    change: (id: number, version: number, body: OrderChange) =>
      store.run(
        http.post<OrderDetail>(`/api/orders/${id}/entries`, body, {
          headers: { 'If-Match': `"${version}"` },
        }),
      ),
  })),
);
