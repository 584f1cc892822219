import { HttpClient } from '@angular/common/http';
import { Component, inject, input, output, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { counted } from '#shared/counted.ts';
import type { CodeSetup, OwnAccess } from '#shared/accounts/own-access.ts';
import { Notices } from '../core/notices.ts';
import { toRequestError } from '../core/request-error.ts';
import type { RequestError } from '../core/request-error.ts';
import { CodeSetupSteps } from '../ui/code-setup.ts';
import { RecoveryCodes } from '../ui/recovery-codes.ts';
import { SectionHead } from '../ui/section-head.ts';
import { FailedState } from '../ui/states.ts';
import { ChangePassword } from './change-password.ts';
import { PasswordOnce } from './password-once.ts';
import { when } from './when.ts';

/** What is being done about the password and its codes. */
type Doing = 'change' | 'new-app' | 'new-codes' | 'add';

/** Password, one-time codes and recovery codes: one way to sign in, of three parts. */
@Component({
  selector: 'mc-password-section',
  imports: [ChangePassword, CodeSetupSteps, FailedState, PasswordOnce, RecoveryCodes, SectionHead],
  templateUrl: './password-section.html',
  styleUrl: './own-access.css',
})
export class PasswordSection {
  readonly access = input.required<OwnAccess>();
  readonly changed = output<OwnAccess>();
  /** Something else is true now and has not been answered. */
  readonly reload = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly when = when;
  protected readonly counted = counted;
  protected readonly doing = signal<Doing | null>(null);
  protected readonly setup = signal<CodeSetup | null>(null);
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly kept = signal(false);
  protected readonly refused = signal<RequestError | null>(null);

  protected begin(doing: Doing): void {
    this.refused.set(null);
    this.doing.set(doing);
  }

  protected ended(access: OwnAccess, said: string): void {
    this.doing.set(null);
    this.setup.set(null);
    this.changed.emit(access);
    this.notices.show(said);
  }

  protected newCodes(codes: readonly string[]): void {
    this.doing.set(null);
    this.kept.set(false);
    this.codes.set(codes);
    this.reload.emit();
  }

  protected putAway(): void {
    if (this.kept()) this.codes.set(null);
  }

  protected asAccess(answer: unknown): OwnAccess {
    return answer as OwnAccess;
  }

  protected async remove(): Promise<void> {
    if (!window.confirm('Kennwort und Codes entfernen? Danach melden Sie sich nur noch mit Passkeys an.'))
      return;
    this.refused.set(null);
    try {
      const access = await firstValueFrom(this.http.delete<OwnAccess>('/api/account/password'));
      this.ended(access, 'Kennwort und Codes sind entfernt.');
    } catch (error) {
      this.refused.set(toRequestError(error));
    }
  }
}
