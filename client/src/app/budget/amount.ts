import { formatEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';

/** An amount as it is put into a field: the hyphen that a keyboard has. */
export function amountText(cents: Cents): string {
  return formatEuro(cents).replace('−', '-');
}
