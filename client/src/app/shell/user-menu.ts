import { Component, computed, inject, output, signal } from '@angular/core';
import { ROLE_WORDS } from '#shared/permissions.ts';
import { Session } from '../core/session.ts';
import { UserMenuItems } from './user-menu-items.ts';

/** Who is signed in; behind it the appearance and signing out. The menu itself is loaded when it is wanted. */
@Component({
  selector: 'mc-user-menu',
  imports: [UserMenuItems],
  template: `
    @defer (when wanted(); prefetch on hover(person)) {
      <mc-user-menu-items [who]="who()" (signOut)="signOut.emit()" />
    } @placeholder {
      <button #person type="button" class="btn text person" aria-haspopup="menu" (click)="wanted.set(true)">
        <span>{{ who() }}</span>
        <svg class="i" aria-hidden="true"><use href="#c" /></svg>
      </button>
    } @error {
      <button type="button" class="btn text" (click)="signOut.emit()">Abmelden</button>
    }
  `,
})
export class UserMenu {
  readonly signOut = output();

  protected readonly wanted = signal(false);
  private readonly session = inject(Session);
  protected readonly who = computed(() => {
    const user = this.session.user();
    return user ? `${user.name}, ${ROLE_WORDS[user.role]}` : '';
  });
}
