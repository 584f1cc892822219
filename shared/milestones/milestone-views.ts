import { daysBetween, formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { MilestonePage, MilestoneRow } from './milestones.ts';

/** A tab over the list: its word in the address, its label, and which milestones it shows. */
export interface MilestoneView {
  key: string;
  label: string;
  shows: (milestone: MilestoneRow) => boolean;
}

export const MILESTONE_VIEWS: readonly MilestoneView[] = [
  { key: 'ueberfaellig', label: 'Überfällig', shows: (milestone) => milestone.state === 'overdue' },
  { key: 'faellig', label: 'Fällig in 30 Tagen', shows: (milestone) => milestone.state === 'due' },
  { key: 'offen', label: 'Später', shows: (milestone) => milestone.state === 'open' },
  { key: 'erreicht', label: 'Erreicht', shows: (milestone) => milestone.state === 'reached' },
  { key: 'alle', label: 'Alle', shows: () => true },
];

/** The view an address names; without one what is overdue, or all when nothing is. */
export function milestoneViewOf(key: string | undefined, milestones: readonly MilestoneRow[]): MilestoneView {
  const fallback = milestones.some((milestone) => milestone.state === 'overdue') ? 'ueberfaellig' : 'alle';
  const found = MILESTONE_VIEWS.find((view) => view.key === (key ?? fallback)) ?? MILESTONE_VIEWS.at(-1);
  if (!found) throw new Error('Es gibt keine Ansicht.');
  return found;
}

/** What the last report changed: `+30 Tage seit dem Bericht davor`; null without two reports in a row. */
export function trendLine({ trendDays }: MilestoneRow): string | null {
  if (trendDays === null) return null;
  if (trendDays === 0) return 'unverändert';
  const days = `${Math.abs(trendDays)} ${Math.abs(trendDays) === 1 ? 'Tag' : 'Tage'}`;
  return `${days} ${trendDays > 0 ? 'später' : 'früher'} als zuvor`;
}

/** `seit 77 Tagen überschritten`: the forecast has passed and nothing was reached; null while it lies ahead. */
export function passedLine({ overdueDays }: Pick<MilestoneRow, 'overdueDays'>): string | null {
  if (overdueDays === 0) return null;
  return `seit ${overdueDays} ${overdueDays === 1 ? 'Tag' : 'Tagen'} überschritten`;
}

/** Where a day lies between two days, in percent. */
export function percentBetween(from: IsoDate, to: IsoDate, day: IsoDate): number {
  return (daysBetween(from, day) * 100) / Math.max(1, daysBetween(from, to));
}

/** What a screen reader hears for one mark of the roadmap. */
export function markText(milestone: MilestoneRow): string {
  const { name, baselineOn, forecastOn, reachedOn } = milestone;
  const basis = `${name}: Basis ${formatDate(baselineOn)}`;
  if (reachedOn) return `${basis}, erreicht ${formatDate(reachedOn)}`;
  if (!forecastOn) return `${basis}, keine Prognose`;
  const passed = passedLine(milestone);
  return `${basis}, Prognose ${formatDate(forecastOn)}${passed ? `, ${passed}` : ''}`;
}

/** One sentence on how the milestones stand. */
export function totalsText({ totals }: MilestonePage): string {
  const all = totals.reached + totals.overdue + totals.due + totals.open;
  return `${totals.reached} von ${all} erreicht, ${totals.overdue} überfällig, ${totals.due} fällig in 30 Tagen`;
}
