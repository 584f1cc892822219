import { DestroyRef, DOCUMENT, inject, signal } from '@angular/core';
import type { Signal } from '@angular/core';

/** Whether a media query holds; follows the window. Call in an injection context. */
export function injectMedia(media: string): Signal<boolean> {
  const query = inject(DOCUMENT).defaultView?.matchMedia(media);
  const holds = signal(query?.matches ?? false);
  const follow = (event: MediaQueryListEvent): void => holds.set(event.matches);
  query?.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => query?.removeEventListener('change', follow));
  return holds.asReadonly();
}

/** Whether the page is too narrow for a grid (up to 640 px, mock/README.md). */
export function injectNarrow(): Signal<boolean> {
  return injectMedia('(max-width: 640px)');
}
