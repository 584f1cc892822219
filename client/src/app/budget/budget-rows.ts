import type { BudgetLineRow, BudgetPage } from '#shared/budget/budget.ts';
import { sumFigures } from '#shared/budget/figures.ts';
import { INCOME_V, sideName, sideOf } from '#shared/budget/sides.ts';
import type { Side } from '#shared/budget/sides.ts';
import type { Figures } from '#shared/budget/figures.ts';
import { LINE_KIND_WORDS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { formatEuro, toCents } from '#shared/money.ts';
import type { AskedOwner } from './asked-figure.ts';

export const GROUPINGS = ['deckungskreis', 'teilhaushalt', 'art', 'keine'] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const GROUPING_WORDS: Record<Grouping, string> = {
  deckungskreis: 'Deckungskreis',
  teilhaushalt: 'Teilhaushalt',
  art: 'Art',
  keine: 'keine',
};

/** A row of the table under its ledger's head. */
export interface TableRow {
  kind: 'line' | 'group' | 'sum';
  key: string;
  owner: AskedOwner;
  /** Line number; empty for sums. */
  number: string;
  name: string;
  /** Small words after the name: cover group of a line that stands alone, office of a group. */
  note: string;
  figures: Figures;
  /** V < 0 that is a shortfall; an income line that is still expected is none. */
  short: boolean;
  /** Number of the footnote, or 0. */
  footnote: number;
}

export interface LedgerBlock {
  ledger: Ledger;
  rows: TableRow[];
  /** Lines left out because the table is long. */
  hidden: number;
}

export interface Footnote {
  number: number;
  text: string;
}

interface Group {
  code: string;
  name: string;
  note: string;
  isCover: boolean;
  /** Of all its lines; `lines` may hold the first of them only. */
  figures: Figures;
  count: number;
  lines: BudgetLineRow[];
}

const WITHOUT = 'ohne';

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null && value !== ''))] as string[];
}

function officesOf(lines: readonly BudgetLineRow[]): string {
  const offices = distinct(lines.map((line) => line.office));
  return offices.length === 1 ? `Amt ${offices[0]}` : '';
}

function trait(line: BudgetLineRow, grouping: Grouping): [code: string, name: string] {
  if (grouping === 'teilhaushalt') return [line.subBudget, `THH ${line.subBudget} ${line.subBudgetName}`];
  return [line.kind, LINE_KIND_WORDS[line.kind]];
}

/** Whether a page that lists some lines only can be shown in these groups. */
export function groupsAreWhole(grouping: Grouping): boolean {
  return grouping === 'deckungskreis';
}

/** The cover groups of a gross part as the server summed them. */
function coverGroups(ledger: LedgerOf, side: Side): Group[] {
  return ledger.groups
    .filter((group) => group.side === side)
    .map(({ code, name, office, figures, lineCount, lines }) => ({
      code: code ?? WITHOUT,
      name: code === null ? 'Zeilen ohne Deckungskreis' : `DK ${code} ${name ?? ''}`,
      note: office === null ? '' : `Amt ${office}`,
      isCover: code !== null && side === 'expense',
      ...{ figures, count: lineCount, lines },
    }));
}

type LedgerOf = BudgetPage['ledgers'][number];

/** The lines of one gross part of a ledger in their groups; one nameless group when nothing is grouped. */
export function groupsOf(ledger: LedgerOf, side: Side, grouping: Grouping): Group[] {
  if (grouping === 'deckungskreis') return coverGroups(ledger, side);
  const lines = linesOf(ledger, side);
  const parts = Map.groupBy(lines, (line) => (grouping === 'keine' ? '' : trait(line, grouping)[0]));
  return [...parts].map(([code, members]) => ({
    code,
    name: members[0] && code !== '' ? trait(members[0], grouping)[1] : '',
    note: officesOf(members),
    isCover: false,
    figures: sumFigures(members.map((line) => line.figures)),
    count: members.length,
    lines: members,
  }));
}

/** Every line of one gross part of a ledger. */
export function linesOf(ledger: LedgerOf, side: Side): BudgetLineRow[] {
  return ledger.groups.flatMap((group) => (group.side === side ? group.lines : []));
}

/** Available to the expense lines of every cover group, in cents; the group decides, not the line (§ 20 GemHVO). */
function coverOf(ledger: LedgerOf): Map<string, number> {
  const covers = ledger.groups.filter((group) => group.side === 'expense');
  return new Map(covers.flatMap(({ code, figures }) => (code === null ? [] : [[code, figures.V]])));
}

/** Builds the rows of the ledgers, each in its gross parts, and numbers the footnotes of overdrawn lines that their group covers. */
export class BudgetRows {
  readonly footnotes: Footnote[] = [];
  readonly blocks: LedgerBlock[];

  private readonly grouping: Grouping;
  private readonly withLines: boolean;
  private readonly limit: number;

  constructor(
    page: BudgetPage,
    options: { grouping: Grouping; withLines: boolean; limit: number; only: Ledger | null },
  ) {
    this.grouping = options.grouping;
    this.withLines = options.withLines;
    this.limit = options.limit;
    this.blocks = page.ledgers
      .filter((block) => options.only === null || block.ledger === options.only)
      .map((block) => this.block(block));
  }

  private block(ledger: LedgerOf): LedgerBlock {
    const rows: TableRow[] = [];
    const cover = coverOf(ledger);
    let lines = 0;
    for (const sum of ledger.sums) {
      const all = groupsOf(ledger, sum.side, this.grouping);
      for (const group of all) {
        const shown = this.withLines ? group.lines.slice(0, Math.max(0, this.limit - lines)) : [];
        const alone = group.count === 1 && this.withLines && shown.length === 1;
        lines += shown.length;
        rows.push(...shown.map((line) => this.lineRow(line, cover, alone && group.isCover)));
        // A group that is all of its part says nothing that the part's own sum does not say.
        const same = all.length === 1 && !group.isCover;
        if (group.code !== '' && !alone && !same) rows.push(groupRow(ledger.ledger, sum.side, group));
      }
      rows.push(sumRow(ledger, sum));
    }
    const total = ledger.groups.reduce((count, group) => count + group.lineCount, 0);
    return { ledger: ledger.ledger, rows, hidden: this.withLines ? total - lines : 0 };
  }

  private lineRow(line: BudgetLineRow, cover: ReadonlyMap<string, number>, alone: boolean): TableRow {
    const short = line.figures.V < 0 && sideOf(line.kind) !== 'income' && line.ledger !== 'costing';
    return {
      kind: 'line',
      key: `l${line.id}`,
      owner: { of: 'line', id: line.id },
      number: line.number,
      name: line.name,
      note: alone ? `DK ${line.coverGroup ?? ''}` : '',
      figures: line.figures,
      short,
      footnote: short ? this.footnoteOf(line, cover.get(line.coverGroup ?? '')) : 0,
    };
  }

  private footnoteOf(line: BudgetLineRow, available: number | undefined): number {
    const number = this.footnotes.length + 1;
    const overdrawn = `Zeile ${line.number} um ${formatEuro(toCents(0 - line.figures.V))} € überzogen`;
    const text =
      available === undefined || line.coverGroup === null
        ? `${overdrawn}; sie gehört zu keinem Deckungskreis: überplanmäßiger Bedarf (§ 84 GemO).`
        : available >= 0
          ? `${overdrawn}: normal, durch DK ${line.coverGroup} gedeckt (§ 20 (1) GemHVO).`
          : `${overdrawn}; auch DK ${line.coverGroup} ist überzogen: überplanmäßiger Bedarf (§ 84 GemO).`;
    this.footnotes.push({ number, text });
    return number;
  }
}

function groupRow(ledger: Ledger, side: Side, group: Group): TableRow {
  const { figures } = group;
  return {
    kind: 'group',
    key: `g${ledger}${side}${group.code}`,
    owner: { of: 'group', ledger, side, code: group.code },
    number: '',
    name: group.name,
    note: group.note,
    figures,
    short: group.isCover && figures.V < 0 && ledger !== 'costing',
    footnote: 0,
  };
}

function sumRow({ ledger, sums }: LedgerOf, { side, figures }: LedgerOf['sums'][number]): TableRow {
  const note = side === 'income' && figures.V !== 0 ? `V: ${INCOME_V}` : '';
  return {
    ...{ kind: 'sum', key: `s${ledger}${side}`, owner: { of: 'sum', ledger, side }, number: '' },
    ...{ name: `Summe ${sideName(ledger, side, sums)}`, note, figures, short: false, footnote: 0 },
  };
}

/** A footnote's sign: ¹ ² … ⁹ ¹⁰. */
export function superscript(number: number): string {
  return String(number).replace(/\d/gu, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? digit);
}
