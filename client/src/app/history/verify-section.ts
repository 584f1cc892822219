import { Component, computed, signal } from '@angular/core';
import type { VerifyResult } from '#shared/history/history.ts';
import { asked } from '../core/asked.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';
import { AskedState } from '../ui/asked-state.ts';

/** The checks of `verify`, run when asked for: they read the whole database. */
@Component({
  selector: 'mc-verify-section',
  imports: [Table, AskedState, SectionHead],
  templateUrl: './verify-section.html',
})
export class VerifySection {
  protected readonly wanted = signal(false);

  protected readonly answer = asked<VerifyResult>(() => (this.wanted() ? '/api/history/verify' : undefined));
  protected readonly result = this.answer.fresh;
  protected readonly sentence = computed(() => {
    const result = this.result();
    if (!result) return 'Die Prüfung rechnet alle Summen neu und folgt der Kette des Verlaufs von Anfang an.';
    const failed = result.checks.filter((check) => !check.ok).length;
    return failed === 0
      ? `Alle ${result.checks.length} Prüfungen sind ohne Befund.`
      : `${failed} von ${result.checks.length} Prüfungen zeigen einen Fehler.`;
  });

  protected run(): void {
    if (this.wanted()) this.answer.reload();
    else this.wanted.set(true);
  }
}
