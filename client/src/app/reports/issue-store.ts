import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import type { IsoDate } from '#shared/calendar.ts';
import type { IssuedReport, IssueReport } from '#shared/reports/reports.ts';
import { withRequest } from '../core/with-request.ts';

/** Issues one report; a refusal stays in `requestError` and touches nothing that was typed. */
export const IssueStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    issue(asOf: IsoDate, reference: string): Promise<IssuedReport | undefined> {
      const body: IssueReport = { asOf, reference };
      return store.run(http.post<IssuedReport>('/api/reports', body));
    },
  })),
);
