import { Component, computed, inject, input } from '@angular/core';
import { formatFte } from '#shared/fte.ts';
import type { Fte } from '#shared/fte.ts';
import { formatChange, formatEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { FigureQuestion } from './figure-question.ts';
import { moneyText } from './money.ts';
import type { MoneyUnit } from './money.ts';

/**
 * A figure that can be asked "Woher kommt diese Zahl?": a button that opens the answer, its tooltip the exact amount. `address` names it (shared/explain/address.ts), `what` says it to a screen reader. Who may not
 * ask, or a figure without an address, gets plain text.
 */
@Component({
  selector: 'mc-figure',
  template: `@if (asks()) {
      <button
        type="button"
        class="fig"
        [class.neg]="negative()"
        [title]="exact()"
        [attr.aria-label]="label()"
        [attr.aria-expanded]="open()"
        [attr.data-figure]="address()"
        (click)="ask()"
      >
        {{ text() }}
      </button>
    } @else {
      <span [class.neg]="negative()" [title]="exact()">{{ text() }}</span>
    }`,
})
export class Figure {
  private readonly question = inject(FigureQuestion, { optional: true });

  readonly value = input.required<Cents | Fte | number | null>();
  readonly what = input.required<string>();
  readonly address = input<string | null>(null);
  /** Deviations carry their plus. */
  readonly signed = input(false);
  readonly unit = input<MoneyUnit | 'fte' | 'count'>('millions');

  protected readonly asks = computed(() => {
    const address = this.address();
    return address !== null && this.question?.may(address) === true;
  });
  protected readonly open = computed(() => this.question?.asked() === this.address());
  protected readonly negative = computed(() => (this.value() ?? 0) < 0);
  protected readonly text = computed(() => {
    const [value, unit] = [this.value(), this.unit()];
    if (unit === 'count') return value === null ? '–' : String(value);
    if (unit === 'fte') return value === null ? '–' : formatFte(value as Fte);
    const money = moneyText(value as Cents | null, unit);
    return this.signed() ? formatChange(money) : money;
  });
  protected readonly exact = computed(() => {
    const value = this.value();
    if (this.unit() === 'fte' || this.unit() === 'count') return this.text();
    return value === null ? 'kein Betrag' : `${formatEuro(value as Cents)} €`;
  });
  protected readonly label = computed(() => {
    const exact = this.exact() === this.text() ? '' : `, genau ${this.exact()}`;
    return `${this.what()} ${this.text()}${exact}. Woher kommt diese Zahl?`;
  });

  protected ask(): void {
    const address = this.address();
    if (address !== null) this.question?.ask(address);
  }
}
