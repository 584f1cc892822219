import type { UploadResult } from '#shared/imports/imports.ts';

const PLACE = 'moves.import-draft';

/** A preview that is not booked yet, whose it is, and the key under which it is booked once. */
export interface ImportDraft {
  login: string;
  upload: UploadResult;
  key: string;
}

/** The draft of this browser tab; none for another person than the one who made it. */
export function draftOf(login: string): ImportDraft | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') as ImportDraft | null;
    return draft?.login === login && login !== '' ? draft : null;
  } catch {
    return null;
  }
}

/** Keeps the draft across a reload. A browser without room for it only loses that. */
export function keepDraft(draft: ImportDraft): void {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(draft));
  } catch {
    forgetDraft();
  }
}

export function forgetDraft(): void {
  sessionStorage.removeItem(PLACE);
}
