import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { patchState, signalStore, withHooks, withMethods, withState } from '@ngrx/signals';
import type { ApplyResult, UploadResult } from '#shared/imports/imports.ts';
import { onceKey } from '../core/once-key.ts';
import { Session } from '../core/session.ts';
import { withRequest } from '../core/with-request.ts';
import { forgetPreview, keepPreview, previewOf } from './open-preview.ts';

/** The files of a delivery as the person chose them, and how they are to be read. */
export interface Upload {
  files: readonly File[];
  profile: string;
  controlTotal: string;
}

interface ImportsState {
  upload: UploadResult | null;
  applied: ApplyResult | null;
  /** The `Idempotency-Key` of booking this upload, however often it is asked for. */
  key: string;
}

const NOTHING: ImportsState = { upload: null, applied: null, key: '' };

/** One import from the chosen file to its booking; a preview that was not booked outlives a reload of the page. */
export const ImportsStore = signalStore(
  withState(NOTHING),
  withRequest(),
  withMethods((store, http = inject(HttpClient), session = inject(Session)) => ({
    /** Uploads the file and takes over its plan; nothing is booked. */
    async plan({ files, profile, controlTotal }: Upload): Promise<void> {
      patchState(store, NOTHING);
      forgetPreview();
      const params = {
        profile,
        name: files.map((file) => file.name),
        ...(files.length > 1 ? { size: files.map((file) => file.size) } : {}),
        ...(controlTotal === '' ? {} : { controlTotal }),
      };
      // One body: the server cuts it by the sizes.
      const [only, ...others] = files;
      const body = only && others.length === 0 ? only : new Blob([...files]);
      const headers = { 'Content-Type': 'application/octet-stream' };
      const upload = await store.run(
        http.post<UploadResult>('/api/imports/uploads', body, { params, headers }),
      );
      if (!upload) return;
      const key = onceKey();
      patchState(store, { upload, key });
      keepPreview({ login: session.user()?.login ?? '', upload, key });
    },
    /** Books the plan that is shown, or nothing; asked again after a lost answer, it counts once. */
    async apply(): Promise<ApplyResult | undefined> {
      const upload = store.upload();
      if (!upload || store.loading()) return undefined;
      const headers = { 'Idempotency-Key': store.key() };
      const { planSha256 } = upload.plan;
      const applied = await store.run(
        http.post<ApplyResult>(`/api/imports/uploads/${upload.uploadId}/apply`, { planSha256 }, { headers }),
      );
      if (!applied) return undefined;
      forgetPreview();
      patchState(store, { ...NOTHING, applied });
      return applied;
    },
    /** Forgets the file; what was booked stays. */
    discard(): void {
      store.clearError();
      forgetPreview();
      patchState(store, NOTHING);
    },
  })),
  withHooks((store, session = inject(Session)) => ({
    onInit(): void {
      const preview = previewOf(session.user()?.login ?? '');
      if (preview) patchState(store, { upload: preview.upload, key: preview.key });
    },
  })),
);
