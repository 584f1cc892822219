import { Component, computed, inject } from '@angular/core';
import type { OwnAccess } from '#shared/accounts/own-access.ts';
import { ROLE_WORDS } from '#shared/permissions.ts';
import { asked } from '../core/asked.ts';
import { Session } from '../core/session.ts';
import { AskedState } from '../ui/asked-state.ts';
import { PasskeysSection } from './passkeys-section.ts';
import { PasswordSection } from './password-section.ts';
import { SessionsSection } from './sessions-section.ts';

/** Mein Zugang: how one proves who one is, and where one is signed in. */
@Component({
  selector: 'mc-own-access-page',
  imports: [AskedState, PasskeysSection, PasswordSection, SessionsSection],
  template: `
    <div class="head">
      <h1>Mein Zugang</h1>
      <span class="sub">{{ subtitle() }}</span>
    </div>
    <mc-asked [of]="answer" what="Zugang" />
    @if (access(); as own) {
      @if (session.demo()) {
        <p class="lead">Das ist ein Beispielzugang: Er öffnet sich mit einem Klick und hat kein Kennwort.</p>
      } @else if (own.fromProvider) {
        <p class="lead">
          Sie melden sich bei der Anmeldung der Stadt an. Kennwort und Geräte ändern Sie dort.
        </p>
      } @else {
        <p class="lead">
          Passkeys hinzufügen und Anmeldewege entfernen können Sie in der ersten Viertelstunde nach dem
          Anmelden, jetzt bis {{ until() }} Uhr. Danach melden Sie sich dafür neu an.
        </p>
        <div class="stack">
          <mc-passkeys-section [access]="own" (changed)="answer.put($event)" />
          <mc-password-section [access]="own" (changed)="answer.put($event)" (reload)="answer.reload()" />
        </div>
      }
      <mc-sessions-section [access]="own" (changed)="answer.put($event)" />
    }
  `,
  styles: `
    .stack {
      grid-template-columns: minmax(0, 1fr);
      margin: var(--s-4) 0 var(--s-6);
    }
  `,
})
export class OwnAccessPage {
  protected readonly session = inject(Session);
  protected readonly answer = asked<OwnAccess>(() => '/api/account');
  protected readonly access = this.answer.value;
  protected readonly subtitle = computed(() => {
    const user = this.session.user();
    return user ? `${user.name} (${user.login}), ${ROLE_WORDS[user.role]}` : '';
  });
  protected readonly until = computed(() => {
    const at = this.access()?.mayChangeUntil;
    return at === undefined
      ? ''
      : new Date(at).toLocaleTimeString('de', { hour: '2-digit', minute: '2-digit' });
  });
}
