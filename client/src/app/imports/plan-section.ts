import { Component, ElementRef, afterNextRender, computed, inject, input, output } from '@angular/core';
import { LEDGER_SHORT } from '#shared/budget/terms.ts';
import type { ImportPlanView } from '#shared/imports/imports.ts';
import { EuroPipe, Money } from '../ui/money.ts';
import { SectionHead } from '../ui/section-head.ts';
import {
  blockedReason,
  CONTROL_WORDS,
  controlDifference,
  controlNote,
  counted,
  countLines,
  fileCents,
  OUTCOME_WORDS,
  planSentence,
} from './plan-words.ts';

/** The preview: what would become of each row, whether the sums agree, and the button that books it. */
@Component({
  selector: 'mc-plan-section',
  imports: [EuroPipe, Money, SectionHead],
  templateUrl: './plan-section.html',
  styleUrl: './plan-section.css',
})
export class PlanSection {
  readonly plan = input.required<ImportPlanView>();
  readonly busy = input(false);
  readonly confirmed = output();
  readonly discarded = output();

  protected readonly outcomes = OUTCOME_WORDS;
  protected readonly ledgers = LEDGER_SHORT;
  protected readonly sentence = computed(() => planSentence(this.plan()));
  protected readonly blocked = computed(() => blockedReason(this.plan()));
  protected readonly lines = computed(() => countLines(this.plan()));
  protected readonly control = computed(() => ({
    word: CONTROL_WORDS[this.plan().controlOrigin],
    file: fileCents(this.plan()),
    difference: controlDifference(this.plan()),
    note: controlNote(this.plan()),
  }));
  protected readonly bookText = computed(() =>
    this.plan().applicable ? `${counted(this.plan().add, 'Zeile', 'Zeilen')} buchen` : 'Buchen',
  );
  protected readonly rowsSentence = computed(() => {
    const { rows, bookings } = this.plan();
    return rows.length < bookings
      ? `Die ersten ${rows.length} von ${bookings.toLocaleString('de-DE')} Zeilen; was Sie prüfen sollten, steht oben.`
      : `Alle ${counted(bookings, 'Zeile', 'Zeilen')} der Datei: links der Text, rechts der gelesene Wert.`;
  });
  protected readonly errorsSentence = computed(() => {
    const { errors, errorsTotal } = this.plan();
    return errors.length < errorsTotal
      ? `Die ersten ${errors.length} von ${errorsTotal.toLocaleString('de-DE')} Fehlern.`
      : `${counted(errorsTotal, 'Fehler', 'Fehler')}, alle auf einmal; die Datei bleibt unverändert.`;
  });

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  constructor() {
    afterNextRender(() => this.host.nativeElement.querySelector<HTMLElement>('section')?.focus());
  }

  protected confirm(): void {
    if (!this.blocked() && !this.busy()) this.confirmed.emit();
  }
}
