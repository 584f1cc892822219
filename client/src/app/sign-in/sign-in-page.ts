import { Component, computed, inject, input, resource, signal } from '@angular/core';
import { Router } from '@angular/router';
import { ROLE_WORDS } from '#shared/permissions.ts';
import { insideAddress } from '#shared/session/inside.ts';
import type { DemoAccount } from '#shared/session/session.ts';
import { asked } from '../core/asked.ts';
import { toRequestError } from '../core/request-error.ts';
import type { RequestError } from '../core/request-error.ts';
import { Session } from '../core/session.ts';
import { AskedState } from '../ui/asked-state.ts';
import { Door } from '../ui/door.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { LocalSignIn } from './local-sign-in.ts';
import { ProviderSignIn } from './provider-sign-in.ts';

/**
 * Sign-in. On the demo database one click per account; elsewhere the identity provider of the city first, where there is
 * one, and the accounts that are kept here.
 */
@Component({
  selector: 'mc-sign-in-page',
  imports: [AskedState, Door, FailedState, LoadingState, LocalSignIn, ProviderSignIn],
  templateUrl: './sign-in-page.html',
  styleUrl: './sign-in-page.css',
})
export class SignInPage {
  /** Where to go afterwards: the address that needed the sign-in. */
  readonly weiter = input<string>();
  /** Why the identity provider let nobody in (sign-in-faults.ts). */
  readonly fehler = input<string>();
  /** Somebody has just signed out here, and may still be signed in at the provider. */
  readonly abgemeldet = input<string>();

  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected readonly roleWords = ROLE_WORDS;
  protected readonly refused = signal<RequestError | null>(null);
  protected readonly pending = signal<string | null>(null);

  protected readonly known = resource({ loader: () => this.session.ensureLoaded().then(() => true) });
  protected readonly accounts = asked<DemoAccount[]>(() =>
    this.known.hasValue() && this.session.demo() ? '/api/demo-accounts' : undefined,
  );
  protected readonly demo = computed(() => this.known.hasValue() && this.session.demo());
  protected readonly live = computed(() => this.known.hasValue() && !this.session.demo());
  protected readonly provider = this.session.provider;
  protected readonly failure = computed(() => {
    const error: unknown = this.known.error();
    return error === undefined ? null : toRequestError(error);
  });

  protected async signIn(login: string): Promise<void> {
    this.pending.set(login);
    this.refused.set(null);
    try {
      await this.session.signInToDemo(login);
      await this.goOn();
    } catch (error) {
      this.refused.set(toRequestError(error));
    } finally {
      this.pending.set(null);
    }
  }

  protected retry(): void {
    this.known.reload();
  }

  /** Somebody came in by another way than one click. */
  protected async arrived(): Promise<void> {
    this.refused.set(null);
    try {
      await this.session.arrive();
      await this.goOn();
    } catch (error) {
      this.refused.set(toRequestError(error));
    }
  }

  /** To the page that needed the sign-in, if it is one of this application. */
  private async goOn(): Promise<void> {
    await this.router.navigateByUrl(insideAddress(this.weiter()) ?? this.session.home());
  }
}
