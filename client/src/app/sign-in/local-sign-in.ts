import { HttpClient } from '@angular/common/http';
import { Component, inject, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { firstValueFrom } from 'rxjs';
import { LocalSignIn as Body } from '#shared/accounts/own-access.ts';
import { PASSKEYS_WORK, passkeys } from '../core/passkeys.ts';
import { entryForm } from '../core/entry-form.ts';
import { toRequestError } from '../core/request-error.ts';
import type { RequestError } from '../core/request-error.ts';
import { EntrySecret } from '../ui/entry/entry-secret.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { FailedState } from '../ui/states.ts';

/** Signing in with an account that is kept here: a passkey first, else name, password and code at once. */
@Component({
  selector: 'mc-local-sign-in',
  imports: [EntrySecret, EntryState, EntryText, FailedState, FormField],
  templateUrl: './local-sign-in.html',
  styleUrl: './local-sign-in.css',
})
export class LocalSignIn {
  readonly signedIn = output();

  private readonly http = inject(HttpClient);
  private readonly devices = passkeys();
  protected readonly passkeysWork = PASSKEYS_WORK;
  protected readonly busy = signal(false);
  protected readonly refused = signal<RequestError | null>(null);

  protected readonly entry = entryForm(Body, {
    name: 'sign-in',
    secret: true,
    subject: () => '',
    start: () => ({ login: '', password: '', code: '' }),
    read: (typed) => typed,
    send: (body) => this.http.post('/api/session/local', body),
    sent: () => this.signedIn.emit(),
  });

  protected async byPasskey(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.refused.set(null);
    try {
      const signed = await this.devices.sign('/api/session/passkey-options');
      await firstValueFrom(this.http.post('/api/session/passkey', signed));
      this.signedIn.emit();
    } catch (error) {
      this.refused.set(toRequestError(error));
    } finally {
      this.busy.set(false);
    }
  }
}
