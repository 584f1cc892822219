import type { UploadResult } from '#shared/imports/imports.ts';

const PLACE = 'moves.open-preview';

/** A preview that is not booked yet, whose it is, and the key under which it is booked once. */
export interface OpenPreview {
  login: string;
  upload: UploadResult;
  key: string;
}

/** The open preview of this browser tab; none for another person than the one who made it. */
export function previewOf(login: string): OpenPreview | null {
  try {
    const preview = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') as OpenPreview | null;
    return preview?.login === login && login !== '' ? preview : null;
  } catch {
    return null;
  }
}

/** Keeps the preview across a reload. A browser without room for it only loses that. */
export function keepPreview(preview: OpenPreview): void {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(preview));
  } catch {
    forgetPreview();
  }
}

export function forgetPreview(): void {
  sessionStorage.removeItem(PLACE);
}
