import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { ActivationPassword as Body } from '#shared/accounts/own-access.ts';
import type { CodeSetup } from '#shared/accounts/own-access.ts';
import { passwordFault } from '#shared/accounts/passwords.ts';
import { entryForm } from '../core/entry-form.ts';
import { EntrySecret } from '../ui/entry/entry-secret.ts';
import { EntryState } from '../ui/entry/entry-state.ts';

/** The password of a new account; the codes that belong to it come next. */
@Component({
  selector: 'mc-activation-password',
  imports: [EntrySecret, EntryState, FormField],
  template: `
    <section aria-labelledby="h-password">
      <h2 id="h-password">Mit Kennwort und Codes aus einer App</h2>
      <form aria-labelledby="h-password" (submit)="$event.preventDefault(); entry.send()">
        <mc-entry-state [entry]="entry" [listed]="false" nothing="es gilt noch nichts davon" />
        <input
          class="vh"
          autocomplete="username"
          aria-hidden="true"
          tabindex="-1"
          readonly
          [value]="login()"
        />
        <mc-entry-secret
          fieldId="new-password"
          label="Kennwort"
          autocomplete="new-password"
          note="Mindestens 15 Zeichen; mehrere Wörter mit Leerzeichen sind gut zu merken."
          [formField]="entry.fields.password"
        />
        <button type="submit" class="btn main" [attr.aria-disabled]="entry.sending()">Weiter</button>
      </form>
    </section>
  `,
  styles: `
    form {
      max-width: 420px;
    }
  `,
})
export class ActivationPassword {
  readonly token = input.required<string>();
  readonly login = input.required<string>();
  readonly begun = output<CodeSetup>();

  private readonly http = inject(HttpClient);
  protected readonly entry = entryForm(Body, {
    name: 'activation-password',
    secret: true,
    subject: () => '',
    start: () => ({ password: '' }),
    read: ({ password }) => ({ password, token: this.token() }),
    rules: ({ password }) => {
      const message = password === '' ? undefined : passwordFault(password, this.login());
      return message === undefined ? [] : [{ path: 'password', message }];
    },
    send: (body) => this.http.post<CodeSetup>('/api/activation/password', body),
    sent: (setup) => this.begun.emit(setup),
  });
}
