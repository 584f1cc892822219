import { toIsoDate } from '#shared/calendar.ts';
import type { MilestonePage, MilestoneRow } from '#shared/milestones/milestones.ts';
import { toCents } from '#shared/money.ts';
import { dayOf } from '../ui/chart/chart-axis.ts';
import { markText, milestoneViewOf, percentBetween, trendLine } from '#shared/milestones/milestone-views.ts';
import { moneyTable } from './money-section.ts';
import { trendChart, trendTable } from './trend-chart.ts';

const day = toIsoDate;
const row: MilestoneRow = {
  id: 2,
  name: 'Altakten Los 2',
  project: { id: 41, number: 'P-041', name: 'eAkte Jugendamt' },
  field: 'Prozesse',
  office: '51',
  leadUserId: 1,
  baselineOn: day('2021-05-31'),
  baselines: 1,
  forecastOn: day('2021-08-23'),
  previousForecastOn: null,
  reachedOn: null,
  evidence: null,
  slipDays: 84,
  overdueDays: 0,
  trendDays: null,
  state: 'overdue',
  weightCents: toCents(100),
  forecasts: [
    { reportingDate: day('2020-12-31'), forecastOn: day('2021-05-31') },
    { reportingDate: day('2021-06-30'), forecastOn: day('2021-08-23') },
  ],
  origin: 'invented',
  projectVersion: 1,
};
const page: MilestonePage = {
  asOf: day('2021-06-30'),
  reportingDates: ['2020-12-31', '2021-03-31', '2021-06-30'].map(day),
  milestones: [row],
  money: [{ month: '2021-06', plannedCents: toCents(100), earnedCents: toCents(40) }],
  totals: { reached: 0, overdue: 1, due: 0, open: 0, weightCents: toCents(100) },
};

describe('The milestone page', () => {
  it('begins with what is overdue, or with all when nothing is', () => {
    expect(milestoneViewOf(undefined, [row]).key).toBe('ueberfaellig');
    expect(milestoneViewOf(undefined, []).key).toBe('alle');
    expect(milestoneViewOf('erreicht', [row]).key).toBe('erreicht');
  });

  it('says how the forecast moved, and nothing where a report is missing', () => {
    expect(trendLine(row)).toBeNull();
    expect(trendLine({ ...row, trendDays: 54 })).toBe('54 Tage später als zuvor');
    expect(trendLine({ ...row, trendDays: -1 })).toBe('1 Tag früher als zuvor');
    expect(trendLine({ ...row, trendDays: 0 })).toBe('unverändert');
  });

  it('puts words to every mark of the roadmap', () => {
    expect(markText(row)).toBe('Altakten Los 2: Basis 31.05.2021, Prognose 23.08.2021');
    expect(markText({ ...row, slipDays: 99, overdueDays: 15 })).toBe(
      'Altakten Los 2: Basis 31.05.2021, Prognose 23.08.2021, seit 15 Tagen überschritten',
    );
    expect(percentBetween(day('2021-01-01'), day('2021-01-11'), day('2021-01-06'))).toBe(50);
  });

  it('draws the trend against the diagonal and breaks it where a report is missing', () => {
    const other = {
      ...row,
      id: 3,
      forecasts: page.reportingDates.map((reportingDate) => ({
        reportingDate,
        forecastOn: day('2021-12-31'),
      })),
    };
    const [diagonal, late] = trendChart(page, [row, other]).series;
    expect(diagonal?.points.map((point) => point.value)).toEqual([
      dayOf(day('2020-12-31')),
      dayOf(day('2021-06-30')),
    ]);
    expect(late?.points.map((point) => point.value === null)).toEqual([false, true, false]);
    expect(trendTable(page, [row, other]).rows[0]?.cells['2021-03-31']).toBeNull();
  });

  it('tables the money with its deviation, named by direction', () => {
    expect(moneyTable(page).rows[0]?.cells).toEqual({
      on: '30.06.2021',
      planned: 100,
      earned: 40,
      deviation: -60,
    });
  });
});
