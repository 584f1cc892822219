import { Component, Pipe, computed, input } from '@angular/core';
import type { PipeTransform } from '@angular/core';
import { formatChange, formatEuro, formatMillions, formatThousands } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';

/** `euro` is exact to the cent; the others are rounded and belong in overviews and grids only. */
export type MoneyUnit = 'euro' | 'millions' | 'thousands';

const FORMATS: Record<MoneyUnit, (value: Cents) => string> = {
  euro: formatEuro,
  millions: formatMillions,
  thousands: formatThousands,
};

/** The text of an amount without unit; `–` when there is none. A change carries its plus. */
export function moneyText(value: Cents | null | undefined, unit: MoneyUnit, change = false): string {
  if (value === null || value === undefined) return '–';
  const text = FORMATS[unit](value);
  return change ? formatChange(text) : text;
}

/** `{{ cents | euro }}` → `1.234.567,89`; `{{ cents | euro: 'millions' }}` → `1,23`; null → `–`. */
@Pipe({ name: 'euro' })
export class EuroPipe implements PipeTransform {
  transform(value: Cents | null | undefined, unit: MoneyUnit = 'euro', change = false): string {
    return moneyText(value, unit, change);
  }
}

/**
 * An amount in a cell: zero is muted, a negative one is red where `balance` says that it is a shortfall,
 * and the exact figure to the cent is the tooltip of a rounded one.
 */
@Component({
  selector: 'mc-money',
  template: '{{ text() }}',
  host: {
    '[class.zero]': 'value() === 0',
    '[class.neg]': 'balance() && (value() ?? 0) < 0',
    '[attr.title]': 'exact()',
  },
})
export class Money {
  readonly value = input.required<Cents | null | undefined>();
  readonly unit = input<MoneyUnit>('euro');
  readonly change = input(false);
  readonly balance = input(false);

  protected readonly text = computed(() => moneyText(this.value(), this.unit(), this.change()));
  protected readonly exact = computed(() => {
    const value = this.value();
    return this.unit() === 'euro' || value === null || value === undefined ? null : `${formatEuro(value)} €`;
  });
}
