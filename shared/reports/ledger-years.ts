import { sumFigures } from '../budget/figures.ts';
import type { Figures } from '../budget/figures.ts';
import { LEDGERS } from '../budget/terms.ts';
import type { FigureName, Ledger } from '../budget/terms.ts';
import type { CouncilFacts, SubBudgetFact, UnassignedFact } from './council-facts.ts';

/** Heads of the figure columns: short word and letter of the formula. */
export const FIGURE_HEADS: Record<FigureName, string> = {
  A: 'Ansatz A',
  N: 'Nachtrag N',
  E: 'Übertragung E',
  B: 'üpl./apl. B',
  Z: 'zweckgeb. Z',
  U: 'Umschichtg. U',
  F: 'fortgeschr. F',
  S: 'Sperre S',
  O: 'Obligo O',
  I: 'Ist I',
  V: 'verfügbar V',
};

/** One year of one ledger: the smallest thing a budget sum may be about (§§ 2, 3 GemHVO, § 79(1) GemO). */
export interface LedgerYear {
  year: number;
  ledger: Ledger;
  facts: SubBudgetFact[];
  figures: Figures;
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
        return { year, ledger, facts: own, figures: sumFigures(own.map((fact) => fact.parts)), unassigned };
      }),
    )
    .filter((part) => part.facts.length > 0 || part.unassigned !== undefined);
}

/** On what the budget figures rest; printed under every budget table. */
export const BUDGET_BASIS = [
  'Ansatz A ist der vom Gemeinderat beschlossene Ansatz ohne Übertragungen; Übertragungen aus dem Vorjahr stehen in E.',
  'F = A + N + E + B + Z + U. verfügbar V = F − S − O − I. Aufwand und Auszahlung sind positiv, Ertrag ist negativ.',
  'Kommt die Deckung aus einer anderen Zeile, etwa der Deckungsreserve, heben sich B und U in der Summe auf.',
  'Ergebnishaushalt und Finanzhaushalt werden nie addiert.',
];
