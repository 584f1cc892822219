import { Component, computed, input, output } from '@angular/core';
import type { BasketPage } from '#shared/reconciliation/reconciliation.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { EuroPipe } from '../ui/money.ts';
import { SectionHead } from '../ui/section-head.ts';
import { EmptyState } from '../ui/states.ts';
import { ledgerGroups } from './basket-groups.ts';

/** Nicht zugeordnete Buchungen: what belongs nowhere yet, per ledger with its sum. */
@Component({
  selector: 'mc-basket-section',
  imports: [EmptyState, EuroPipe, IsoDatePipe, SectionHead],
  templateUrl: './basket-section.html',
  styleUrl: './basket-section.css',
})
export class BasketSection {
  readonly page = input.required<BasketPage>();
  readonly paged = output<number>();
  readonly changed = output();

  protected readonly groups = computed(() => ledgerGroups(this.page()));
  protected readonly sentence = computed(() => {
    const count = this.page().totals.reduce((sum, row) => sum + row.postings, 0);
    return count === 1
      ? '1 Buchung gehört noch zu keiner Zeile.'
      : `${count} Buchungen gehören noch zu keiner Zeile.`;
  });
}
