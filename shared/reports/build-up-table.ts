import type { GrossPart } from '../budget/sides.ts';
import { INCOME_V, SIDE_WORDS } from '../budget/sides.ts';
import { FIGURE_WORDS } from '../budget/terms.ts';
import type { FigureName } from '../budget/terms.ts';
import { fiscalYearOf } from '../calendar.ts';
import type { ReportCell, ReportColumn, ReportRow, ReportTable } from '../report-table.ts';
import type { CouncilFacts, SubBudgetFact } from './council-facts.ts';
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

/** One column: a gross part of one year and ledger. */
interface Column {
  key: string;
  label: string;
  part: GrossPart<SubBudgetFact>;
}

function columnsOf(shown: readonly LedgerYear[]): Column[] {
  return shown.flatMap(({ ledger, year, parts }) =>
    parts.map((part) => ({
      key: `${ledger}${year}${part.side}`,
      label: `${ledgerYear(ledger, year)}, ${SIDE_WORDS[ledger][part.side]}`,
      part,
    })),
  );
}

function buildUpRow(
  kind: ReportRow['kind'],
  figure: FigureName,
  columns: readonly Column[],
  from?: { sums: number[]; less?: number[] },
): ReportRow {
  const income = figure === 'V' && columns.some(({ part }) => part.side === 'income');
  const name = `${figure}  ${FIGURE_WORDS[figure]}${income ? ` (bei Erträgen: ${INCOME_V})` : ''}`;
  const cells: Record<string, ReportCell> = { name };
  for (const { key, part } of columns) cells[key] = part.figures[figure];
  return { kind, cells, ...from };
}

function buildUpSentence(shown: LedgerYear[], asOfYear: number): string {
  const now = shown.filter((one) => one.year === asOfYear);
  const said = now.length > 0 ? now : shown;
  if (said.length === 0) return 'In diesem Datenbestand gibt es noch keine Haushaltszeilen.';
  return said.map((one) => ledgerSentence(one, asOfYear)).join(' ');
}

/** How A becomes F and what is left of it: one column per year, ledger and gross part. */
export function buildUpTable(facts: CouncilFacts): ReportTable {
  const asOfYear = fiscalYearOf(facts.asOf);
  const shown = shownYears(ledgerYears(facts), asOfYear);
  const columns = columnsOf(shown);
  const plus = (['A', 'N', 'E', 'B', 'Z', 'U'] as const).map((figure) => buildUpRow('row', figure, columns));
  const minus = (['S', 'O', 'I'] as const).map((figure) => buildUpRow('row', figure, columns));
  return {
    id: 'budget-aufbau',
    title: 'Vom Ansatz zum verfügbaren Betrag',
    sheet: 'Budget im Überblick',
    unit: 'millions',
    sentence: buildUpSentence(shown, asOfYear),
    columns: [
      { key: 'name', label: 'Bestandteil', kind: 'text', width: 34 },
      ...columns.map(({ key, label }): ReportColumn => ({ key, label, kind: 'cents', width: 20 })),
    ],
    rows:
      columns.length === 0
        ? []
        : [
            ...plus,
            buildUpRow('subtotal', 'F', columns, { sums: [0, 1, 2, 3, 4, 5] }),
            ...minus,
            buildUpRow('total', 'V', columns, { sums: [6], less: [7, 8, 9] }),
          ],
    notes: columns.length === 0 ? [] : budgetBasis(facts),
  };
}
