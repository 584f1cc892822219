import type { IsoDate } from '../calendar.ts';
import type { ForecastPoint } from './milestones.ts';

/** One point of the milestone trend analysis: x = reporting date, y = the forecast date given then. */
export interface TrendPoint {
  reportingDate: IsoDate;
  /** null = no report given for this date, which is not "unchanged": the line is broken here. */
  forecastOn: IsoDate | null;
  /** The milestone lay on the diagonal: it was reached by this reporting date. */
  reached: boolean;
}

/**
 * The line of one milestone over the reporting dates (domain.md section 5, MTA). After it is reached, one last
 * point carries the reached date; later dates have no point.
 */
export function trendPoints(
  reportingDates: readonly IsoDate[],
  forecasts: readonly ForecastPoint[],
  reachedOn: IsoDate | null,
): TrendPoint[] {
  const byDate = new Map(forecasts.map((point) => [point.reportingDate, point.forecastOn]));
  const points: TrendPoint[] = [];
  for (const reportingDate of [...reportingDates].sort()) {
    if (reachedOn !== null && reachedOn <= reportingDate) {
      points.push({ reportingDate, forecastOn: reachedOn, reached: true });
      break;
    }
    points.push({ reportingDate, forecastOn: byDate.get(reportingDate) ?? null, reached: false });
  }
  return points;
}

/**
 * The newest forecast and the one of the reporting date before it; `before` is null when nothing was
 * reported for that date, even if older reports exist.
 */
export function lastForecasts(
  reportingDates: readonly IsoDate[],
  forecasts: readonly ForecastPoint[],
): { now: IsoDate | null; before: IsoDate | null } {
  const newest = forecasts.reduce<ForecastPoint | null>(
    (last, point) => (last === null || point.reportingDate > last.reportingDate ? point : last),
    null,
  );
  if (!newest) return { now: null, before: null };
  const earlier = reportingDates.filter((date) => date < newest.reportingDate);
  const beforeDate = earlier.reduce<IsoDate | null>((a, b) => (a === null || b > a ? b : a), null);
  const before = forecasts.find((point) => point.reportingDate === beforeDate)?.forecastOn ?? null;
  return { now: newest.forecastOn, before };
}
