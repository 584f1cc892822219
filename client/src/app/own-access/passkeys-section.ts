import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { firstValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { PasskeyName } from '#shared/accounts/own-access.ts';
import type { OwnAccess, OwnPasskey } from '#shared/accounts/own-access.ts';
import { deviceName } from '../core/device-name.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { PASSKEYS_WORK, passkeys } from '../core/passkeys.ts';
import { toRequestError } from '../core/request-error.ts';
import type { RequestError } from '../core/request-error.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SectionHead } from '../ui/section-head.ts';
import { FailedState } from '../ui/states.ts';
import { Table } from '../ui/table.ts';
import { when } from './when.ts';

/** The own passkeys: added, named, removed. */
@Component({
  selector: 'mc-passkeys-section',
  imports: [EntryState, EntryText, FailedState, FormField, SectionHead, Table],
  templateUrl: './passkeys-section.html',
  styleUrl: './own-access.css',
})
export class PasskeysSection {
  readonly access = input.required<OwnAccess>();
  readonly changed = output<OwnAccess>();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  private readonly devices = passkeys();
  protected readonly passkeysWork = PASSKEYS_WORK;
  protected readonly when = when;
  protected readonly busy = signal(false);
  protected readonly refused = signal<RequestError | null>(null);
  /** The one whose name is being changed. */
  protected readonly naming = signal<OwnPasskey | null>(null);

  protected readonly entry = entryForm(PasskeyName, {
    name: 'passkey-name',
    subject: () => this.naming()?.id ?? '',
    start: () => ({ name: this.naming()?.name ?? '' }),
    read: (typed) => typed,
    send: (body) => this.http.patch<OwnAccess>(this.path(this.naming()?.id ?? ''), body),
    sent: (access) => {
      this.naming.set(null);
      this.changed.emit(access);
    },
  });

  protected add(): Promise<void> {
    return this.deed('Der Passkey ist angelegt.', async () => {
      const made = await this.devices.make('/api/account/passkey-options');
      return this.http.post<OwnAccess>('/api/account/passkeys', { ...made, name: deviceName() });
    });
  }

  protected async remove({ id, name }: OwnPasskey): Promise<void> {
    if (!window.confirm(`Den Passkey „${name}“ entfernen? Mit ihm kommt dann niemand mehr herein.`)) return;
    await this.deed('Der Passkey ist entfernt.', () =>
      Promise.resolve(this.http.delete<OwnAccess>(this.path(id))),
    );
  }

  private path(id: string): string {
    return `/api/account/passkeys/${id}`;
  }

  private async deed(said: string, ask: () => Promise<Observable<OwnAccess>>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.refused.set(null);
    try {
      this.changed.emit(await firstValueFrom(await ask()));
      this.notices.show(said);
    } catch (error) {
      this.refused.set(toRequestError(error));
    } finally {
      this.busy.set(false);
    }
  }
}
