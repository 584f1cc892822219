import { linkedSignal } from '@angular/core';
import type { Resource, Signal } from '@angular/core';

/**
 * The last answer of a resource: it stays on the page while the next one is on its way and when that one
 * fails, because a figure that disappears helps nobody. The page says beside it that it is the older one.
 */
export function kept<T>(resource: Resource<T | undefined>): Signal<T | undefined> {
  return linkedSignal<T | undefined, T | undefined>({
    source: () => (resource.hasValue() ? resource.value() : undefined),
    computation: (now, previous) => now ?? previous?.value,
  });
}
