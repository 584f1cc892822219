import { sideName } from '../budget/sides.ts';
import { fiscalYearOf } from '../calendar.ts';
import type { ReportRow, ReportTable } from '../report-table.ts';
import type { CouncilFacts } from './council-facts.ts';
import { FIGURE_COLUMNS, figureCells } from './figure-columns.ts';
import { ledgerSentence } from './ledger-sentences.ts';
import { budgetBasis, ledgerYears } from './ledger-years.ts';
import type { LedgerYear } from './ledger-years.ts';
import { ledgerYear } from './words.ts';

/** The two years a reader asks about: that of the as-of date and the one before, as far as they have lines. */
function shownYears(all: LedgerYear[], asOfYear: number): LedgerYear[] {
  const budgeted = all.filter((one) => one.parts.length > 0);
  const years = [...new Set(budgeted.map((one) => one.year))];
  const upToNow = years.filter((year) => year <= asOfYear);
  const shown = upToNow.length > 0 ? upToNow.slice(-2) : years.slice(0, 2);
  return budgeted.filter((one) => shown.includes(one.year));
}

/** One row per gross part: the letters across, as on the budget page. */
function buildUpRows(shown: readonly LedgerYear[]): ReportRow[] {
  return shown.flatMap((one) =>
    one.parts.map((part): ReportRow => {
      const name = `${ledgerYear(one.ledger, one.year)}, ${sideName(one.ledger, part.side, one.parts)}`;
      return { kind: 'row', cells: { name, ...figureCells(part.figures) } };
    }),
  );
}

function buildUpSentence(shown: LedgerYear[], asOfYear: number): string {
  const now = shown.filter((one) => one.year === asOfYear);
  const said = now.length > 0 ? now : shown;
  if (said.length === 0) return 'In diesem Datenbestand gibt es noch keine Haushaltszeilen.';
  return said.map((one) => ledgerSentence(one, asOfYear)).join(' ');
}

/** How A becomes F and what is left of it: one row per year, ledger and gross part. */
export function buildUpTable(facts: CouncilFacts): ReportTable {
  const asOfYear = fiscalYearOf(facts.asOf);
  const shown = shownYears(ledgerYears(facts), asOfYear);
  return {
    id: 'budget-aufbau',
    title: 'Vom Ansatz zum verfügbaren Betrag',
    sheet: 'Budget im Überblick',
    unit: 'millions',
    sentence: buildUpSentence(shown, asOfYear),
    columns: [{ key: 'name', label: 'Haushalt', kind: 'text', width: 42 }, ...FIGURE_COLUMNS],
    rows: buildUpRows(shown),
    notes: shown.length === 0 ? [] : budgetBasis(facts),
  };
}
