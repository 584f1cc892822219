import { MILESTONE_STATE_WORDS } from '#shared/milestones/milestone-rules.ts';
import type { MilestoneRow } from '#shared/milestones/milestones.ts';
import { dateColumn, daysColumn, moneyColumn, textColumn } from '../ui/data-grid/grid-column.ts';
import type { GridColumn } from '../ui/data-grid/grid-column.ts';
import { passedLine, trendLine } from './milestone-views.ts';

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

export const MILESTONE_COLUMNS: readonly GridColumn<MilestoneRow>[] = [
  textColumn({
    key: 'meilenstein',
    label: 'Meilenstein',
    width: 160,
    grow: 3,
    hint: 'Meilenstein, Projekt',
    strong: true,
    value: (milestone) => milestone.name,
    second: projectText,
  }),
  dateColumn({
    key: 'basis',
    label: 'Basis',
    width: 100,
    hint: 'TT.MM.JJJJ',
    sort: 'asc',
    date: (milestone) => milestone.baselineOn,
    second: ({ baselines }) => (baselines > 1 ? `${baselines}. Basis` : null),
  }),
  dateColumn({
    key: 'erwartet',
    label: 'Prognose, erreicht',
    width: 186,
    date: (milestone) => milestone.reachedOn ?? milestone.forecastOn,
    second: expectedLine,
  }),
  daysColumn({
    key: 'verschiebung',
    label: 'Verschiebung',
    width: 106,
    days: (milestone) => milestone.slipDays,
  }),
  textColumn({
    key: 'stand',
    label: 'Stand',
    width: 130,
    value: (milestone) => MILESTONE_STATE_WORDS[milestone.state],
    second: (milestone) => milestone.evidence,
  }),
  moneyColumn({
    key: 'gewicht',
    label: 'Gewicht',
    width: 122,
    unit: 'thousands',
    cents: (milestone) => milestone.weightCents,
    sum: true,
  }),
  textColumn({ key: 'feld', label: 'Feld', width: 110, hidden: true, value: (milestone) => milestone.field }),
  textColumn({ key: 'amt', label: 'Amt', width: 90, hidden: true, value: (milestone) => milestone.office }),
];
