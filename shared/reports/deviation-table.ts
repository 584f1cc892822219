import { counted } from '../counted.ts';
import { compareNatural } from '../order.ts';
import { formatDate } from '../calendar.ts';
import type { Light } from '../light.ts';
import { LIGHT_WORDS } from '../light.ts';
import { toCents, formatEuro } from '../money.ts';
import { DIMENSIONS, DIMENSION_WORDS } from '../projects/terms.ts';
import type { ReportTable } from '../report-table.ts';
import type { CouncilFacts, ProjectFact } from './council-facts.ts';
import { withoutReportClause } from './project-sentences.ts';
import { lightCell } from './project-tables.ts';
import { shiftWords } from './words.ts';
import { pushAll } from '../largest.ts';

const ORDER: Record<Light, number> = { red: 0, yellow: 1, none: 2, green: 3 };

function diverging(project: ProjectFact): string[] {
  return DIMENSIONS.flatMap((dimension) => {
    const { declared, computed } = project.lights[dimension];
    if (declared === computed || declared === 'none' || computed === 'none') return [];
    return [
      `${DIMENSION_WORDS[dimension]} ${LIGHT_WORDS[declared]} gemeldet, ${LIGHT_WORDS[computed]} berechnet`,
    ];
  });
}

/** The light a project is judged by: the declared one, and without one red where the rules say red. */
function judgedLight(project: ProjectFact): Light {
  const { declared, computed } = project.lights.overall;
  return declared === 'none' && computed === 'red' ? 'red' : declared;
}

function isOff(project: ProjectFact): boolean {
  if (project.state === 'done' || project.state === 'cancelled') return false;
  const light = judgedLight(project);
  return light === 'red' || light === 'yellow' || diverging(project).length > 0;
}

/**
 * Whether the council has to read about a project: red or yellow, declared unlike computed, red by the rules
 * where nobody declared a light, or a decision is asked for.
 */
export function deviates(project: ProjectFact): boolean {
  return isOff(project) || project.decisionNeeded !== null;
}

/** What the rules say where no light is declared. */
function undeclared(project: ProjectFact): string[] {
  if (project.lights.overall.declared !== 'none') return [];
  const red = DIMENSIONS.filter((dimension) => project.lights[dimension].computed === 'red');
  if (red.length === 0) return [];
  const missing = project.reportOverdue ? 'Bericht fehlt' : 'Noch kein Bericht fällig';
  return [`${missing}; rot berechnet: ${red.map((dimension) => DIMENSION_WORDS[dimension]).join(', ')}`];
}

function milestoneText(next: NonNullable<ProjectFact['nextMilestone']>): string[] {
  const { name, baselineOn, forecastOn, slipDays, overdueDays } = next;
  if (!forecastOn || slipDays === null || slipDays === 0) return [];
  const instead = forecastOn === baselineOn ? '' : ` statt ${formatDate(baselineOn)}`;
  const late = forecastOn === baselineOn ? '' : `, ${shiftWords(slipDays)}`;
  const on = `${formatDate(forecastOn)}${instead}`;
  if (overdueDays === 0) return [`${name} am ${on}${late}`];
  const since = `seit ${counted(overdueDays, 'Tag', 'Tagen')} überschritten`;
  return [`${name} war für den ${on} erwartet, ${since}${late}`];
}

/** What differs, in words: date, cost, declared against computed. */
function deviationText(project: ProjectFact): string {
  const parts: string[] = [];
  if (project.nextMilestone) pushAll(parts, milestoneText(project.nextMilestone));
  if (project.forecastCents !== null && project.forecastCents !== project.budgetCents) {
    const over = project.forecastCents - project.budgetCents;
    parts.push(
      `Prognose ${formatEuro(toCents(Math.abs(over)))} € ${over > 0 ? 'über' : 'unter'} dem fortgeschriebenen Ansatz (P − F)`,
    );
  }
  const text = [...parts, ...diverging(project), ...undeclared(project)].join('. ');
  return text === '' ? 'Keine Abweichung bei Termin und Kosten gemeldet.' : `${text}.`;
}

function reasonText(project: ProjectFact): string | null {
  const parts = [project.sentence, project.divergenceReason].filter(
    (part): part is string => part !== null && part !== '',
  );
  return parts.length === 0 ? null : parts.join(' ');
}

function sentenceOf(facts: CouncilFacts, rows: ProjectFact[]): string {
  if (facts.projects.length === 0)
    return 'In diesem Datenbestand sind keine Projekte erfasst, also auch keine Abweichungen.';
  const unknown = withoutReportClause(facts.projects);
  if (rows.length === 0)
    return `Kein Projekt meldet eine Abweichung oder bittet um eine Entscheidung${unknown}.`;
  const decisions = rows.filter((project) => project.decisionNeeded !== null).length;
  const asked =
    decisions === 0
      ? 'um eine Entscheidung des Gemeinderats bittet keines'
      : `${decisions === 1 ? 'ein Projekt braucht' : `${decisions} Projekte brauchen`} eine Entscheidung`;
  const off = rows.filter(isOff).length;
  const differ =
    off === 1
      ? '1 Projekt weicht ab oder ist anders gemeldet als berechnet'
      : `${off === 0 ? 'Keine' : off} Projekte weichen ab oder sind anders gemeldet als berechnet`;
  return `${differ}; ${asked}${unknown}.`;
}

/** The projects that deviate (see `deviates`), the worst first. */
export function deviationTable(facts: CouncilFacts): ReportTable {
  const rows = facts.projects
    .filter(deviates)
    .sort((a, b) => ORDER[judgedLight(a)] - ORDER[judgedLight(b)] || compareNatural(a.number, b.number));
  return {
    id: 'abweichungen',
    title: 'Abweichungen und Entscheidungen',
    sheet: 'Abweichungen',
    layout: 'blocks',
    sentence: sentenceOf(facts, rows),
    columns: [
      { key: 'number', label: 'Nr.', kind: 'text', width: 9 },
      { key: 'name', label: 'Projekt', kind: 'text', width: 26 },
      { key: 'light', label: 'Gesamt', kind: 'light' },
      { key: 'deviation', label: 'Abweichung', kind: 'text', width: 40 },
      { key: 'reason', label: 'Grund', kind: 'text', width: 40 },
      { key: 'decision', label: 'Entscheidung', kind: 'text', width: 32 },
      { key: 'office', label: 'Zuständig', kind: 'text', width: 22 },
      { key: 'papers', label: 'GRDrs', kind: 'text', width: 16 },
    ],
    rows: rows.map((project) => ({
      kind: 'row',
      cells: {
        number: project.number,
        name: project.name,
        light: lightCell(project.lights.overall),
        deviation: deviationText(project),
        reason: reasonText(project),
        decision: project.decisionNeeded,
        office: project.officeName,
        papers: project.papers.length === 0 ? null : project.papers.join(', '),
      },
    })),
    notes:
      rows.length === 0
        ? []
        : [
            'Richtung: Termin = Prognose − Basis, bei überschrittener Prognose bis zum Stichtag; Kosten = Prognose − fortgeschriebener Ansatz (P − F).',
          ],
  };
}
