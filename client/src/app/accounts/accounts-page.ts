import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { businessDate } from '#shared/calendar.ts';
import type { AccountList, AccountRow } from '#shared/accounts/accounts.ts';
import { counted } from '#shared/counted.ts';
import { ROLE_WORDS } from '#shared/permissions.ts';
import { SIGN_IN_WAY_WORDS } from '#shared/session/session.ts';
import { asked } from '../core/asked.ts';
import { Session } from '../core/session.ts';
import { AskedState } from '../ui/asked-state.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { ExportLink } from '../ui/export-link.ts';
import { Table } from '../ui/table.ts';
import { AccountSection } from './account-section.ts';
import { GroupsSection } from './groups-section.ts';
import { RoleSheet } from './role-sheet.ts';

/** Zugänge: who may sign in and as what; one of them opened with its sessions and the proof of its role. */
@Component({
  selector: 'mc-accounts-page',
  imports: [ExportLink, AccountSection, AskedState, GroupsSection, IsoDatePipe, RoleSheet, RouterLink, Table],
  templateUrl: './accounts-page.html',
  styleUrl: './accounts-page.css',
})
export class AccountsPage {
  /** `?zugang=ID`: the account that is open. */
  readonly zugang = input<string>();

  protected readonly mayWrite = inject(Session).may('accounts:write');
  protected readonly answer = asked<AccountList>(() => '/api/accounts');
  protected readonly list = this.answer.value;
  protected readonly chosen = computed(() => {
    const id = Number(this.zugang());
    return this.list()?.accounts.find((account) => account.id === id);
  });
  /** The sheet that is open: a new account, or the role of one. */
  protected readonly giving = signal<AccountRow | 'new' | null>(null);
  protected readonly subtitle = computed(() => {
    const accounts = this.list()?.accounts ?? [];
    const open = accounts.filter((account) => !account.disabled);
    return `${counted(open.length, 'Zugang', 'Zugänge')}, ${accounts.length - open.length} gesperrt`;
  });
  protected readonly roleWords = ROLE_WORDS;
  protected readonly dayOf = businessDate;

  protected officeText({ office }: AccountRow): string {
    const known = this.list()?.offices.find(({ code }) => code === office);
    return known?.name ?? office ?? '';
  }

  protected waysText({ ways }: AccountRow): string {
    return ways.map((way) => SIGN_IN_WAY_WORDS[way]).join(', ') || 'nicht aktiviert';
  }

  protected marks(account: AccountRow): string[] {
    return [account.disabled ? 'gesperrt' : '', account.breakGlass ? 'Notzugang' : ''].filter(Boolean);
  }

  protected given(): void {
    this.giving.set(null);
    this.answer.reload();
  }
}
