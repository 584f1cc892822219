import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { AccountDetail, ActivationLink, Grant } from '#shared/accounts/accounts.ts';
import { counted } from '#shared/counted.ts';
import { actionWord } from '#shared/history/words.ts';
import { ROLE_WORDS } from '#shared/permissions.ts';
import { SIGN_IN_WAY_WORDS } from '#shared/session/session.ts';
import { asked } from '../core/asked.ts';
import { Notices } from '../core/notices.ts';
import { toRequestError } from '../core/request-error.ts';
import type { RequestError } from '../core/request-error.ts';
import { Session } from '../core/session.ts';
import { AskedState } from '../ui/asked-state.ts';
import { SectionHead } from '../ui/section-head.ts';
import { FailedState } from '../ui/states.ts';
import { Table } from '../ui/table.ts';
import { DisableSheet } from './disable-sheet.ts';

const BERLIN = new Intl.DateTimeFormat('de-DE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** One account: its open sessions, how it came to its role, and what an administrator may do with it. */
@Component({
  selector: 'mc-account-section',
  imports: [AskedState, DisableSheet, FailedState, RouterLink, SectionHead, Table],
  templateUrl: './account-section.html',
  styleUrl: './account-section.css',
})
export class AccountSection {
  readonly accountId = input.required<number>();
  readonly changed = output();
  readonly changeRole = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly mayWrite = inject(Session).may('accounts:write');
  protected readonly answer = asked<AccountDetail>(() => `/api/accounts/${this.accountId()}`);
  protected readonly detail = this.answer.value;
  protected readonly disabling = signal(false);
  /** The link that was just made, for this account alone; it is told once. */
  protected readonly link = signal<{ of: number; url: string; until: string } | null>(null);
  protected readonly shownLink = computed(() => {
    const link = this.link();
    return link?.of === this.accountId() ? link : null;
  });
  protected readonly refused = signal<RequestError | null>(null);
  protected readonly roleFixed = computed(() => {
    const account = this.detail()?.account;
    return account?.fromProvider || account?.breakGlass;
  });
  protected readonly wayWords = SIGN_IN_WAY_WORDS;

  protected readonly when = (at: string): string => BERLIN.format(new Date(at));

  protected grantText({ action, role, office }: Grant): string {
    const what = role === null ? '' : `: ${ROLE_WORDS[role]}${office === null ? '' : ` (Amt ${office})`}`;
    return `${actionWord(action)}${what}`;
  }

  protected byText({ by, approvedBy }: Grant): string {
    return approvedBy === null ? by : `${by}, freigegeben von ${approvedBy}`;
  }

  protected async makeLink(): Promise<void> {
    const id = this.accountId();
    await this.#deed(async () => {
      const { token, expiresAt } = await firstValueFrom(
        this.http.post<ActivationLink>(`/api/accounts/${id}/link`, {}),
      );
      const url = new URL(`/aktivieren#${token}`, location.href).href;
      this.link.set({ of: id, url, until: this.when(expiresAt) });
    });
  }

  protected async endSessions(): Promise<void> {
    await this.#deed(async () => {
      const { ended } = await firstValueFrom(
        this.http.delete<{ ended: number }>(`/api/accounts/${this.accountId()}/sessions`),
      );
      this.notices.show(`${counted(ended, 'Sitzung', 'Sitzungen')} beendet.`);
    });
  }

  protected wasDisabled(): void {
    this.disabling.set(false);
    this.answer.reload();
    this.changed.emit();
  }

  async #deed(work: () => Promise<void>): Promise<void> {
    this.refused.set(null);
    try {
      await work();
      this.answer.reload();
      this.changed.emit();
    } catch (error) {
      this.refused.set(toRequestError(error));
    }
  }
}
