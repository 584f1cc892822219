import { httpResource } from '@angular/common/http';
import { Component, computed, signal } from '@angular/core';
import type { VerifyResult } from '#shared/history/history.ts';
import { toRequestError } from '../core/request-error.ts';
import { SectionHead } from '../ui/section-head.ts';
import { FailedState, LoadingState } from '../ui/states.ts';

/** The checks of `verify`, run when asked for: they read the whole database. */
@Component({
  selector: 'mc-verify-section',
  imports: [FailedState, LoadingState, SectionHead],
  templateUrl: './verify-section.html',
})
export class VerifySection {
  private readonly asked = signal(false);

  protected readonly answer = httpResource<VerifyResult>(() =>
    this.asked() ? '/api/history/verify' : undefined,
  );
  protected readonly result = computed(() => (this.answer.hasValue() ? this.answer.value() : undefined));
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });
  protected readonly sentence = computed(() => {
    const result = this.result();
    if (!result) return 'Die Prüfung rechnet alle Summen neu und folgt der Kette des Verlaufs von Anfang an.';
    const failed = result.checks.filter((check) => !check.ok).length;
    return failed === 0
      ? `Alle ${result.checks.length} Prüfungen sind ohne Befund.`
      : `${failed} von ${result.checks.length} Prüfungen zeigen einen Fehler.`;
  });

  protected run(): void {
    if (this.asked()) this.answer.reload();
    else this.asked.set(true);
  }
}
