import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { PasswordChange } from '#shared/accounts/own-access.ts';
import type { OwnAccess } from '#shared/accounts/own-access.ts';
import { passwordFault } from '#shared/accounts/passwords.ts';
import { entryForm } from '../core/entry-form.ts';
import { EntrySecret } from '../ui/entry/entry-secret.ts';
import { EntryState } from '../ui/entry/entry-state.ts';

/** Another password, with the one that is to end. */
@Component({
  selector: 'mc-change-password',
  imports: [EntrySecret, EntryState, FormField],
  template: `
    <form aria-label="Kennwort ändern" (submit)="$event.preventDefault(); entry.send()">
      <mc-entry-state [entry]="entry" [listed]="false" />
      <mc-entry-secret fieldId="old-password" label="Bisheriges Kennwort" [formField]="entry.fields.old" />
      <mc-entry-secret
        fieldId="new-password"
        label="Neues Kennwort"
        autocomplete="new-password"
        note="Mindestens 15 Zeichen; mehrere Wörter mit Leerzeichen sind gut zu merken."
        [formField]="entry.fields.password"
      />
      <button type="submit" class="btn main" [attr.aria-disabled]="entry.sending()">Kennwort ändern</button>
    </form>
  `,
  styleUrl: './own-access.css',
})
export class ChangePassword {
  readonly login = input.required<string>();
  readonly changed = output<OwnAccess>();

  private readonly http = inject(HttpClient);
  protected readonly entry = entryForm(PasswordChange, {
    name: 'change-password',
    secret: true,
    subject: () => '',
    start: () => ({ old: '', password: '' }),
    read: (typed) => typed,
    rules: ({ password }) => {
      const message = password === '' ? undefined : passwordFault(password, this.login());
      return message === undefined ? [] : [{ path: 'password', message }];
    },
    send: (body) => this.http.post<OwnAccess>('/api/account/password', body),
    sent: (access) => this.changed.emit(access),
  });
}
