import { Component, computed, inject, input } from '@angular/core';
import { insideAddress } from '#shared/session/inside.ts';
import { signInFaultText } from '#shared/session/sign-in-faults.ts';
import { Session } from '../core/session.ts';

/** The way to the identity provider of the city, where there is one, and why it let nobody in. */
@Component({
  selector: 'mc-provider-sign-in',
  template: `
    @if (fault(); as text) {
      <p role="alert">{{ text }}</p>
    }
    @if (provider(); as city) {
      @if (abgemeldet() !== undefined) {
        <p role="status">
          Hier sind Sie abgemeldet, bei „{{ city.name }}“ noch nicht. An einem gemeinsamen Rechner:
          <a href="/api/session/oidc/sign-out">auch dort abmelden</a>.
        </p>
      }
      <p>
        <a class="btn main" [href]="url()">{{ city.name }}</a>
      </p>
    }
  `,
  styles: `
    p {
      margin: var(--s-4) 0;
    }
    [role='alert'] {
      font-weight: var(--w-bold);
    }
  `,
})
export class ProviderSignIn {
  /** Where to go afterwards. */
  readonly weiter = input<string>();
  /** What the server led back with. */
  readonly fehler = input<string>();
  /** Somebody has just signed out here. */
  readonly abgemeldet = input<string>();

  protected readonly provider = inject(Session).provider;
  protected readonly fault = computed(() => signInFaultText(this.fehler()));
  /** A plain link: the browser leaves the page, and comes back to where one was going. */
  protected readonly url = computed(() => {
    const weiter = insideAddress(this.weiter());
    return weiter === null
      ? '/api/session/oidc'
      : `/api/session/oidc?${new URLSearchParams({ weiter }).toString()}`;
  });
}
