import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import type { SubmittedRequest } from '#shared/approvals/requests.ts';
import type {
  ControlFileResult,
  ControlTotalEntry,
  PeriodChanged,
  PeriodRow,
  TieOutConfirm,
  TieOutDetail,
  TieOutLift,
} from '#shared/periods/period-views.ts';
import type { PeriodState } from '#shared/periods/terms.ts';
import { withRequest } from '../core/with-request.ts';

/** What a controller does to periods and tie-outs; a refusal touches nothing that was typed. */
export const PeriodsStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    set(row: PeriodRow, state: PeriodState, reason: string) {
      const headers = { 'If-Match': `"${row.version}"` };
      return store.run(
        http.patch<PeriodChanged>(`/api/periods/${row.month}`, { state, reason }, { headers }),
      );
    },
    /** `key` makes a second click answer with the first request. */
    askToReopen(row: PeriodRow, reason: string, key: string) {
      const body = { kind: 'reopen-period', payload: { month: row.month }, reason };
      const headers = { 'Idempotency-Key': key };
      return store.run(http.post<SubmittedRequest>('/api/requests', body, { headers }));
    },
    confirm(body: TieOutConfirm) {
      return store.run(http.post<TieOutDetail>('/api/tie-outs', body));
    },
    lift(body: TieOutLift) {
      return store.run(http.post<TieOutDetail>('/api/tie-outs/lift', body));
    },
    /** Totals as SAP says them, as a file; nothing is posted. */
    readFile(profile: string, file: File) {
      const headers = { 'Content-Type': 'application/octet-stream' };
      const params = { profile, name: file.name };
      return store.run(
        http.post<ControlFileResult>('/api/imports/control-totals', file, { params, headers }),
      );
    },
    enter(body: ControlTotalEntry) {
      return store.run(http.post<TieOutDetail>('/api/control-totals', body));
    },
  })),
);
