import { LEDGER_WORDS } from '../budget/terms.ts';
import { formatEuro } from '../money.ts';
import type { ControlFileResult } from './period-views.ts';

type ControlPeriod = ControlFileResult['periods'][number];

/**
 * What a control total says about a period whose figures were stated already. It is taken over and shown in the tie-out;
 * what was confirmed stays confirmed, and nobody may learn of a difference by chance. Null = nothing was stated.
 */
function statedNotice(one: ControlPeriod): string | null {
  const { period, year, ledger, cents, closed, confirmedCents, differenceCents } = one;
  if (!closed && confirmedCents === null) return null;
  const where = `${period}/${year} ${LEDGER_WORDS[ledger]} ist ${closed ? 'geschlossen' : 'bestätigt'}`;
  if (confirmedCents !== null && confirmedCents !== cents)
    return `${where} mit ${formatEuro(confirmedCents)} €; die Kontrollsumme ist ${formatEuro(cents)} €. Die Bestätigung bleibt, wie sie war; der Unterschied steht im Abgleich.`;
  return differenceCents === 0
    ? `${where}; die Kontrollsumme ${formatEuro(cents)} € geht auf 0,00 auf.`
    : `${where}; zwischen der Kontrollsumme ${formatEuro(cents)} € und den Buchungen liegen ${formatEuro(differenceCents)} €. Gebucht ist nichts; der Unterschied steht im Abgleich.`;
}

/** One notice per period that was closed or confirmed before its control total came. */
export function statedNotices(periods: readonly ControlPeriod[]): string[] {
  return periods.map(statedNotice).filter((notice) => notice !== null);
}
