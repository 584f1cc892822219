import { counted } from '../counted.ts';
import { formatEuro } from '../money.ts';
import type { Cents } from '../money.ts';
import { LEDGER_WORDS } from '../budget/terms.ts';
import type { Ledger } from '../budget/terms.ts';
import { closedThrough, monthWords } from './periods.ts';
import type { PeriodStates } from './periods.ts';
import { PERIOD_STATE_WORDS } from './terms.ts';
import type { PeriodState } from './terms.ts';
import type { SapSource } from './tie-out.ts';

/** Which state may follow which by the hand of one controller; from closed only a request leads back. */
const NEXT: Record<PeriodState, readonly PeriodState[]> = {
  open: ['held'],
  held: ['open', 'closed'],
  closed: [],
};

/** Why a period may not go from one state to the other; null when it may. */
export function stateChangeFault(from: PeriodState, to: PeriodState): string | null {
  if (NEXT[from].includes(to)) return null;
  if (from === to) return `Die Periode ist schon ${PERIOD_STATE_WORDS[to]}.`;
  if (from === 'closed')
    return 'Eine geschlossene Periode öffnet nur ein Antrag mit Begründung, den eine zweite Person freigibt.';
  return 'Vor dem Schließen wird eine Periode angehalten: Dann kommt nichts dazu, während sie geprüft wird.';
}

/**
 * Why a closed month may not be opened again; null when it may. Opened in reverse order: under a closed month nothing
 * moves, or what was stated at its end would change.
 */
export function reopenFault(states: PeriodStates, month: string): string | null {
  const newest = closedThrough(states);
  if (month > newest) return `Die Periode ${monthWords(month)} ist nicht geschlossen.`;
  if (month === newest) return null;
  return `Die Perioden sind bis ${monthWords(newest)} geschlossen; zuerst wird ${monthWords(newest)} wieder geöffnet.`;
}

/** One ledger of one SAP period, as far as closing looks at it. */
export interface ClosingTieOut {
  /** `05/2021` */
  period: string;
  ledger: Ledger;
  sapSource: SapSource;
  differenceCents: Cents;
  /** Sub-budgets and accounts whose own control total differs. */
  partsOff: number;
}

export interface ClosingFacts {
  monthIsOver: boolean;
  /** Earlier months that have something and are not closed yet, oldest first: `05/2021`. */
  earlierOpen: readonly string[];
  /** What counts in the month and belongs nowhere yet. */
  open: readonly { ledger: Ledger; cents: Cents; postings: number }[];
  tieOuts: readonly ClosingTieOut[];
}

/** What keeps a ledger of a period from tying out, each as a sentence; none = it ties out to 0,00. */
export function tieOutFaults(tieOut: ClosingTieOut): string[] {
  const where = `Periode ${tieOut.period}, ${LEDGER_WORDS[tieOut.ledger]}`;
  const { differenceCents, partsOff, sapSource } = tieOut;
  return [
    ...(sapSource === 'unchecked'
      ? [`${where}: Es fehlt eine Kontrollsumme; eine Datei wurde ohne Kontrollsumme eingelesen.`]
      : []),
    ...(differenceCents === 0 ? [] : [`${where}: Differenz zu SAP ${formatEuro(differenceCents)} €.`]),
    ...(partsOff === 0
      ? []
      : [
          `${where}: ${partsOff === 1 ? '1 Teilsumme weicht' : `${partsOff} Teilsummen weichen`} von SAP ab.`,
        ]),
  ];
}

/** Everything that is missing before a held period can be closed, at once. */
export function closingFaults(facts: ClosingFacts): string[] {
  return [
    ...(facts.monthIsOver ? [] : ['Der Monat ist noch nicht zu Ende.']),
    ...facts.earlierOpen.map(
      (month) => `${month} ist noch nicht geschlossen; geschlossen wird der Reihe nach.`,
    ),
    ...facts.open
      .filter((open) => open.postings > 0)
      .map(
        (open) =>
          `Noch nicht zugeordnet: ${counted(open.postings, 'Buchung', 'Buchungen')}, ${LEDGER_WORDS[open.ledger]} ${formatEuro(open.cents)} €.`,
      ),
    ...facts.tieOuts.flatMap(tieOutFaults),
  ];
}
