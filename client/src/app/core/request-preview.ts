import { httpResource } from '@angular/common/http';
import type { HttpResourceRef } from '@angular/common/http';
import { effect, signal } from '@angular/core';
import type { RequestPreview } from '#shared/approvals/requests.ts';
import type { RequestKind } from '#shared/approvals/terms.ts';

/** The server is asked for the effect once nobody has typed for this long. */
const PAUSE_MS = 350;

/**
 * What a request would do, asked anew whenever its payload rests; `payload` answers undefined while it is not
 * complete. Only where things can be injected.
 */
export function requestPreview(
  kind: RequestKind,
  payload: () => unknown,
): HttpResourceRef<RequestPreview | undefined> {
  const asked = signal<unknown>(undefined);
  effect((onCleanup) => {
    const now = payload();
    const timer = setTimeout(() => asked.set(now), PAUSE_MS);
    onCleanup(() => clearTimeout(timer));
  });
  return httpResource<RequestPreview>(() =>
    asked() === undefined
      ? undefined
      : { url: '/api/requests/preview', method: 'POST', body: { kind, payload: asked() } },
  );
}
