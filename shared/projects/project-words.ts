import { formatDate } from '../calendar.ts';
import { slipText } from '../text/slip.ts';
import type { ProjectRow } from './projects.ts';
import { PROJECT_STATE_WORDS } from './terms.ts';

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
