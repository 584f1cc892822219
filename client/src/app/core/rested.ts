import { effect, signal } from '@angular/core';
import type { Signal } from '@angular/core';

/**
 * What somebody typed once nobody has typed for `pauseMs`: what is asked of the server while a form is filled follows
 * this, not every key. Undefined until the first pause. Only where things can be injected.
 */
export function rested<T>(typed: () => T, pauseMs: number): Signal<T | undefined> {
  const last = signal<T | undefined>(undefined);
  effect((onCleanup) => {
    const now = typed();
    const timer = setTimeout(() => last.set(now), pauseMs);
    onCleanup(() => clearTimeout(timer));
  });
  return last;
}
