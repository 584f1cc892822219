import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { Activation, CodeSetup } from '#shared/accounts/own-access.ts';
import { PASSKEYS_WORK, passkeys } from '../core/passkeys.ts';
import { RequestError, toRequestError } from '../core/request-error.ts';
import { Session } from '../core/session.ts';
import { CodeSetupSteps } from '../ui/code-setup.ts';
import { Door } from '../ui/door.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { ActivationPassword } from './activation-password.ts';
import { deviceName } from '../core/device-name.ts';

const NO_LINK = new RequestError(
  'not-found',
  'Bitte öffnen Sie den Link noch einmal, den Sie bekommen haben.',
  {
    title: 'Zum Aktivieren fehlt der Link.',
  },
);

/**
 * Behind an activation link: how its account proves from now on who it is. The token stands behind the hash, which no
 * server and no log sees, and leaves the address once it is read. Nothing counts before the last step.
 */
@Component({
  selector: 'mc-activation-page',
  imports: [ActivationPassword, CodeSetupSteps, Door, FailedState, LoadingState],
  templateUrl: './activation-page.html',
  styleUrl: './activation-page.css',
})
export class ActivationPage {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly devices = passkeys();

  protected readonly token = signal('');
  protected readonly also = computed(() => ({ token: this.token() }));
  protected readonly passkeysWork = PASSKEYS_WORK;

  protected readonly owner = signal<Activation | null>(null);
  protected readonly failure = signal<RequestError | null>(null);
  /** What a device or the server said against a passkey; the page stays. */
  protected readonly refused = signal<RequestError | null>(null);
  protected readonly busy = signal(false);
  protected readonly choosing = signal<'way' | 'password'>(PASSKEYS_WORK ? 'way' : 'password');
  protected readonly setup = signal<CodeSetup | null>(null);
  protected readonly until = computed(() => {
    const at = this.owner()?.expiresAt;
    return at === undefined
      ? ''
      : new Date(at).toLocaleTimeString('de', { hour: '2-digit', minute: '2-digit' });
  });

  constructor() {
    // Another link in the same window changes nothing but what stands behind the hash.
    inject(ActivatedRoute)
      .fragment.pipe(takeUntilDestroyed())
      .subscribe((fragment) => void this.begin(fragment ?? ''));
  }

  private async begin(token: string): Promise<void> {
    if (token === '') {
      // Also after the token was taken out of the address.
      if (this.token() === '') this.failure.set(NO_LINK);
      return;
    }
    this.token.set(token);
    for (const state of [this.owner, this.failure, this.refused, this.setup]) state.set(null);
    await this.router.navigate([], { replaceUrl: true });
    try {
      const owner = await firstValueFrom(this.http.post<Activation>('/api/activation', { token }));
      if (token === this.token()) this.owner.set(owner);
    } catch (error) {
      if (token === this.token()) this.failure.set(toRequestError(error));
    }
  }

  protected async byPasskey(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.refused.set(null);
    try {
      const made = await this.devices.make('/api/activation/passkey-options', this.also());
      const body = { ...made, ...this.also(), name: deviceName() };
      await firstValueFrom(this.http.post('/api/activation/passkey', body));
      await this.arrived();
    } catch (error) {
      this.refused.set(toRequestError(error));
    } finally {
      this.busy.set(false);
    }
  }

  /** Signed in by the last step. */
  protected async arrived(): Promise<void> {
    await this.session.arrive();
    await this.router.navigateByUrl(this.session.home());
  }
}
