import { DestroyRef, DOCUMENT, inject, signal } from '@angular/core';
import type { Signal } from '@angular/core';

/** Whether the page is too narrow for a grid (up to 640 px, mock/README.md); follows the window. */
export function injectNarrow(): Signal<boolean> {
  const query = inject(DOCUMENT).defaultView?.matchMedia('(max-width: 640px)');
  const narrow = signal(query?.matches ?? false);
  const follow = (event: MediaQueryListEvent): void => narrow.set(event.matches);
  query?.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => query?.removeEventListener('change', follow));
  return narrow.asReadonly();
}
