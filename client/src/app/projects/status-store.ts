import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import type { IsoDate } from '#shared/calendar.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { StatusUpdate } from '#shared/projects/project-updates.ts';
import { withRequest } from '../core/with-request.ts';

/** Sends one status report; a refusal stays in `requestError` and touches nothing that was typed. */
export const StatusStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    send(
      projectId: number,
      version: number,
      asOf: IsoDate,
      update: StatusUpdate,
    ): Promise<ProjectDetail | undefined> {
      return store.run(
        http.patch<ProjectDetail>(`/api/projects/${projectId}/status?asOf=${asOf}`, update, {
          headers: { 'If-Match': `"${version}"` },
        }),
      );
    },
  })),
);
