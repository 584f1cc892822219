import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import type { SampleResult } from '#shared/imports/profile-edit.ts';
import { withRequest } from '../core/with-request.ts';

/** Uploads a file to try a profile on; the server keeps it for a day and books it never. */
export const SampleStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    upload(file: File) {
      const headers = { 'Content-Type': 'application/octet-stream' };
      const params = { name: file.name };
      return store.run(http.post<SampleResult>('/api/import-profiles/samples', file, { params, headers }));
    },
  })),
);
