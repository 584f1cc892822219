import { sumFigures } from '../budget/figures.ts';
import type { Figures } from '../budget/figures.ts';
import { FIGURES, LEDGERS, LEDGER_WORDS } from '../budget/terms.ts';
import type { FigureName } from '../budget/terms.ts';
import type { ReportCell, ReportColumn, ReportRow, ReportTable } from '../report-table.ts';
import type { CouncilFacts } from './council-facts.ts';
import { BUDGET_BASIS, FIGURE_HEADS, ledgerYears } from './ledger-years.ts';
import type { LedgerYear } from './ledger-years.ts';
import { counted, ledgerYear } from './words.ts';

const DERIVED: Partial<Record<FigureName, NonNullable<ReportColumn['derived']>>> = {
  F: { plus: ['A', 'N', 'E', 'B', 'Z', 'U'], minus: [] },
  V: { plus: ['F'], minus: ['S', 'O', 'I'] },
};

function figureCells(figures: Figures): Record<string, ReportCell> {
  return Object.fromEntries(FIGURES.map((figure) => [figure, figures[figure]]));
}

/** Rows of one year and ledger: heading, sub-budgets, their sum, what is unassigned, and all postings together. */
function partRows(part: LedgerYear, from: number): ReportRow[] {
  const place = { year: part.year, ledger: LEDGER_WORDS[part.ledger] };
  const title = ledgerYear(part.ledger, part.year);
  const rows: ReportRow[] = [{ kind: 'group', cells: { name: title } }];
  const at = (): number => from + rows.length;
  const first = at();
  for (const fact of part.facts)
    rows.push({
      kind: 'row',
      cells: { name: fact.name, code: fact.code, ...place, ...figureCells(sumFigures([fact.parts])) },
    });
  const own = part.facts.map((_, index) => first + index);
  let assigned: number[] = [];
  if (own.length > 0) {
    assigned = [at()];
    rows.push({
      kind: 'subtotal',
      cells: { name: `Summe ${title}`, ...figureCells(part.figures) },
      sums: own,
    });
  }
  if (part.unassigned) {
    const { cents, postings } = part.unassigned;
    const name = `nicht zugeordnet (${counted(postings, 'Buchung', 'Buchungen')})`;
    const open = at();
    rows.push({ kind: 'row', cells: { name, ...place, I: cents } });
    rows.push({
      kind: 'subtotal',
      cells: { name: `alle Buchungen ${title}`, I: cents + (own.length > 0 ? part.figures.I : 0) },
      sums: [...assigned, open],
    });
  }
  return rows;
}

/** Σ over the years of a double budget, per ledger only and named so (§ 7 GemHVO: the years stay separated). */
function doubleBudgetRows(facts: CouncilFacts, parts: LedgerYear[], rows: ReportRow[]): ReportRow[] {
  const stage = facts.stage;
  if (!stage || stage.lastYear !== stage.firstYear + 1) return [];
  const span = `${stage.firstYear}/${stage.lastYear}`;
  return LEDGERS.flatMap((ledger) => {
    const own = parts.filter(
      (part) =>
        part.ledger === ledger &&
        part.facts.length > 0 &&
        (part.year === stage.firstYear || part.year === stage.lastYear),
    );
    if (own.length < 2) return [];
    const names = own.map((part) => `Summe ${ledgerYear(part.ledger, part.year)}`);
    const isOwn = (row: ReportRow): boolean =>
      row.kind === 'subtotal' && names.some((one) => row.cells['name'] === one);
    const sums = rows.flatMap((row, index) => (isOwn(row) ? [index] : []));
    const figures = sumFigures(own.map((part) => part.figures));
    const name = `Doppelhaushalt ${span}, ${LEDGER_WORDS[ledger]}`;
    return [{ kind: 'total' as const, cells: { name, ...figureCells(figures) }, sums }];
  });
}

/** Every sub-budget with A…V per year and ledger; Σ I plus what is unassigned = all postings. */
export function budgetTable(facts: CouncilFacts): ReportTable {
  const parts = ledgerYears(facts);
  const rows: ReportRow[] = [];
  for (const part of parts) rows.push(...partRows(part, rows.length));
  rows.push(...doubleBudgetRows(facts, parts, rows));
  const open = facts.unassigned.reduce((total, fact) => total + fact.postings, 0);
  const codes = new Set(facts.budget.map((fact) => fact.code)).size;
  const unassigned =
    open === 0
      ? 'Alle Buchungen sind zugeordnet'
      : `${counted(open, 'Buchung ist', 'Buchungen sind')} keiner Haushaltszeile zugeordnet und ${open === 1 ? 'steht' : 'stehen'} in einer eigenen Zeile`;
  return {
    id: 'haushalt',
    title: 'Haushalt nach Jahr, Buch und Teilhaushalt',
    sheet: 'Haushalt',
    unit: 'millions',
    annex: true,
    sentence:
      parts.length === 0
        ? 'In diesem Datenbestand gibt es noch keine Haushaltszeilen.'
        : `Die Liste nennt ${counted(codes, 'Teilhaushalt', 'Teilhaushalte')} nach Jahr und Buch. ${unassigned}.`,
    columns: [
      { key: 'name', label: 'Teilhaushalt', kind: 'text', width: 42 },
      { key: 'code', label: 'Nr.', kind: 'text', width: 9, sheetOnly: true },
      { key: 'year', label: 'Jahr', kind: 'year', width: 7, sheetOnly: true },
      { key: 'ledger', label: 'Haushalt', kind: 'text', width: 17, sheetOnly: true },
      ...FIGURES.map((figure): ReportColumn => ({
        key: figure,
        label: FIGURE_HEADS[figure],
        kind: 'cents',
        derived: DERIVED[figure],
      })),
    ],
    rows,
    notes: parts.length === 0 ? [] : BUDGET_BASIS,
  };
}
