import { DOCUMENT, Injectable, effect, inject, signal } from '@angular/core';

/** `system` follows the setting of the computer. */
export type AppearanceChoice = 'system' | 'light' | 'dark';

const KEY = 'moves-cockpit.appearance';

/** Light or dark, as this browser was last told; written as `data-theme` on the root element. */
@Injectable({ providedIn: 'root' })
export class Appearance {
  private readonly document = inject(DOCUMENT);
  readonly choice = signal<AppearanceChoice>(this.remembered());

  constructor() {
    effect(() => {
      const choice = this.choice();
      const root = this.document.documentElement;
      if (choice === 'system') delete root.dataset['theme'];
      else root.dataset['theme'] = choice;
    });
  }

  choose(choice: AppearanceChoice): void {
    this.choice.set(choice);
    try {
      this.document.defaultView?.localStorage.setItem(KEY, choice);
    } catch {
      // A browser that forbids storage shows the choice until the page is left.
    }
  }

  private remembered(): AppearanceChoice {
    try {
      const text = this.document.defaultView?.localStorage.getItem(KEY);
      return text === 'light' || text === 'dark' ? text : 'system';
    } catch {
      return 'system';
    }
  }
}
