import { Component, computed, inject, output } from '@angular/core';
import { OverlayContainer } from '@angular/cdk/overlay';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { ROLE_WORDS } from '#shared/permissions.ts';
import { Appearance } from '../core/appearance.ts';
import type { AppearanceChoice } from '../core/appearance.ts';
import { Session } from '../core/session.ts';

const APPEARANCES: readonly { choice: AppearanceChoice; words: string }[] = [
  { choice: 'system', words: 'Darstellung wie im System' },
  { choice: 'light', words: 'Helle Darstellung' },
  { choice: 'dark', words: 'Dunkle Darstellung' },
];

/** Who is signed in; behind it the appearance and signing out. */
@Component({
  selector: 'mc-user-menu',
  imports: [MatMenu, MatMenuItem, MatMenuTrigger],
  template: `
    <button type="button" class="btn text who" [matMenuTriggerFor]="menu">
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
      <button mat-menu-item (click)="signOut.emit()">Abmelden</button>
    </mat-menu>
  `,
  styles: `
    :host {
      margin-left: auto;
      min-width: 0;
    }
    .who {
      max-width: 100%;
      color: var(--ink-2);
      font-weight: var(--w-normal);
    }
    .who span {
      overflow: hidden;
      text-overflow: ellipsis;
      line-height: var(--lh);
    }
    @media print {
      :host {
        display: none;
      }
    }
  `,
})
export class UserMenu {
  readonly signOut = output();

  protected readonly appearance = inject(Appearance);
  protected readonly appearances = APPEARANCES;
  private readonly session = inject(Session);

  constructor() {
    // Material opens its menus outside every landmark; named, the place can be found.
    const place = inject(OverlayContainer).getContainerElement();
    place.setAttribute('role', 'region');
    place.setAttribute('aria-label', 'Eingeblendetes');
  }

  protected readonly who = computed(() => {
    const user = this.session.user();
    return user ? `${user.name}, ${ROLE_WORDS[user.role]}` : '';
  });
}
