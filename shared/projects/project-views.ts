import { worstLight } from '../light.ts';
import { DIMENSIONS } from './terms.ts';
import type { ProjectRow } from './projects.ts';

/** A tab over the list: its word in the address, its label, and which projects it shows. */
export interface ProjectView {
  key: string;
  label: string;
  shows: (project: ProjectRow, userId: number | undefined) => boolean;
}

/** Whether any declared light differs from its computed one; a missing report differs from everything. */
export function diverges({ lights }: ProjectRow): boolean {
  return DIMENSIONS.some(
    (dimension) =>
      lights[dimension].computed !== 'none' && lights[dimension].computed !== lights[dimension].declared,
  );
}

/** The report for the last reporting date is missing, whether it is overdue or its round still runs. */
export function isReportMissing({ reportOverdue, reportDueOn }: ProjectRow): boolean {
  return reportOverdue || reportDueOn !== undefined;
}

function isYellowOrRed({ lights }: ProjectRow): boolean {
  const worst = worstLight(DIMENSIONS.map((dimension) => lights[dimension].declared));
  return worst === 'yellow' || worst === 'red';
}

export const PROJECT_VIEWS: readonly ProjectView[] = [
  { key: 'alle', label: 'Alle', shows: () => true },
  { key: 'lenkungskreis', label: 'Lenkungskreis', shows: (project) => project.flagship },
  { key: 'gelb-rot', label: 'Gelb oder rot', shows: isYellowOrRed },
  {
    key: 'abweichend',
    label: 'Gemeldet ≠ berechnet',
    shows: (project) => !isReportMissing(project) && diverges(project),
  },
  { key: 'bericht-fehlt', label: 'Bericht fehlt', shows: isReportMissing },
  { key: 'meine', label: 'Meine', shows: (project, userId) => project.leadUserId === userId },
];

/** The view an address names; anything else is all projects. */
export function viewOf(key: string | null | undefined): ProjectView {
  const [all, ...others] = PROJECT_VIEWS;
  const found = others.find((view) => view.key === key) ?? all;
  if (!found) throw new Error('Es gibt keine Ansicht.');
  return found;
}
