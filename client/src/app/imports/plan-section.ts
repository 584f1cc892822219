import { counted } from '#shared/counted.ts';
import { Component, ElementRef, afterNextRender, computed, inject, input, output } from '@angular/core';
import { LEDGER_SHORT } from '#shared/budget/terms.ts';
import type { ImportPlanView } from '#shared/imports/imports.ts';
import { MONEY_KINDS } from '#shared/imports/terms.ts';
import { Money } from '../ui/money.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';
import { blockedReason, bookingText, OUTCOME_WORDS, planSentence } from './plan-words.ts';
import { PlanSums } from './plan-sums.ts';
import { RecordRows } from './record-rows.ts';

/** The preview: what would become of each row, whether the sums agree, and the button that books it. */
@Component({
  selector: 'mc-plan-section',
  imports: [Money, PlanSums, RecordRows, SectionHead, Table],
  templateUrl: './plan-section.html',
  styleUrl: './plan-section.css',
})
export class PlanSection {
  readonly plan = input.required<ImportPlanView>();
  readonly busy = input(false);
  /** Where the whole list of errors is handed out. */
  readonly errorsUrl = input('');
  readonly confirmed = output();
  readonly discarded = output();

  protected readonly outcomes = OUTCOME_WORDS;
  protected readonly ledgers = LEDGER_SHORT;
  protected readonly sentence = computed(() => planSentence(this.plan()));
  protected readonly blocked = computed(() => blockedReason(this.plan()));
  /** Records have no amounts: no sums, no control total. */
  protected readonly isMoney = computed(() => MONEY_KINDS.some((kind) => kind === this.plan().kind));
  protected readonly bookText = computed(() => bookingText(this.plan()));
  protected readonly rowsRead = computed(() => counted(this.plan().rowsRead, 'Zeile', 'Zeilen'));
  protected readonly rowsSentence = computed(() => {
    const { rows, bookings } = this.plan();
    return rows.length < bookings
      ? `Die ersten ${rows.length} von ${bookings.toLocaleString('de-DE')} Zeilen; was Sie prüfen sollten, steht oben.`
      : `${bookings === 1 ? 'Die eine Zeile' : `Alle ${counted(bookings, 'Zeile', 'Zeilen')}`} der Datei: links der Text, rechts der gelesene Wert.`;
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
