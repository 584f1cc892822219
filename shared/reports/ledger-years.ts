import type { Figures } from '../budget/figures.ts';
import { INCOME_V, grossParts } from '../budget/sides.ts';
import type { GrossPart } from '../budget/sides.ts';
import { LEDGERS, LEDGER_WORDS } from '../budget/terms.ts';
import type { Ledger } from '../budget/terms.ts';
import { formatEuro } from '../money.ts';
import type { CouncilFacts, SubBudgetFact, UnassignedFact } from './council-facts.ts';

/** One year of one ledger, in its gross parts (§§ 2, 3, 10(2) GemHVO, § 79(1) GemO): nothing sums over the parts. */
export interface LedgerYear {
  year: number;
  ledger: Ledger;
  /** Expense, reserve and income, as far as there are lines. */
  parts: GrossPart<SubBudgetFact>[];
  unassigned: UnassignedFact | undefined;
}

/** Every year and ledger that has lines or unassigned postings, in order; the ledgers are never joined. */
export function ledgerYears(facts: CouncilFacts): LedgerYear[] {
  const years = [...new Set([...facts.budget, ...facts.unassigned].map((fact) => fact.year))].sort(
    (a, b) => a - b,
  );
  return years
    .flatMap((year) =>
      LEDGERS.map((ledger) => {
        const own = facts.budget.filter((fact) => fact.year === year && fact.ledger === ledger);
        const unassigned = facts.unassigned.find((fact) => fact.year === year && fact.ledger === ledger);
        return { year, ledger, parts: grossParts(own, (fact) => fact), unassigned };
      }),
    )
    .filter((one) => one.parts.length > 0 || one.unassigned !== undefined);
}

/** Whether anything of the part was in effect or booked at the date. */
export function isInEffect(figures: Figures): boolean {
  return figures.F !== 0 || figures.I !== 0 || figures.O !== 0 || figures.S !== 0;
}

/** Which later years open orders bind already; empty without any. */
export function preCommitmentNotes(facts: CouncilFacts): string[] {
  return facts.preCommitments.map(
    ({ ledger, year, dueYear, cents }) =>
      `Vorbelastung ${dueYear} durch Aufträge aus Zeilen ${year}, ${LEDGER_WORDS[ledger]}: ${formatEuro(cents)} €. Sie steht weder in O noch in V.`,
  );
}

const BASIS = [
  'Ansatz A ist der vom Gemeinderat beschlossene Ansatz ohne Übertragungen; Übertragungen aus dem Vorjahr stehen in E.',
  'F = A + N + E + B + Z + U. verfügbar V = F − S − O − I. Aufwand und Auszahlung sind positiv, Ertrag und Einzahlung negativ.',
  `Aufwendungen und Erträge werden nicht verrechnet (§ 10 GemHVO). Bei Erträgen und Einzahlungen ist V der Betrag, der ${INCOME_V} ist.`,
  'Die Deckungsreserve steht für sich. Deckt sie andere Zeilen, gehen B und U dort und hier gegeneinander auf.',
  'Ergebnishaushalt und Finanzhaushalt werden nie addiert.',
];
const COSTING =
  'Kostenrechnung: kalkulatorische Kosten und Erlöse aus derselben Datei. Sie gehören weder zum Ergebnis- noch zum Finanzhaushalt.';

/** On what the budget figures rest; printed under every budget table. */
export function budgetBasis(facts: CouncilFacts): string[] {
  const costing = ledgerYears(facts).some((one) => one.ledger === 'costing');
  return [...BASIS, ...(costing ? [COSTING] : []), ...preCommitmentNotes(facts)];
}
