import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { DisableInput } from '#shared/accounts/accounts.ts';
import type { AccountRow } from '#shared/accounts/accounts.ts';
import { entryForm } from '../core/entry-form.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

/** Disables an account or opens it again, with a reason. */
@Component({
  selector: 'mc-disable-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      [heading]="account().disabled ? 'Zugang wieder öffnen' : 'Zugang sperren'"
      [subtitle]="account().name"
      (closed)="closed.emit()"
    >
      <mc-entry-state [entry]="entry" [listed]="false" />
      @if (!account().disabled) {
        <p>Offene Sitzungen enden sofort. Was dieser Zugang getan hat, bleibt im Verlauf.</p>
      }
      <mc-entry-text
        fieldId="disable-reason"
        label="Begründung"
        [rows]="2"
        [most]="300"
        [formField]="entry.fields.reason"
      />
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" [word]="account().disabled ? 'Öffnen' : 'Sperren'" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
})
export class DisableSheet {
  readonly account = input.required<AccountRow>();
  readonly closed = output();
  readonly disabled = output();

  private readonly http = inject(HttpClient);
  protected readonly entry = entryForm(DisableInput, {
    name: 'disable-account',
    subject: () => this.account().id,
    start: () => ({ reason: '' }),
    read: (typed) => ({ ...typed, disabled: !this.account().disabled }),
    version: () => this.account().version,
    send: (body, headers) =>
      this.http.post<null>(`/api/accounts/${this.account().id}/disabled`, body, { headers }),
    sent: () => this.disabled.emit(),
  });
}
