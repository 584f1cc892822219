import { formatDate } from '#shared/calendar.ts';
import { trendPoints } from '#shared/milestones/milestone-trend.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { ReportTable } from '#shared/report-table.ts';
import { tableOf } from './table-of.ts';

function milestoneTable(detail: ProjectDetail): ReportTable[] {
  return tableOf(
    {
      id: 'milestones',
      title: 'Meilensteine',
      sentence: 'Basis, letzte Prognose und Erreichtes; die Verschiebung zählt gegen die geltende Basis.',
      columns: [
        { key: 'name', label: 'Meilenstein', kind: 'text' },
        { key: 'baseline', label: 'Basis', kind: 'date' },
        { key: 'forecast', label: 'Prognose', kind: 'date' },
        { key: 'reached', label: 'erreicht', kind: 'date' },
        { key: 'slip', label: 'Verschiebung', kind: 'days' },
        { key: 'weight', label: 'Gewicht, €', kind: 'cents' },
        { key: 'evidence', label: 'Nachweis', kind: 'text' },
      ],
      notes: [
        'Verschiebung = Prognose oder erreicht am − Basis, in Kalendertagen; eine überschrittene Prognose zählt bis zum Stichtag.',
      ],
    },
    detail.milestones.map((milestone) => ({
      name: milestone.name,
      baseline: milestone.baselineOn,
      forecast: milestone.forecastOn,
      reached: milestone.reachedOn,
      slip: milestone.slipDays,
      weight: milestone.weightCents,
      evidence: milestone.evidence,
    })),
  );
}

/** MTA as a table: one row per milestone, one column per reporting date. */
function trendTable(detail: ProjectDetail): ReportTable[] {
  const dates = detail.milestones.flatMap((m) => m.forecasts.map((point) => point.reportingDate));
  const columns = [...new Set(dates)].sort();
  if (columns.length === 0) return [];
  return tableOf(
    {
      id: 'trend',
      title: 'Meilensteintrend',
      sentence: 'Für welchen Tag der Meilenstein an jedem Berichtstag erwartet wurde.',
      columns: [
        { key: 'name', label: 'Meilenstein', kind: 'text' },
        { key: 'baseline', label: 'Basis', kind: 'date' },
        ...columns.map((date) => ({ key: date, label: `am ${formatDate(date)}`, kind: 'text' as const })),
      ],
      notes: ['„–“ heißt: an diesem Berichtstag wurde nichts gemeldet. Das ist nicht „unverändert“.'],
    },
    detail.milestones.map((milestone) => {
      const points = trendPoints(columns, milestone.forecasts, milestone.reachedOn).map(
        ({ reportingDate, forecastOn, reached }) => {
          const text = forecastOn && `${reached ? 'erreicht ' : ''}${formatDate(forecastOn)}`;
          return [reportingDate, text] as const;
        },
      );
      const since = columns.filter((date) => !points.some(([reported]) => reported === date));
      const later = since.map((date) => [date, 'erreicht'] as const);
      const cells = Object.fromEntries([...points, ...later]);
      return { name: milestone.name, baseline: milestone.baselineOn, ...cells };
    }),
  );
}

/** The project's milestones, and how their forecasts moved from report to report. */
export function milestoneTables(detail: ProjectDetail): ReportTable[] {
  return [...milestoneTable(detail), ...trendTable(detail)];
}
