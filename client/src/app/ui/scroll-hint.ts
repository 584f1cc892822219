import { DestroyRef, Injectable, inject } from '@angular/core';

/**
 * Marks every `.scroll` region that is wider than its place with `data-scrolls`, so that page.css can say it: a table
 * whose last columns are out of sight looks complete. Watches the page for new regions and for their width.
 */
@Injectable({ providedIn: 'root' })
export class ScrollHint {
  private readonly destroyed = inject(DestroyRef);

  /** Watches everything inside `root` from now on. */
  watch(root: HTMLElement): void {
    // In the next frame: the hint itself changes the size of what is watched.
    const sizes = new ResizeObserver((entries) =>
      requestAnimationFrame(() => {
        for (const { target } of entries) mark(target.closest('.scroll') ?? target);
      }),
    );
    const seen = new WeakSet<Element>();
    const look = (): void => {
      for (const region of root.querySelectorAll('.scroll')) {
        if (seen.has(region)) continue;
        seen.add(region);
        sizes.observe(region);
        // Its content grows without the region: rows of a table that was loaded.
        if (region.firstElementChild) sizes.observe(region.firstElementChild);
      }
    };
    const pages = new MutationObserver(look);
    pages.observe(root, { childList: true, subtree: true });
    look();
    this.destroyed.onDestroy(() => {
      pages.disconnect();
      sizes.disconnect();
    });
  }
}

function mark(region: Element): void {
  region.toggleAttribute('data-scrolls', region.scrollWidth > region.clientWidth + 1);
}
