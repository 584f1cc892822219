import { DestroyRef, Injectable, effect, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TitleStrategy } from '@angular/router';
import type { RouterStateSnapshot } from '@angular/router';

const APPLICATION = 'MoveS-Cockpit';

/**
 * `Projekte – MoveS-Cockpit`: the title names the page first, as tabs and histories cut it at the end. The words are
 * the route's, or those the page has of its own (`pageTitle`).
 */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  /** What the page that is shown calls itself; a change in its address does not take it away. */
  private own: { page: object; words: string } | null = null;

  override updateTitle(state: RouterStateSnapshot): void {
    this.show(this.own?.words ?? this.buildTitle(state));
  }

  name(page: object, words: string): void {
    this.own = { page, words };
    this.show(words);
  }

  leave(page: object): void {
    if (this.own?.page === page) this.own = null;
  }

  private show(words: string | undefined): void {
    this.title.setTitle(words ? `${words} – ${APPLICATION}` : APPLICATION);
  }
}

/** Gives the page a title of its own while it is shown, e.g. the name of what it is about; nothing = the route's. */
export function pageTitle(words: () => string | undefined): void {
  const title = inject(PageTitle);
  const page = {};
  effect(() => {
    const own = words();
    if (own) title.name(page, own);
  });
  inject(DestroyRef).onDestroy(() => title.leave(page));
}
