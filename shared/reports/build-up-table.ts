import { FIGURE_WORDS } from '../budget/terms.ts';
import type { FigureName } from '../budget/terms.ts';
import { fiscalYearOf } from '../calendar.ts';
import type { ReportCell, ReportColumn, ReportRow, ReportTable } from '../report-table.ts';
import type { CouncilFacts } from './council-facts.ts';
import { BUDGET_BASIS, ledgerYears } from './ledger-years.ts';
import type { LedgerYear } from './ledger-years.ts';
import { ledgerYear, millions } from './words.ts';

/** The two years a reader asks about: that of the as-of date and the one before, as far as they have lines. */
function shownYears(parts: LedgerYear[], asOfYear: number): LedgerYear[] {
  const budgeted = parts.filter((part) => part.facts.length > 0);
  const years = [...new Set(budgeted.map((part) => part.year))];
  const upToNow = years.filter((year) => year <= asOfYear);
  const shown = upToNow.length > 0 ? upToNow.slice(-2) : years.slice(0, 2);
  return budgeted.filter((part) => shown.includes(part.year));
}

function buildUpRow(
  kind: ReportRow['kind'],
  figure: FigureName,
  parts: LedgerYear[],
  from?: { sums: number[]; less?: number[] },
): ReportRow {
  const cells: Record<string, ReportCell> = { name: `${figure}  ${FIGURE_WORDS[figure]}` };
  for (const part of parts) cells[`${part.ledger}${part.year}`] = part.figures[figure];
  return { kind, cells, ...from };
}

function buildUpSentence(parts: LedgerYear[], asOfYear: number): string {
  const now = parts.filter((part) => part.year === asOfYear);
  const said = now.length > 0 ? now : parts;
  if (said.length === 0) return 'In diesem Datenbestand gibt es noch keine Haushaltszeilen.';
  const list = said.map(
    (part) =>
      `${ledgerYear(part.ledger, part.year)}: ${millions(part.figures.F)} fortgeschrieben, ${millions(part.figures.I)} Ist, ${millions(part.figures.V)} verfügbar`,
  );
  return `${list.join('. ')}.`;
}

/** How A becomes F and what is left of it: one column per year and ledger. */
export function buildUpTable(facts: CouncilFacts): ReportTable {
  const asOfYear = fiscalYearOf(facts.asOf);
  const parts = shownYears(ledgerYears(facts), asOfYear);
  const plus = (['A', 'N', 'E', 'B', 'Z', 'U'] as const).map((figure) => buildUpRow('row', figure, parts));
  const minus = (['S', 'O', 'I'] as const).map((figure) => buildUpRow('row', figure, parts));
  return {
    id: 'budget-aufbau',
    title: 'Vom Ansatz zum verfügbaren Betrag',
    sheet: 'Budget im Überblick',
    sentence: buildUpSentence(parts, asOfYear),
    columns: [
      { key: 'name', label: 'Bestandteil', kind: 'text', width: 34 },
      ...parts.map((part): ReportColumn => ({
        key: `${part.ledger}${part.year}`,
        label: ledgerYear(part.ledger, part.year),
        kind: 'cents',
        width: 20,
      })),
    ],
    rows:
      parts.length === 0
        ? []
        : [
            ...plus,
            buildUpRow('subtotal', 'F', parts, { sums: [0, 1, 2, 3, 4, 5] }),
            ...minus,
            buildUpRow('total', 'V', parts, { sums: [6], less: [7, 8, 9] }),
          ],
    notes: parts.length === 0 ? [] : BUDGET_BASIS,
  };
}
