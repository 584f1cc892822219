import { formatDate } from '#shared/calendar.ts';
import { formatThousands } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';

/** What may be edited, as the page calls it when the server refuses it. */
export const EDIT_FIELDS = { name: 'Name', state: 'Stand', flagship: 'Leitprojekt' };

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
