import type { MilestoneRow } from '#shared/milestones/milestones.ts';
import type { ReportTable } from '#shared/report-table.ts';

/** The roadmap as a table, by project. */
export function roadmapTable(milestones: readonly MilestoneRow[]): ReportTable {
  const groups = Map.groupBy(milestones, (milestone) => milestone.project.id);
  const rows = [...groups.values()].flatMap((group): ReportTable['rows'] => [
    { kind: 'group', cells: { name: `${group[0]?.project.number} ${group[0]?.project.name}` } },
    ...group.map((milestone) => ({
      kind: 'row' as const,
      cells: {
        name: milestone.name,
        baseline: milestone.baselineOn,
        forecast: milestone.forecastOn,
        reached: milestone.reachedOn,
        slip: milestone.slipDays,
      },
    })),
  ]);
  return {
    id: 'roadmap',
    title: 'Meilensteine je Projekt',
    sentence: '',
    columns: [
      { key: 'name', label: 'Meilenstein', kind: 'text' },
      { key: 'baseline', label: 'Basis', kind: 'date' },
      { key: 'forecast', label: 'Prognose', kind: 'date' },
      { key: 'reached', label: 'erreicht', kind: 'date' },
      { key: 'slip', label: 'Verschiebung', kind: 'days' },
    ],
    rows,
    notes: [],
  };
}
