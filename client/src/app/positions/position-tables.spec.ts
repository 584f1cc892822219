import { toIsoDate } from '#shared/calendar.ts';
import { toFte } from '#shared/fte.ts';
import { toCents } from '#shared/money.ts';
import type { PositionPage } from '#shared/positions/positions.ts';
import { reportTableFaults } from '#shared/report-table.ts';
import { costTable, positionSentence, splitTables, stateTable } from './position-tables.ts';

function split(code: string, authorised: number, filled: number, cents: number | null) {
  return {
    ...{ code, name: code, posts: 5, authorised: toFte(authorised), filled: toFte(filled) },
    plannedCostCents: cents === null ? null : toCents(cents),
  };
}

const PAGE: PositionPage = {
  ...{ asOf: toIsoDate('2021-06-30'), positions: [], curve: [] },
  ...{
    authorised: toFte(980_000),
    filled: toFte(634_500),
    plannedFilled: toFte(860_000),
    vacant: toFte(345_500),
  },
  byState: [
    { state: 'filled', posts: 71, fte: toFte(640_000) },
    { state: 'vacant', posts: 1, fte: toFte(340_000) },
  ],
  byOffice: [split('10', 500_000, 400_000, 100), split('20', 480_000, 234_500, null)],
  byGrade: [split('A 9', 980_000, 634_500, null)],
  byField: [split('IT', 980_000, 634_500, 1)],
  cost: {
    year: 2021,
    plannedCents: toCents(628_422_202),
    overheadCents: toCents(81_649_754),
    filledCents: toCents(433_784_794),
    postsWithoutRate: 0,
  },
};

describe('tables of posts', () => {
  it('sum to what they claim', () => {
    const tables = [...splitTables(PAGE), stateTable(PAGE)];
    expect(tables.flatMap(reportTableFaults)).toEqual([]);
  });

  it('give no total of cost, because small groups are left out', () => {
    const [offices] = splitTables(PAGE);
    expect(offices?.rows.map((row) => row.cells['cost'])).toEqual([100, null, undefined]);
  });

  it('state the effect of vacancies as planned − filled', () => {
    const cost = costTable(PAGE);
    expect(cost?.rows[2]?.cells['cents']).toBe(194_637_408);
    expect(cost && reportTableFaults(cost)).toEqual([]);
  });

  it('know no cost where there is no right to it', () => {
    expect(costTable({ ...PAGE, cost: null })).toBeNull();
    expect(
      splitTables({ ...PAGE, cost: null })[0]?.columns.some((column) => column.key === 'cost'),
    ).toBeFalse();
  });

  it('say it in one sentence', () => {
    expect(positionSentence(PAGE)).toBe(
      '63,45 von 98,00 bewilligten Stellen sind besetzt; geplant waren 86,00. Vakanzquote 35,3\u00a0%.',
    );
  });
});
