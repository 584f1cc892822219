import { toIsoDate } from '#shared/calendar.ts';
import { dayOf, pointAt, spread, timeAxis } from './chart-axis.ts';
import type { ChartData } from './chart-data.ts';
import type { Palette } from './chart-palette.ts';
import { axisNumber, valueScale } from './chart-value-scale.ts';

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

describe('pointAt', () => {
  const points = [
    { on: toIsoDate('2021-01-01'), value: 0 },
    { on: toIsoDate('2021-01-11'), value: 100 },
    { on: toIsoDate('2021-01-21'), value: null },
  ];
  const at = (day: string, stepped = false) => pointAt({ points, stepped }, dayOf(toIsoDate(day)));

  it('lies on the line between its points', () => {
    expect(at('2021-01-06')).toEqual({ day: dayOf(toIsoDate('2021-01-06')), value: 50 });
  });

  it('keeps the value of a staircase until the next step', () => {
    expect(at('2021-01-10', true)?.value).toBe(0);
  });

  it('is the last point where the line ends before, and nothing before it begins', () => {
    expect(at('2021-03-01')).toEqual({ day: dayOf(toIsoDate('2021-01-11')), value: 100 });
    expect(at('2020-12-31')).toBeNull();
  });
});

describe('the axis of values', () => {
  it('ends at one unit while everything is zero, and never speaks in powers of ten', () => {
    const palette = { hint: '', font: '', grid: '' } as Palette;
    const empty = { ...data('2021-01-01', '2021-12-31'), series: [] };
    expect(valueScale(empty, palette)).toEqual(jasmine.objectContaining({ min: 0, max: 1.02 }));
    expect(valueScale({ ...empty, unit: 'date' }, palette).max).not.toBe(-Infinity);
    expect(axisNumber(1e-8)).toBe('0,00000001');
    expect(axisNumber(1234.5)).toBe('1.234,5');
  });
});
