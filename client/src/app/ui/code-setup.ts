import { Component, computed, effect, inject, input, output, signal, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';
import { HttpClient } from '@angular/common/http';
import { FormField } from '@angular/forms/signals';
import { firstValueFrom } from 'rxjs';
import { FirstCode } from '#shared/accounts/own-access.ts';
import type { CodeSetup, RecoveryCodes as Codes } from '#shared/accounts/own-access.ts';
import { entryForm } from '../core/entry-form.ts';
import { toRequestError } from '../core/request-error.ts';
import type { RequestError } from '../core/request-error.ts';
import { EntryState } from './entry/entry-state.ts';
import { EntryText } from './entry/entry-text.ts';
import { QrCode } from './qr-code.ts';
import { RecoveryCodes } from './recovery-codes.ts';
import { FailedState } from './states.ts';

/**
 * Setting up one-time codes: the secret for the app, its first code, the recovery codes, and the end, after which it
 * counts. Where that is sent is the page's: activation and the own access have routes of their own.
 */
@Component({
  selector: 'mc-code-setup',
  imports: [EntryState, EntryText, FailedState, FormField, QrCode, RecoveryCodes],
  templateUrl: './code-setup.html',
  styleUrl: './code-setup.css',
})
export class CodeSetupSteps {
  readonly setup = input.required<CodeSetup>();
  /** Where the first code goes. */
  readonly firstUrl = input.required<string>();
  /** Where the end goes. */
  readonly finishUrl = input.required<string>();
  /** What both are sent with, beside their own. */
  readonly also = input<Readonly<Record<string, string>>>({});
  /** What the last button says. */
  readonly word = input('Fertig');
  /** The answer to the end. */
  readonly finished = output<unknown>();

  private readonly http = inject(HttpClient);

  protected readonly groups = computed(() => this.setup().secret.match(/.{1,4}/gu) ?? []);
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly kept = signal(false);
  protected readonly finishing = signal(false);
  protected readonly refused = signal<RequestError | null>(null);

  protected readonly entry = entryForm(FirstCode, {
    name: 'first-code',
    secret: true,
    subject: () => this.setup().setup,
    start: () => ({ code: '' }),
    read: ({ code }) => ({ code, setup: this.setup().setup }),
    send: (body) => this.http.post<Codes>(this.firstUrl(), { ...this.also(), ...body }),
    sent: ({ recoveryCodes }) => this.codes.set(recoveryCodes),
  });

  private readonly title = viewChild<ElementRef<HTMLElement>>('title');

  constructor() {
    // Each step begins where a keyboard or a screen reader goes on.
    effect(() => this.title()?.nativeElement.focus());
  }

  protected async finish(): Promise<void> {
    if (!this.kept() || this.finishing()) return;
    this.finishing.set(true);
    this.refused.set(null);
    try {
      const body = { ...this.also(), setup: this.setup().setup };
      this.finished.emit(await firstValueFrom(this.http.post(this.finishUrl(), body)));
    } catch (error) {
      this.refused.set(toRequestError(error));
    } finally {
      this.finishing.set(false);
    }
  }
}
