import { formatEuro, parseEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';

export const AMOUNT_FAULT = 'Betrag bitte wie 1.234,56 schreiben.';

/** A typed amount above zero; undefined when it is none. */
export function positiveAmount(text: string): Cents | undefined {
  const cents = parseEuro(text);
  return cents !== undefined && cents > 0 ? cents : undefined;
}

/** An amount as it is put into a field: the hyphen that a keyboard has. */
export function amountText(cents: Cents): string {
  return formatEuro(cents).replace('−', '-');
}
