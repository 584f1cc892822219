import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { PasswordAgain } from '#shared/accounts/own-access.ts';
import type { CodeSetup, RecoveryCodes } from '#shared/accounts/own-access.ts';
import { passwordFault } from '#shared/accounts/passwords.ts';
import { entryForm } from '../core/entry-form.ts';
import { EntrySecret } from '../ui/entry/entry-secret.ts';
import { EntryState } from '../ui/entry/entry-state.ts';

/** One password, the own once more or a new one, and what it opens: the setting up of codes, or codes. */
@Component({
  selector: 'mc-password-once',
  imports: [EntrySecret, EntryState, FormField],
  template: `
    <form aria-label="Kennwort eingeben" (submit)="$event.preventDefault(); entry.send()">
      <mc-entry-state [entry]="entry" [listed]="false" />
      <mc-entry-secret
        fieldId="password-once"
        [label]="label()"
        [autocomplete]="newFor() === null ? 'current-password' : 'new-password'"
        [note]="
          newFor() === null ? '' : 'Mindestens 15 Zeichen; mehrere Wörter mit Leerzeichen sind gut zu merken.'
        "
        [formField]="entry.fields.password"
      />
      <button type="submit" class="btn main" [attr.aria-disabled]="entry.sending()">Weiter</button>
    </form>
  `,
  styleUrl: './own-access.css',
})
export class PasswordOnce {
  readonly label = input.required<string>();
  readonly url = input.required<string>();
  /** The login whose new password it is; null = the one that there is. */
  readonly newFor = input<string | null>(null);
  readonly setup = output<CodeSetup>();
  readonly codes = output<readonly string[]>();

  private readonly http = inject(HttpClient);
  protected readonly entry = entryForm(PasswordAgain, {
    name: 'password-once',
    secret: true,
    subject: () => this.url(),
    start: () => ({ password: '' }),
    read: (typed) => typed,
    rules: ({ password }) => {
      const login = this.newFor();
      const message = login === null || password === '' ? undefined : passwordFault(password, login);
      return message === undefined ? [] : [{ path: 'password', message }];
    },
    send: (body) => this.http.post<CodeSetup | RecoveryCodes>(this.url(), body),
    sent: (answer) => {
      if ('recoveryCodes' in answer) this.codes.emit(answer.recoveryCodes);
      else this.setup.emit(answer);
    },
  });
}
