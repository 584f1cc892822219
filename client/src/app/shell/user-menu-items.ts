import { OverlayContainer } from '@angular/cdk/overlay';
import { Component, afterNextRender, inject, input, output, viewChild } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { Appearance } from '../core/appearance.ts';
import type { AppearanceChoice } from '../core/appearance.ts';

const APPEARANCES: readonly { choice: AppearanceChoice; words: string }[] = [
  { choice: 'system', words: 'Darstellung wie im System' },
  { choice: 'light', words: 'Helle Darstellung' },
  { choice: 'dark', words: 'Dunkle Darstellung' },
];

/** The menu behind the person's name; Material arrives with the first click, so it opens at once. */
@Component({
  selector: 'mc-user-menu-items',
  imports: [MatMenu, MatMenuItem, MatMenuTrigger, RouterLink],
  template: `
    <button type="button" class="btn text person" [matMenuTriggerFor]="menu">
      <span>{{ who() }}</span>
      <svg class="i" aria-hidden="true"><use href="#c" /></svg>
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      @for (one of appearances; track one.choice) {
        <button
          mat-menu-item
          role="menuitemradio"
          [attr.aria-checked]="appearance.choice() === one.choice"
          (click)="appearance.choose(one.choice)"
        >
          {{ one.words }}
          @if (appearance.choice() === one.choice) {
            <svg class="i" aria-hidden="true"><use href="#ok" /></svg>
          }
        </button>
      }
      <a mat-menu-item routerLink="/mein-zugang">Mein Zugang</a>
      <button mat-menu-item (click)="signOut.emit()">Abmelden</button>
    </mat-menu>
  `,
})
export class UserMenuItems {
  readonly who = input.required<string>();
  readonly signOut = output();

  protected readonly appearance = inject(Appearance);
  protected readonly appearances = APPEARANCES;
  private readonly trigger = viewChild.required(MatMenuTrigger);

  constructor() {
    // Material opens its menus outside every landmark; named, the place can be found.
    const place = inject(OverlayContainer).getContainerElement();
    place.setAttribute('role', 'region');
    place.setAttribute('aria-label', 'Eingeblendetes');
    afterNextRender(() => this.trigger().openMenu());
  }
}
