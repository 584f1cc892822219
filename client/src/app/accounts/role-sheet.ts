import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { AccountInput } from '#shared/accounts/accounts.ts';
import type { AccountAnswer, AccountList, AccountRow } from '#shared/accounts/accounts.ts';
import { roleNeedsTwo } from '#shared/accounts/role-rules.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { RoleFields, officeOf } from './role-fields.ts';
import type { TypedRole } from './role-fields.ts';

interface Typed extends TypedRole {
  login: string;
  name: string;
  reason: string;
}

/** Adds an account or gives one another role; what decides is asked of a second administrator. */
@Component({
  selector: 'mc-role-sheet',
  imports: [EntrySend, EntryState, EntryText, FormField, RoleFields, SideSheet],
  templateUrl: './role-sheet.html',
})
export class RoleSheet {
  /** The account whose role is given; null adds one. */
  readonly account = input.required<AccountRow | null>();
  readonly offices = input.required<AccountList['offices']>();
  readonly given = output();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly heading = computed(() => (this.account() ? 'Rolle ändern' : 'Zugang anlegen'));
  protected readonly entry = entryForm(AccountInput, {
    name: 'account',
    subject: () => this.account()?.id ?? '',
    start: (): Typed => {
      const { login = '', name = '', role = 'council', office = null } = this.account() ?? {};
      return { login, name, role, office: office ?? '', reason: '' };
    },
    read: (typed) => ({ ...typed, version: this.account()?.version ?? 0, office: officeOf(typed) }),
    send: (body, headers) => this.http.post<AccountAnswer>('/api/accounts', body, { headers }),
    sent: ({ requestId }) => {
      const { name } = this.entry.value();
      this.notices.show(
        requestId === null
          ? `${name}: gespeichert.`
          : `Antrag Nr. ${requestId} wartet auf eine zweite Verwaltung; bis dahin gilt nichts davon.`,
      );
      this.given.emit();
    },
  });
  protected readonly needsTwo = computed(() => roleNeedsTwo(this.entry.value(), this.account()));
}
