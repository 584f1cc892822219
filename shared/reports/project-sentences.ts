import { counted } from '../counted.ts';
import type { CouncilFacts, ProjectFact } from './council-facts.ts';
import { lightCounts } from './light-counts.ts';
import { longDate } from './words.ts';

/** How many of the projects owe the report now due, and how many show no light because none is due yet. */
export function withoutReport(projects: readonly ProjectFact[]): { missing: number; notDue: number } {
  const missing = projects.filter((project) => project.reportOverdue).length;
  const unlit = projects.filter(
    (project) => project.lights.overall.declared === 'none' && !project.reportOverdue,
  );
  return { missing, notDue: unlit.length };
}

/** `; bei 43 fehlt der Bericht, bei 3 ist noch kein Bericht fällig`, or nothing: what is not known is not good news. */
export function withoutReportClause(projects: readonly ProjectFact[]): string {
  const { missing, notDue } = withoutReport(projects);
  const parts = [
    missing > 0 ? `bei ${missing} fehlt der Bericht` : '',
    notDue > 0 ? `bei ${notDue} ist noch kein Bericht fällig` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`;
}

function standOnRed(red: number): string {
  if (red === 0) return 'steht keines auf Rot';
  return red === 1 ? 'steht eines auf Rot' : `stehen ${red} auf Rot`;
}

/** How many more or fewer are red than before; only where both dates have every report. */
function redChange(facts: CouncilFacts, red: number): string {
  const { previous } = facts;
  if (!previous || previous.missingReports > 0 || withoutReport(facts.projects).missing > 0) return '';
  const change = red - previous.redProjects;
  if (change === 0) return '';
  return `, ${Math.abs(change)} ${change > 0 ? 'mehr' : 'weniger'} als am ${longDate(previous.on)}`;
}

/** Red by the rules among the projects nobody has declared a light for. */
function computedRed(projects: readonly ProjectFact[]): string {
  const red = projects.filter(
    ({ lights }) => lights.overall.declared === 'none' && lights.overall.computed === 'red',
  ).length;
  if (red === 0) return '';
  return ` Von denen ohne Bericht ${red === 1 ? 'ist eines' : `sind ${red}`} nach den Regeln rot.`;
}

/** How many projects are red, and for how many nobody has said so either way. */
export function redSentence(facts: CouncilFacts): string {
  const { projects } = facts;
  const { red, none } = lightCounts(projects);
  const { missing } = withoutReport(projects);
  const judged = projects.length - none;
  const of = counted(projects.length, 'Projekt', 'Projekten');
  if (missing > judged) {
    const rest = judged === 0 ? '' : `; von den übrigen ${judged} ${standOnRed(red)}`;
    return `Bei ${missing} von ${of} fehlt der Bericht${rest}.${computedRed(projects)}`;
  }
  const clause = withoutReportClause(projects);
  return `Von ${of} ${standOnRed(red)}${redChange(facts, red)}${clause}.${computedRed(projects)}`;
}
