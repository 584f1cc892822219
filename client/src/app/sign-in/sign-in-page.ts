import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, resource, signal } from '@angular/core';
import { Router } from '@angular/router';
import { ROLE_WORDS } from '#shared/permissions.ts';
import type { DemoAccount } from '#shared/session/session.ts';
import { toRequestError } from '../core/request-error.ts';
import type { RequestError } from '../core/request-error.ts';
import { Session } from '../core/session.ts';
import { FailedState, LoadingState } from '../ui/states.ts';

/** Sign-in. On the demo database one click per account; elsewhere it says what is not set up yet. */
@Component({
  selector: 'mc-sign-in-page',
  imports: [FailedState, LoadingState],
  templateUrl: './sign-in-page.html',
  styleUrl: './sign-in-page.css',
})
export class SignInPage {
  /** Where to go afterwards: the address that needed the sign-in. */
  readonly weiter = input<string>();

  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected readonly roleWords = ROLE_WORDS;
  protected readonly refused = signal<RequestError | null>(null);
  protected readonly pending = signal<string | null>(null);

  private readonly known = resource({ loader: () => this.session.ensureLoaded().then(() => true) });
  protected readonly accounts = httpResource<DemoAccount[]>(() =>
    this.known.hasValue() && this.session.demo() ? '/api/demo-accounts' : undefined,
  );
  protected readonly demo = computed(() => this.known.hasValue() && this.session.demo());
  protected readonly notConfigured = computed(() => this.known.hasValue() && !this.session.demo());
  protected readonly failure = computed(() => {
    const error: unknown = this.known.error() ?? this.accounts.error();
    return error === undefined ? null : toRequestError(error);
  });

  protected async signIn(login: string): Promise<void> {
    this.pending.set(login);
    this.refused.set(null);
    try {
      await this.session.signInToDemo(login);
      await this.router.navigateByUrl(this.target());
    } catch (error) {
      this.refused.set(toRequestError(error));
    } finally {
      this.pending.set(null);
    }
  }

  protected retry(): void {
    this.known.reload();
    this.accounts.reload();
  }

  /** Only addresses of this application; `//host` would be somewhere else. */
  private target(): string {
    const asked = this.weiter() ?? '';
    return /^\/(?![/\\])/u.test(asked) ? asked : this.session.home();
  }
}
