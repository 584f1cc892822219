import { formatDate } from '#shared/calendar.ts';
import { formatThousands } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { PROJECT_STATE_WORDS } from '#shared/projects/terms.ts';
import { slipText } from '../ui/iso-date-pipe.ts';

/** What may be edited, as the page calls it when the server refuses it. */
export const EDIT_FIELDS = { name: 'Name', state: 'Stand', flagship: 'Leitprojekt' };

/** `Amt 51`; an office whose code is already a name stays as it is. */
export function officeText(code: string): string {
  return /^\d/u.test(code) ? `Amt ${code}` : code;
}

/** `läuft`, or `aufgegangen in P-012` */
export function stateWord({ state, mergedInto }: Pick<ProjectRow, 'state' | 'mergedInto'>): string {
  return mergedInto === null ? PROJECT_STATE_WORDS[state] : `aufgegangen in ${mergedInto}`;
}

/** `P-041 · Amt 51 · Prozesse` */
export function sourceLine(project: ProjectRow): string {
  const merged = project.mergedInto === null ? [] : [stateWord(project)];
  return [project.number, officeText(project.office), project.fieldName, ...merged].join(' · ');
}

/** `23.08.2021, +84 T`, `23.08.2021 überschritten, +99 T`, `30.07.2021, wie Basis` or `fehlt, Basis 31.07.2021`. */
export function milestoneLine(next: NonNullable<ProjectRow['nextMilestone']>): string {
  if (next.forecastOn === null) return `fehlt, Basis ${formatDate(next.baselineOn)}`;
  const slip = next.slipDays === 0 ? 'wie Basis' : slipText(next.slipDays);
  return `${formatDate(next.forecastOn)}${next.overdueDays > 0 ? ' überschritten' : ''}, ${slip}`;
}

/** What a screen reader hears for a budget bar. */
export function budgetLabel(budget: Cents, actual: Cents, commitment: Cents): string {
  const [i, o, f] = [actual, commitment, budget].map(formatThousands);
  return `Ist ${i}, Obligo ${o} von ${f} Tsd. Euro`;
}

/** `2020/2021` or `2021`. */
export function yearsText(years: readonly number[]): string {
  return years.join('/');
}

/** What is said of a missing report: until when it is due, or that it is overdue; '' when none is missing. */
export function missingReportText({
  reportOverdue,
  reportDueOn,
}: Pick<ProjectRow, 'reportOverdue' | 'reportDueOn'>): string {
  if (reportDueOn === undefined)
    return reportOverdue ? 'Der Bericht zum letzten Berichtstag fehlt noch.' : '';
  const day = formatDate(reportDueOn);
  return reportOverdue
    ? `Der Bericht zum letzten Berichtstag fehlt; die Abgabefrist war der ${day}: überfällig.`
    : `Der Bericht zum letzten Berichtstag fehlt noch; Abgabefrist ist der ${day}.`;
}
