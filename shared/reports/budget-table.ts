import { counted } from '../counted.ts';
import { sumFigures } from '../budget/figures.ts';
import { SIDES, SIDE_WORDS, sideName } from '../budget/sides.ts';
import type { GrossPart } from '../budget/sides.ts';
import { LEDGER_WORDS } from '../budget/terms.ts';
import type { ReportCell, ReportRow, ReportTable } from '../report-table.ts';
import type { CouncilFacts, SubBudgetFact } from './council-facts.ts';
import { FIGURE_COLUMNS, figureCells } from './figure-columns.ts';
import { budgetBasis, ledgerYears } from './ledger-years.ts';
import type { LedgerYear } from './ledger-years.ts';
import { ledgerYear } from './words.ts';
import { pushAll } from '../largest.ts';

/** A budget table's row that sums a gross part, and what a double budget needs to find it again. */
interface SumRow {
  one: LedgerYear;
  part: GrossPart<SubBudgetFact>;
  index: number;
}

/** Heading, sub-budgets and sum of one gross part. */
function partRows(one: LedgerYear, part: GrossPart<SubBudgetFact>, from: number): ReportRow[] {
  const title = ledgerYear(one.ledger, one.year);
  const word = sideName(one.ledger, part.side, one.parts);
  const place = placeOf(one, SIDE_WORDS[one.ledger][part.side]);
  return [
    { kind: 'group', cells: { name: `${title}, ${word}` } },
    ...part.members.map((fact): ReportRow => ({
      kind: 'row',
      cells: { name: fact.name, code: fact.code, ...place, ...figureCells(sumFigures([fact.parts])) },
    })),
    {
      kind: 'subtotal',
      cells: { name: `Summe ${word}, ${title}`, ...figureCells(part.figures) },
      sums: part.members.map((_, index) => from + 1 + index),
    },
  ];
}

function placeOf(one: LedgerYear, side: string): Record<string, ReportCell> {
  return { year: one.year, ledger: LEDGER_WORDS[one.ledger], side };
}

/** What belongs to no line has no figure but I, and no known side: it is in no sum. */
function unassignedRows(one: LedgerYear): ReportRow[] {
  if (!one.unassigned) return [];
  const { cents, postings } = one.unassigned;
  const name = `nicht zugeordnet, ${ledgerYear(one.ledger, one.year)} (${counted(postings, 'Buchung', 'Buchungen')})`;
  return [{ kind: 'row', cells: { name, ...placeOf(one, 'nicht zugeordnet'), I: cents } }];
}

/** Σ over the years of a double budget, per ledger and gross part, named so (§ 7 GemHVO: the years stay separated). */
function doubleBudgetRows(facts: CouncilFacts, sums: readonly SumRow[]): ReportRow[] {
  const stage = facts.stage;
  if (!stage || stage.lastYear !== stage.firstYear + 1) return [];
  const inStage = sums.filter(({ one }) => one.year === stage.firstYear || one.year === stage.lastYear);
  const span = `${stage.firstYear}/${stage.lastYear}`;
  return (['result', 'cash'] as const).flatMap((ledger) =>
    SIDES.flatMap((side) => {
      const own = inStage.filter(({ one, part }) => one.ledger === ledger && part.side === side);
      if (own.length < 2) return [];
      const word = sideName(
        ledger,
        side,
        own.flatMap(({ one }) => one.parts),
      );
      return [
        {
          kind: 'total' as const,
          cells: {
            name: `Doppelhaushalt ${span}, ${LEDGER_WORDS[ledger]}, ${word}`,
            ...figureCells(sumFigures(own.map(({ part }) => part.figures))),
          },
          sums: own.map(({ index }) => index),
        },
      ];
    }),
  );
}

function allRows(facts: CouncilFacts, years: readonly LedgerYear[]): ReportRow[] {
  const rows: ReportRow[] = [];
  const sums: SumRow[] = [];
  for (const one of years) {
    for (const part of one.parts) {
      pushAll(rows, partRows(one, part, rows.length));
      sums.push({ one, part, index: rows.length - 1 });
    }
    pushAll(rows, unassignedRows(one));
  }
  return [...rows, ...doubleBudgetRows(facts, sums)];
}

/** Every sub-budget with A…V per year, ledger and gross part; no row adds expense and income. */
export function budgetTable(facts: CouncilFacts): ReportTable {
  const years = ledgerYears(facts);
  const open = facts.unassigned.reduce((total, fact) => total + fact.postings, 0);
  const codes = new Set(facts.budget.map((fact) => fact.code)).size;
  const unassigned =
    open === 0
      ? 'Alle Buchungen sind zugeordnet'
      : `${counted(open, 'Buchung ist', 'Buchungen sind')} keiner Haushaltszeile zugeordnet und ${open === 1 ? 'steht' : 'stehen'} in einer eigenen Zeile`;
  return {
    id: 'haushalt',
    title: 'Budget nach Jahr, Haushalt und Teilhaushalt',
    sheet: 'Haushalt',
    unit: 'millions',
    annex: true,
    sentence:
      years.length === 0
        ? 'In diesem Datenbestand gibt es noch keine Haushaltszeilen.'
        : `Die Liste nennt ${counted(codes, 'Teilhaushalt', 'Teilhaushalte')} nach Jahr und Haushalt, Aufwendungen und Erträge getrennt. ${unassigned}.`,
    columns: [
      { key: 'name', label: 'Teilhaushalt', kind: 'text', width: 42 },
      { key: 'code', label: 'Nr.', kind: 'text', width: 9, sheetOnly: true },
      { key: 'year', label: 'Jahr', kind: 'year', width: 7, sheetOnly: true },
      { key: 'ledger', label: 'Haushalt', kind: 'text', width: 17, sheetOnly: true },
      { key: 'side', label: 'Art', kind: 'text', width: 17, sheetOnly: true },
      ...FIGURE_COLUMNS,
    ],
    rows: allRows(facts, years),
    notes: years.length === 0 ? [] : budgetBasis(facts),
  };
}
