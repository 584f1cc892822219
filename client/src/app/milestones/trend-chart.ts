import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { trendPoints } from '#shared/milestones/milestone-trend.ts';
import type { MilestonePage, MilestoneRow } from '#shared/milestones/milestones.ts';
import type { ReportTable } from '#shared/report-table.ts';
import { dayOf } from '../ui/chart/chart-axis.ts';
import type { ChartData, ChartSeries } from '../ui/chart/chart-data.ts';

function seriesOf(milestone: MilestoneRow, dates: readonly IsoDate[]): ChartSeries {
  const points = trendPoints(dates, milestone.forecasts, milestone.reachedOn).map(
    ({ reportingDate, forecastOn, reached }) => ({
      on: reached && forecastOn ? forecastOn : reportingDate,
      value: forecastOn && dayOf(forecastOn),
    }),
  );
  return {
    name: milestone.name,
    style: milestone.reachedOn === null ? 'forecast' : 'actual',
    points: points.toSorted((a, b) => (a.on < b.on ? -1 : 1)),
    labelAtEnd: milestone.name,
  };
}

/** The reporting dates on which any of these milestones was reported, up to the page's Stichtag. */
export function trendDates(page: MilestonePage, milestones: readonly MilestoneRow[]): IsoDate[] {
  const reported = new Set(milestones.flatMap((m) => m.forecasts.map((point) => point.reportingDate)));
  return page.reportingDates.filter((date) => reported.has(date));
}

/**
 * MTA: x = reporting date, y = forecast date, diagonal = reached; rising = slip. A missing report breaks the
 * line (domain.md section 5).
 */
export function trendChart(page: MilestonePage, milestones: readonly MilestoneRow[]): ChartData {
  const dates = trendDates(page, milestones);
  const [first, last] = [dates[0] ?? page.asOf, page.asOf];
  return {
    unit: 'date',
    asOf: page.asOf,
    series: [
      {
        name: 'erreicht',
        style: 'plan',
        points: [first, last].map((on) => ({ on, value: dayOf(on) })),
      },
      ...milestones.map((milestone) => seriesOf(milestone, dates)),
    ],
  };
}

/** The same dates as a table: one row per milestone, one column per reporting date. */
export function trendTable(page: MilestonePage, milestones: readonly MilestoneRow[]): ReportTable {
  const dates = trendDates(page, milestones);
  return {
    id: 'mta',
    title: 'Meilensteintrend',
    sentence: '',
    columns: [
      { key: 'name', label: 'Meilenstein', kind: 'text' },
      { key: 'baseline', label: 'Basis', kind: 'date' },
      ...dates.map((date) => ({ key: date, label: `am ${formatDate(date)}`, kind: 'text' as const })),
    ],
    rows: milestones.map((milestone) => {
      const points = trendPoints(dates, milestone.forecasts, milestone.reachedOn);
      const cells = dates.map((date) => {
        const point = points.find((one) => one.reportingDate === date);
        if (!point) return [date, 'erreicht'] as const;
        const text = point.forecastOn && formatDate(point.forecastOn);
        return [date, point.reached ? `erreicht ${text}` : text] as const;
      });
      return {
        kind: 'row',
        cells: { name: milestone.name, baseline: milestone.baselineOn, ...Object.fromEntries(cells) },
      };
    }),
    notes: ['„–“ heißt: an diesem Berichtstag wurde nichts gemeldet. Das ist nicht „unverändert“.'],
  };
}
