import { toIsoDate } from '#shared/calendar.ts';
import { dayOf, spread, timeAxis } from './chart-axis.ts';
import type { ChartData } from './chart-data.ts';

const data = (from: string, to: string): ChartData => ({
  unit: 'cents',
  asOf: toIsoDate(from),
  series: [
    {
      name: 'Plan',
      style: 'plan',
      points: [
        { on: toIsoDate(from), value: 0 },
        { on: toIsoDate(to), value: 1 },
      ],
    },
  ],
});

describe('timeAxis', () => {
  it('covers whole years', () => {
    const axis = timeAxis(data('2020-01-31', '2021-12-31'), 700);
    expect(axis.years.map((year) => year.label)).toEqual(['2020', '2021']);
    expect(axis.max - axis.min).toBe(366 + 365);
    expect(axis.min).toBe(dayOf(toIsoDate('2020-01-01')));
  });

  it('shows quarters, half-years or only years, as they fit', () => {
    const labels = (width: number) =>
      timeAxis(data('2020-01-31', '2021-12-31'), width).parts.map((part) => part.label);
    expect(labels(700).slice(0, 5)).toEqual(['Q1', 'Q2', 'Q3', 'Q4', 'Q1']);
    expect(labels(200)).toEqual(['1. Hj.', '2. Hj.', '1. Hj.', '2. Hj.']);
    expect(labels(100)).toEqual([]);
  });

  it('does not open a year for a point on its first day', () => {
    const axis = timeAxis(data('2021-01-31', '2022-01-01'), 700);
    expect(axis.years.map((year) => year.label)).toEqual(['2021']);
  });
});

describe('spread', () => {
  it('keeps labels apart and in order', () => {
    expect(spread([50, 10, 52], 16)).toEqual([50, 10, 66]);
    expect(spread([], 16)).toEqual([]);
  });
});
