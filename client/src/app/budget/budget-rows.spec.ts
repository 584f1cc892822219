import type { BudgetLineRow, BudgetPage } from '#shared/budget/budget.ts';
import { NO_PARTS, figuresOf, sumFigures } from '#shared/budget/figures.ts';
import { grossParts, sideOf } from '#shared/budget/sides.ts';
import { toIsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import { BudgetRows, superscript } from './budget-rows.ts';

function line(
  id: number,
  coverGroup: string | null,
  A: number,
  I: number,
  more: Partial<BudgetLineRow> = {},
): BudgetLineRow {
  return {
    ...{ id, number: String(id), name: `Zeile ${id}`, year: 2021, ledger: 'result', kind: 'material' },
    ...{ funding: 'package', subBudget: '100', subBudgetName: 'Haupt', office: '10', account: '440' },
    ...{ costObject: '1', coverGroup, coverGroupName: coverGroup, project: null, transferable: false },
    origin: 'invented',
    figures: figuresOf({ ...NO_PARTS, A: toCents(A), I: toCents(I) }),
    ...more,
  };
}

function page(lines: BudgetLineRow[]): BudgetPage {
  const parts = grossParts(lines, (one) => ({ side: sideOf(one.kind), parts: one.figures }));
  const groups = parts.flatMap(({ side, members }) =>
    [...Map.groupBy(members, (one) => one.coverGroup)].map(([code, own]) => ({
      ...{ side, code, name: code, excessNeedCents: toCents(0), lines: own },
      ...{ office: own[0]?.office ?? null, lineCount: own.length },
      figures: sumFigures(own.map((one) => one.figures)),
    })),
  );
  const sums = parts.map(({ side, figures }) => ({ side, figures }));
  return {
    ...{
      asOf: toIsoDate('2021-06-30'),
      year: 2021,
      years: [2021],
      subBudgets: [],
      coverEdges: [],
      preCommitments: [],
      checks: [],
    },
    ledgers: [{ ledger: 'result', groups, sums, unassignedCents: toCents(0), unassignedPostings: 0 }],
  };
}

const ALL = { grouping: 'deckungskreis', withLines: true, limit: 300, only: null } as const;

describe('rows of the budget', () => {
  const LINES = [line(1, 'A', 100, 120), line(2, 'A', 100, 0), line(3, 'B', 50, 0)];

  it('end each group in its subtotal, but not a group of one line', () => {
    const { blocks } = new BudgetRows(page(LINES), ALL);
    expect(blocks[0]?.rows.map((row) => row.key)).toEqual([
      'l1',
      'l2',
      'gresultexpenseA',
      'l3',
      'sresultexpense',
    ]);
    expect(blocks[0]?.rows[3]?.note).toBe('DK B');
  });

  it('call an overdrawn line normal while its group covers it', () => {
    const { footnotes, blocks } = new BudgetRows(page(LINES), ALL);
    expect(blocks[0]?.rows[0]?.footnote).toBe(1);
    expect(footnotes.map((note) => note.text)).toEqual([
      'Zeile 1 um 0,20 € überzogen: normal, durch DK A gedeckt (§ 20 (1) GemHVO).',
    ]);
  });

  it('name the need where the group is overdrawn or there is none', () => {
    const { footnotes } = new BudgetRows(page([line(1, 'A', 0, 5), line(2, null, 0, 7)]), ALL);
    expect(footnotes[0]?.text).toContain('auch DK A ist überzogen');
    expect(footnotes[1]?.text).toContain('gehört zu keinem Deckungskreis');
  });

  it('do not call expected income a shortfall', () => {
    const income = line(1, null, -100, -40, { kind: 'income' });
    const { footnotes, blocks } = new BudgetRows(page([income]), ALL);
    expect(footnotes.length).toBe(0);
    expect(blocks[0]?.rows[0]?.short).toBeFalse();
  });

  it('keep sums whole when lines are folded away or left out for length', () => {
    const sums = (options: { withLines: boolean; limit: number }) =>
      new BudgetRows(page(LINES), { ...ALL, ...options }).blocks[0];
    expect(sums({ withLines: false, limit: 300 })?.rows.map((row) => row.kind)).toEqual([
      'group',
      'group',
      'sum',
    ]);
    const short = sums({ withLines: true, limit: 1 });
    expect(short?.hidden).toBe(2);
    expect(short?.rows.find((row) => row.key === 'gresultexpenseA')?.figures.A).toBe(toCents(200));
  });

  it('keep income and the reserve out of the sum of expense, each with a sum of its own', () => {
    const mixed = [
      line(1, 'A', 100, 20),
      line(2, 'A', -50, -40, { kind: 'income' }),
      line(3, null, 300, 0, { kind: 'reserve' }),
    ];
    const { blocks } = new BudgetRows(page(mixed), ALL);
    const sums = blocks[0]?.rows.filter((row) => row.kind === 'sum') ?? [];
    expect(sums.map((row) => [row.name, row.figures.V, row.note])).toEqual([
      ['Summe Aufwendungen ohne Deckungsreserve', toCents(80), ''],
      ['Summe Deckungsreserve', toCents(300), ''],
      ['Summe Erträge', toCents(-10), 'V: noch nicht gebucht'],
    ]);
  });

  it('number footnotes with raised digits', () => expect(superscript(12)).toBe('¹²'));
});
