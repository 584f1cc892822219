import type { GrossPart, Side } from '../budget/sides.ts';
import type { Ledger } from '../budget/terms.ts';
import { fiscalYearOf } from '../calendar.ts';
import { toCents } from '../money.ts';
import type { CouncilFacts, SubBudgetFact } from './council-facts.ts';
import { isInEffect, ledgerYears } from './ledger-years.ts';
import type { LedgerYear } from './ledger-years.ts';
import { ledgerYear, millions } from './words.ts';

/** The parts after "Von 1,00 Mio. €". */
const OF: Record<Ledger, Record<Exclude<Side, 'reserve'>, string>> = {
  result: { expense: 'Aufwendungen', income: 'Erträgen' },
  cash: { expense: 'Auszahlungen', income: 'Einzahlungen' },
  costing: { expense: 'Kosten', income: 'Erlösen' },
};

function expenseText(
  { ledger, year }: LedgerYear,
  { figures }: GrossPart<SubBudgetFact>,
  now: number,
): string {
  const { F, I, V } = figures;
  const open =
    V < 0
      ? `${millions(toCents(0 - V))} überzogen`
      : `${millions(V)} ${year < now ? 'nicht in Anspruch genommen' : 'verfügbar'}`;
  const booked = `Von ${millions(F)} ${OF[ledger].expense} sind ${millions(I)} gebucht`;
  // Imputed cost is no money: nothing of it is available.
  return ledger === 'costing' ? booked : `${booked}, ${open}`;
}

function partText(one: LedgerYear, part: GrossPart<SubBudgetFact>, now: number): string {
  if (part.side === 'expense') return expenseText(one, part, now);
  const { F, I, V } = part.figures;
  // The cover reserve is no money to spend: it pays for other lines.
  if (part.side === 'reserve') return `Dazu ${millions(V)} Deckungsreserve`;
  return `Von ${millions(toCents(0 - F))} ${OF[one.ledger].income} sind ${millions(toCents(0 - I))} gebucht`;
}

/** One year of one ledger in words, expense and income gross; says so when nothing is in effect yet. */
export function ledgerSentence(one: LedgerYear, asOfYear: number): string {
  const told = one.parts.filter((part) => isInEffect(part.figures));
  const outside = one.ledger === 'costing' ? ' (außerhalb des Haushalts)' : '';
  const head = `${ledgerYear(one.ledger, one.year)}${outside}: `;
  if (told.length === 0) return `${head}noch kein Ansatz wirksam.`;
  return `${head}${told.map((part) => `${partText(one, part, asOfYear)}.`).join(' ')}`;
}

/** The last two budget years and ledgers that have lines, for a cover without envelopes. */
export function ledgerSentences(facts: CouncilFacts): string[] {
  return ledgerYears(facts)
    .filter((one) => one.parts.length > 0 && one.ledger !== 'costing')
    .slice(-2)
    .map((one) => ledgerSentence(one, fiscalYearOf(facts.asOf)));
}
