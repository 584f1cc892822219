import { endOfMonth } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { formatMillions, minusCents } from '#shared/money.ts';
import type { Overview } from '#shared/overview/overview.ts';
import type { ReportTable } from '#shared/report-table.ts';
import type { ChartData } from '../ui/chart/chart-data.ts';

type Spend = Overview['spend'];

/** The S-curve; the forecast begins where the actual line ends. `deviation` is Ist − Plan as text. */
export function spendChart(asOf: IsoDate, spend: Spend, deviation: string): ChartData {
  const { points } = spend;
  const lastActual = points.findLast((point) => point.actualCents !== null);
  // On the last day of an envelope what is still expected stands above what is booked: the line ends at its label.
  const forecast = points.filter(
    (point) =>
      point.forecastCents !== null && (point !== lastActual || point.forecastCents !== point.actualCents),
  );
  const start = lastActual ? [{ on: lastActual.on, value: lastActual.actualCents }] : [];
  return {
    unit: 'cents',
    asOf,
    ceiling: { value: spend.ceilingCents, label: `Rahmen ${formatMillions(spend.ceilingCents)} Mio.\u00a0€` },
    series: [
      {
        name: 'Plan',
        style: 'plan',
        points: points.map(({ on, planCents }) => ({ on, value: planCents })),
        labelAtAsOf: `Plan ${formatMillions(spend.planAtAsOfCents)}`,
        labelAtEnd: `Plan ${formatMillions(spend.planAtEndCents)}`,
      },
      {
        name: 'Prognose',
        style: 'forecast',
        points: [...start, ...forecast.map(({ on, forecastCents }) => ({ on, value: forecastCents }))],
        labelAtEnd: `Prognose ${formatMillions(spend.forecastAtEndCents)}`,
      },
      {
        name: 'Ist',
        style: 'actual',
        points: points.map(({ on, actualCents }) => ({ on, value: actualCents })),
        labelAtAsOf: `Ist ${formatMillions(spend.actualAtAsOfCents)} (${deviation})`,
      },
    ],
  };
}

/** The same figures to the cent, at the ends of quarters. */
export function spendTable(spend: Spend): ReportTable {
  const quarters = spend.points.filter(
    ({ month, on }) => ['03', '06', '09', '12'].includes(month.slice(5)) && on === endOfMonth(month),
  );
  return {
    id: 'spend',
    title: 'Mittelabfluss kumuliert zum Quartalsende, Euro',
    sentence: '',
    columns: [
      { key: 'on', label: 'zum', kind: 'date' },
      { key: 'plan', label: 'Plan', kind: 'cents' },
      { key: 'actual', label: 'Ist', kind: 'cents' },
      { key: 'forecast', label: 'Prognose', kind: 'cents' },
      { key: 'deviation', label: 'Ist − Plan', kind: 'cents' },
    ],
    rows: quarters.map(({ on, planCents, actualCents, forecastCents }) => ({
      kind: 'row',
      cells: {
        on,
        plan: planCents,
        actual: actualCents,
        forecast: forecastCents,
        deviation: actualCents === null ? null : minusCents(actualCents, planCents),
      },
    })),
    notes: [],
  };
}
