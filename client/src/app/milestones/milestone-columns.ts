import { MILESTONE_STATE_WORDS } from '#shared/milestones/milestone-rules.ts';
import type { MilestoneRow } from '#shared/milestones/milestones.ts';
import { dateColumn, daysColumn, moneyColumn, textColumn } from '../ui/data-grid/grid-column.ts';
import type { GridColumn } from '../ui/data-grid/grid-column.ts';
import { trendLine } from './milestone-views.ts';

/** `P-041 eAkte Jugendamt` */
export function projectText({ project }: MilestoneRow): string {
  return `${project.number} ${project.name}`;
}

export const MILESTONE_COLUMNS: readonly GridColumn<MilestoneRow>[] = [
  textColumn({
    key: 'meilenstein',
    label: 'Meilenstein',
    width: 200,
    grow: 3,
    strong: true,
    value: (milestone) => milestone.name,
    second: projectText,
  }),
  dateColumn({
    key: 'basis',
    label: 'Basis',
    width: 118,
    sort: 'asc',
    date: (milestone) => milestone.baselineOn,
    second: ({ baselines }) => (baselines > 1 ? `${baselines}. Basis` : null),
  }),
  dateColumn({
    key: 'prognose',
    label: 'Prognose',
    width: 166,
    date: (milestone) => milestone.forecastOn,
    second: (milestone) => (milestone.forecastOn === null ? 'nie gemeldet' : trendLine(milestone)),
  }),
  dateColumn({ key: 'erreicht', label: 'erreicht', width: 118, date: (milestone) => milestone.reachedOn }),
  daysColumn({
    key: 'verschiebung',
    label: 'Verschiebung',
    width: 116,
    days: (milestone) => milestone.slipDays,
  }),
  textColumn({
    key: 'stand',
    label: 'Stand',
    width: 150,
    value: (milestone) => MILESTONE_STATE_WORDS[milestone.state],
    second: (milestone) => milestone.evidence,
  }),
  moneyColumn({
    key: 'gewicht',
    label: 'Gewicht, Tsd. €',
    width: 130,
    unit: 'thousands',
    cents: (milestone) => milestone.weightCents,
    sum: true,
  }),
  textColumn({ key: 'feld', label: 'Feld', width: 110, hidden: true, value: (milestone) => milestone.field }),
  textColumn({ key: 'amt', label: 'Amt', width: 90, hidden: true, value: (milestone) => milestone.office }),
];
