import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { patchState, signalStore, withMethods, withState } from '@ngrx/signals';
import type { ApplyResult, UploadResult } from '#shared/imports/imports.ts';
import { withRequest } from '../core/with-request.ts';

/** A file as the person chose it, and how it is to be read. */
export interface Upload {
  file: File;
  profile: string;
  controlTotal: string;
}

interface ImportsState {
  upload: UploadResult | null;
  applied: ApplyResult | null;
}

const NOTHING: ImportsState = { upload: null, applied: null };

/** One import from the chosen file to its booking. Born and gone with the page. */
export const ImportsStore = signalStore(
  withState(NOTHING),
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    /** Uploads the file and takes over its plan; nothing is booked. */
    async plan({ file, profile, controlTotal }: Upload): Promise<void> {
      patchState(store, NOTHING);
      const params = { profile, name: file.name, ...(controlTotal === '' ? {} : { controlTotal }) };
      const headers = { 'Content-Type': 'application/octet-stream' };
      const upload = await store.run(
        http.post<UploadResult>('/api/imports/uploads', file, { params, headers }),
      );
      if (upload) patchState(store, { upload });
    },
    /** Books the plan that is shown, or nothing. */
    async apply(): Promise<ApplyResult | undefined> {
      const upload = store.upload();
      if (!upload) return undefined;
      const { planSha256 } = upload.plan;
      const applied = await store.run(
        http.post<ApplyResult>(`/api/imports/uploads/${upload.uploadId}/apply`, { planSha256 }),
      );
      if (applied) patchState(store, { applied, upload: null });
      return applied;
    },
    /** Forgets the file; what was booked stays. */
    discard(): void {
      store.clearError();
      patchState(store, NOTHING);
    },
  })),
);
