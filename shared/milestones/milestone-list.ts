import type { List } from '../lists/list.ts';
import { listColumns } from '../lists/list-column.ts';
import type { ListColumn } from '../lists/list-column.ts';
import { MILESTONE_STATE_WORDS } from './milestone-rules.ts';
import { milestoneViewOf, passedLine, trendLine } from './milestone-views.ts';
import type { MilestonePage, MilestoneRow } from './milestones.ts';

/** `P-041 eAkte Jugendamt` */
export function projectText({ project }: MilestoneRow): string {
  return `${project.number} ${project.name}`;
}

/** Whether the date is a fact, a forecast that passed or moves, or missing. */
function expectedLine(milestone: MilestoneRow): string | null {
  if (milestone.reachedOn !== null) return 'erreicht';
  if (milestone.forecastOn === null) return 'nie gemeldet';
  return passedLine(milestone) ?? trendLine(milestone);
}

export const MILESTONE_COLUMNS: readonly ListColumn<MilestoneRow>[] = listColumns<MilestoneRow>([
  {
    ...{ key: 'meilenstein', label: 'Meilenstein', kind: 'text' },
    value: (milestone) => milestone.name,
    second: projectText,
    parts: [
      { label: 'Meilenstein', kind: 'text', width: 40, value: (milestone) => milestone.name },
      { label: 'Projekt Nr.', kind: 'text', width: 11, value: ({ project }) => project.number },
      { label: 'Projekt', kind: 'text', width: 36, value: ({ project }) => project.name },
    ],
  },
  {
    ...{ key: 'basis', label: 'Basis', kind: 'date', sort: 'asc' },
    value: (milestone) => milestone.baselineOn,
    second: ({ baselines }) => (baselines > 1 ? `${baselines}. Basis` : null),
    secondLabel: 'Basis, welche',
  },
  {
    ...{ key: 'erwartet', label: 'Prognose, erreicht', kind: 'date' },
    value: (milestone) => milestone.reachedOn ?? milestone.forecastOn,
    second: expectedLine,
    secondLabel: 'erreicht oder Trend',
  },
  {
    ...{ key: 'verschiebung', label: 'Verschiebung', kind: 'days' },
    value: (milestone) => milestone.slipDays,
  },
  {
    ...{ key: 'stand', label: 'Stand', kind: 'text' },
    value: (milestone) => MILESTONE_STATE_WORDS[milestone.state],
    second: (milestone) => milestone.evidence,
    secondLabel: 'Nachweis',
  },
  {
    ...{ key: 'gewicht', label: 'Gewicht', kind: 'cents', unit: 'thousands', sum: true },
    value: (milestone) => milestone.weightCents,
  },
  { ...{ key: 'feld', label: 'Feld', kind: 'text', hidden: true }, value: (milestone) => milestone.field },
  { ...{ key: 'amt', label: 'Amt', kind: 'text', hidden: true }, value: (milestone) => milestone.office },
]);

/** By the day of the baseline, in the order of the answer where that is the same. */
export function byBaseline(milestones: readonly MilestoneRow[]): MilestoneRow[] {
  return milestones.toSorted((a, b) =>
    a.baselineOn === b.baselineOn ? 0 : a.baselineOn < b.baselineOn ? -1 : 1,
  );
}

export const MILESTONE_LIST: List<MilestoneRow, Pick<MilestonePage, 'milestones'>> = {
  ...{ title: 'Meilensteine', one: 'Meilenstein', many: 'Meilensteine' },
  rows: ({ milestones }) => byBaseline(milestones),
  columns: () => [...MILESTONE_COLUMNS],
  tab: (key, { milestones }) => milestoneViewOf(key, milestones),
};
