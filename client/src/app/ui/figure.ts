import { Component, computed, input, output } from '@angular/core';
import { formatEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { moneyText } from './money.ts';
import type { MoneyUnit } from './money.ts';

/**
 * A key figure that can be asked "Woher kommt diese Zahl?": a button whose tooltip is the exact amount.
 * `what` names the figure for a screen reader; `open` marks the figure whose explanation is shown.
 * `explain` is emitted on click, Enter and Space.
 */
@Component({
  selector: 'mc-figure',
  template: `<button
    type="button"
    class="fig"
    [class.neg]="(value() ?? 0) < 0"
    [title]="exact()"
    [attr.aria-label]="label()"
    [attr.aria-expanded]="open()"
    (click)="explain.emit()"
  >
    {{ text() }}
  </button>`,
})
export class Figure {
  readonly value = input.required<Cents | null>();
  readonly what = input.required<string>();
  readonly unit = input<MoneyUnit>('millions');
  readonly open = input(false);
  readonly explain = output();

  protected readonly text = computed(() => moneyText(this.value(), this.unit()));
  protected readonly exact = computed(() => {
    const value = this.value();
    return value === null ? 'kein Betrag' : `${formatEuro(value)} €`;
  });
  protected readonly label = computed(
    () => `${this.what()} ${this.text()}, genau ${this.exact()}. Woher kommt diese Zahl?`,
  );
}
