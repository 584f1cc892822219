import { toIsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import type { Overview } from '#shared/overview/overview.ts';
import { reportTableFaults } from '#shared/report-table.ts';
import { spendChart, spendTable } from './spend-chart.ts';

const mio = (amount: number) => toCents(amount * 100_000_000);
const asOf = toIsoDate('2021-06-30');
const spend: Overview['spend'] = {
  ceilingCents: mio(18),
  points: [
    {
      month: '2021-03',
      on: toIsoDate('2021-03-31'),
      planCents: mio(10),
      actualCents: mio(8),
      forecastCents: null,
    },
    {
      month: '2021-05',
      on: toIsoDate('2021-05-31'),
      planCents: mio(11),
      actualCents: mio(9),
      forecastCents: null,
    },
    { month: '2021-06', on: asOf, planCents: mio(12), actualCents: mio(10), forecastCents: mio(10) },
    {
      month: '2021-09',
      on: toIsoDate('2021-09-30'),
      planCents: mio(15),
      actualCents: null,
      forecastCents: mio(13),
    },
  ],
  planAtAsOfCents: mio(12),
  actualAtAsOfCents: mio(10),
  planAtEndCents: mio(18),
  forecastAtEndCents: mio(17),
  endOn: toIsoDate('2021-12-31'),
  deviationCents: mio(-2),
  basis: 'gebucht',
};

describe('spend chart', () => {
  it('lets the actual line stop at the as-of date and the forecast begin there, once', () => {
    const [, forecast, actual] = spendChart(asOf, spend, '−2,00').series;
    expect(actual?.points.findLast((point) => point.value !== null)?.on).toBe(asOf);
    expect(forecast?.points.map((point) => point.on)).toEqual([asOf, toIsoDate('2021-09-30')]);
    expect(forecast?.points[0]?.value).toBe(mio(10));
  });

  it('names every line with its figure', () => {
    const labels = spendChart(asOf, spend, '−2,00').series.map(
      (series) => series.labelAtAsOf ?? series.labelAtEnd,
    );
    expect(labels).toEqual(['Plan 12,00', 'Prognose 17,00', 'Ist 10,00 (−2,00)']);
  });

  it('gives the same figures to the cent, per quarter, with Ist − Plan', () => {
    const table = spendTable(spend);
    expect(table.rows.map((row) => row.cells['on'])).toEqual(['2021-03-31', '2021-06-30', '2021-09-30']);
    expect(table.rows.map((row) => row.cells['deviation'])).toEqual([mio(-2), mio(-2), null]);
    expect(reportTableFaults(table)).toEqual([]);
  });
});
