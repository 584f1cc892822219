import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { AccountList } from '#shared/accounts/accounts.ts';
import { groupNeedsTwo } from '#shared/accounts/group-rules.ts';
import { GroupInput } from '#shared/accounts/groups.ts';
import type { GroupAnswer, GroupRow } from '#shared/accounts/groups.ts';
import { ROLE_WORDS } from '#shared/permissions.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { Session } from '../core/session.ts';
import { AskedState } from '../ui/asked-state.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';
import { RoleFields, officeOf } from './role-fields.ts';
import type { TypedRole } from './role-fields.ts';

interface Typed extends TypedRole {
  group: string;
  reason: string;
}

const EMPTY: Typed = { group: '', role: 'council', office: '', reason: '' };

/** Gruppen der Anmeldung der Stadt: which role each gives, and the form that gives one another. */
@Component({
  selector: 'mc-groups-section',
  imports: [
    AskedState,
    DraftNote,
    EntrySend,
    EntryState,
    EntryText,
    FormField,
    RoleFields,
    SectionHead,
    Table,
  ],
  templateUrl: './groups-section.html',
  styleUrl: './groups-section.css',
})
export class GroupsSection {
  readonly offices = input.required<AccountList['offices']>();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly mayWrite = inject(Session).may('accounts:write');
  protected readonly answer = asked<GroupRow[]>(() => '/api/account-groups');
  protected readonly groups = this.answer.value;
  protected readonly words = ROLE_WORDS;
  protected readonly entry = entryForm(GroupInput, {
    name: 'group',
    subject: () => '',
    start: () => EMPTY,
    read: (typed) => ({ ...typed, version: this.seen(typed.group)?.version ?? 0, office: officeOf(typed) }),
    send: (body, headers) => this.http.post<GroupAnswer>('/api/account-groups', body, { headers }),
    after: () => EMPTY,
    sent: ({ group, requestId }) => {
      this.notices.show(
        requestId === null
          ? `Gruppe ${group} ist gespeichert.`
          : `Antrag Nr. ${requestId} wartet auf eine zweite Verwaltung; bis dahin gilt nichts davon.`,
      );
      this.answer.reload();
    },
  });
  protected readonly needsTwo = computed(() => {
    const typed = this.entry.value();
    return groupNeedsTwo(typed, this.seen(typed.group) ?? null);
  });

  /** The group of that name as it is shown. */
  private seen(group: string): GroupRow | undefined {
    return this.groups()?.find((row) => row.group === group.trim());
  }

  protected officeName(code: string | null): string {
    return this.offices().find((office) => office.code === code)?.name ?? code ?? '';
  }
}
