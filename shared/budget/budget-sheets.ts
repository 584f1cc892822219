import { formatEuro } from '../money.ts';
import type { ReportColumn, ReportRow, ReportTable } from '../report-table.ts';
import type { BudgetLineRow, BudgetPage } from './budget.ts';
import type { Figures } from './figures.ts';
import { INCOME_V, SIDE_WORDS, sideName } from './sides.ts';
import type { Side } from './sides.ts';
import { FIGURE_SHORT, FIGURES, LEDGER_NOTES, LEDGER_SHORT, LEDGER_WORDS, LINE_KIND_WORDS } from './terms.ts';
import { pushAll } from '../largest.ts';

type LedgerOf = BudgetPage['ledgers'][number];
type GroupOf = LedgerOf['groups'][number];

/** What F and V follow from, so that a sheet recomputes them (domain.md section 3). */
const DERIVED = {
  F: { plus: ['A', 'N', 'E', 'B', 'Z', 'U'], minus: [] },
  V: { plus: ['F'], minus: ['S', 'O', 'I'] },
};

const COLUMNS: ReportColumn[] = [
  { key: 'number', label: 'Nr.', kind: 'text', width: 6 },
  { key: 'name', label: 'Zeile', kind: 'text', width: 42 },
  { key: 'kind', label: 'Art', kind: 'text', width: 15 },
  { key: 'subBudget', label: 'THH', kind: 'text', width: 6 },
  { key: 'account', label: 'Konto', kind: 'text', width: 10 },
  { key: 'costObject', label: 'Objekt', kind: 'text', width: 15 },
  { key: 'coverGroup', label: 'Deckungskreis', kind: 'text', width: 13 },
  ...FIGURES.map((name): ReportColumn => {
    const derived = name === 'F' || name === 'V' ? DERIVED[name] : undefined;
    return { key: name, label: `${name} ${FIGURE_SHORT[name]}`, kind: 'cents', ...(derived && { derived }) };
  }),
];

const amounts = (figures: Figures): Record<string, number> =>
  Object.fromEntries(FIGURES.map((name) => [name, figures[name]]));

function lineRow(line: BudgetLineRow): ReportRow {
  const { number, name, subBudget, account, costObject, coverGroup, figures } = line;
  const kind = LINE_KIND_WORDS[line.kind];
  return {
    kind: 'row',
    cells: { number, name, kind, subBudget, account, costObject, coverGroup, ...amounts(figures) },
  };
}

function groupName(ledger: LedgerOf, group: GroupOf): string {
  const name = group.code === null ? 'ohne Deckungskreis' : `Deckungskreis ${group.code} ${group.name ?? ''}`;
  return `${name.trim()}, ${SIDE_WORDS[ledger.ledger][group.side]}`;
}

/** The groups of one gross part, each with its sum, and the sum of the part from its lines. */
function sideRows(ledger: LedgerOf, side: Side, figures: Figures, at: number): ReportRow[] {
  const rows: ReportRow[] = [];
  const lines: number[] = [];
  const groups = ledger.groups.filter((one) => one.side === side);
  for (const group of groups) {
    const own = group.lines.map((_, index) => at + rows.length + index);
    pushAll(rows, group.lines.map(lineRow));
    pushAll(lines, own);
    // Lines without group that are all of their part say nothing that the part's own sum does not say.
    if (group.code === null && groups.length === 1) continue;
    const cells = { name: groupName(ledger, group), coverGroup: group.code, ...amounts(group.figures) };
    rows.push({ kind: 'subtotal', cells, sums: own });
  }
  const name = sideName(ledger.ledger, side, ledger.sums);
  return [...rows, { kind: 'total', cells: { name: `Summe ${name}`, ...amounts(figures) }, sums: lines }];
}

function notesOf(ledger: LedgerOf): string[] {
  const unassigned = `Nicht zugeordnet und in keiner Zeile enthalten: ${formatEuro(ledger.unassignedCents)} € in ${ledger.unassignedPostings} Buchungen.`;
  return [
    'F = A + N + E + B + Z + U; V = F − S − O − I. Über die Mittel entscheidet der Deckungskreis, nicht die Zeile.',
    ...(ledger.sums.some((one) => one.side === 'income') ? [`V der Ertragsseite: ${INCOME_V}.`] : []),
    'Aufwendungen, Deckungsreserve und Erträge stehen brutto nebeneinander und werden nicht addiert; ebenso Ergebnis- und Finanzhaushalt.',
    ...(ledger.unassignedPostings > 0 ? [unassigned] : []),
  ];
}

/**
 * The budget page as tables, one per ledger that has lines: every line with A…V in cents, its cover group's sum, and
 * the gross sums. Nothing is computed anew; a sheet checks the sums, F and V by formula.
 */
export function budgetSheets(page: BudgetPage): ReportTable[] {
  return page.ledgers
    .filter((ledger) => ledger.groups.length > 0)
    .map((ledger) => {
      const rows: ReportRow[] = [];
      for (const { side, figures } of ledger.sums)
        pushAll(rows, sideRows(ledger, side, figures, rows.length));
      return {
        id: `budget-${ledger.ledger}`,
        title: `${LEDGER_WORDS[ledger.ledger]} ${page.year}`,
        sheet: `Budget ${LEDGER_SHORT[ledger.ledger]} ${page.year}`,
        sentence: `${LEDGER_NOTES[ledger.ledger]} je Haushaltszeile, vom Ansatz zum Verfügbaren.`,
        columns: COLUMNS,
        rows,
        notes: notesOf(ledger),
      };
    });
}
