import { Component, computed, input } from '@angular/core';
import type { ImportPlanView } from '#shared/imports/imports.ts';
import { hasBasket, MONEY_KINDS } from '#shared/imports/terms.ts';
import { EuroPipe, Money } from '../ui/money.ts';
import { Table } from '../ui/table.ts';
import {
  CONTROL_WORDS,
  controlDifference,
  controlNote,
  countLines,
  fileCents,
  typedControl,
} from './plan-words.ts';

/** What the rows of a preview add up to: how many of each outcome, the control totals, and what does not agree. */
@Component({
  selector: 'mc-plan-sums',
  imports: [EuroPipe, Money, Table],
  templateUrl: './plan-sums.html',
  styleUrl: './plan-section.css',
  styles: ':host { display: block; }',
})
export class PlanSums {
  readonly plan = input.required<ImportPlanView>();

  protected readonly hasBasket = hasBasket;
  /** Records have no amounts: no sums, no control total. */
  protected readonly isMoney = computed(() => MONEY_KINDS.some((kind) => kind === this.plan().kind));
  protected readonly lines = computed(() => countLines(this.plan()));
  protected readonly control = computed(() => ({
    word: CONTROL_WORDS[this.plan().controlOrigin],
    file: typedControl(this.plan())?.file ?? fileCents(this.plan()),
    total: typedControl(this.plan())?.stated ?? this.plan().controlTotalCents,
    difference: controlDifference(this.plan()),
    note: controlNote(this.plan()),
  }));
}
