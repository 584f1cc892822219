import { formatDate } from '../calendar.ts';
import type { Light } from '../light.ts';
import { LIGHT_WORDS } from '../light.ts';
import { toCents, formatEuro } from '../money.ts';
import { DIMENSIONS, DIMENSION_WORDS } from '../projects/terms.ts';
import type { ReportTable } from '../report-table.ts';
import type { CouncilFacts, ProjectFact } from './council-facts.ts';
import { lightCell } from './project-tables.ts';
import { counted, shiftWords } from './words.ts';

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

/** Whether the council has to read about a project: red, yellow, declared ≠ computed, or a decision is asked for. */
export function deviates(project: ProjectFact): boolean {
  const { declared } = project.lights.overall;
  if (project.state === 'done' || project.state === 'cancelled') return project.decisionNeeded !== null;
  return (
    declared === 'red' ||
    declared === 'yellow' ||
    diverging(project).length > 0 ||
    project.decisionNeeded !== null
  );
}

/** What differs, in words: date, cost, declared against computed. */
function deviationText(project: ProjectFact): string {
  const parts: string[] = [];
  const next = project.nextMilestone;
  if (next?.forecastOn && next.slipDays !== null && next.slipDays !== 0)
    parts.push(
      `${next.name} am ${formatDate(next.forecastOn)} statt ${formatDate(next.baselineOn)}, ${shiftWords(next.slipDays)}`,
    );
  if (project.forecastCents !== null && project.forecastCents !== project.budgetCents) {
    const over = project.forecastCents - project.budgetCents;
    parts.push(
      `Prognose ${formatEuro(toCents(Math.abs(over)))} € ${over > 0 ? 'über' : 'unter'} dem fortgeschriebenen Ansatz (P − F)`,
    );
  }
  const text = [...parts, ...diverging(project)].join('. ');
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
  if (rows.length === 0) return 'Kein Projekt weicht ab, und keine Entscheidung ist offen.';
  const decisions = rows.filter((project) => project.decisionNeeded !== null).length;
  const asked =
    decisions === 0
      ? 'eine Entscheidung des Gemeinderats wird nicht gebraucht'
      : `${decisions === 1 ? 'ein Projekt braucht' : `${decisions} Projekte brauchen`} eine Entscheidung`;
  return `${counted(rows.length, 'Projekt weicht', 'Projekte weichen')} vom Plan ab; ${asked}.`;
}

/** Projects that are red or yellow, whose declared light differs from the computed one, or that need a decision. */
export function deviationTable(facts: CouncilFacts): ReportTable {
  const rows = facts.projects
    .filter(deviates)
    .sort(
      (a, b) =>
        ORDER[a.lights.overall.declared] - ORDER[b.lights.overall.declared] || (a.number < b.number ? -1 : 1),
    );
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
        : ['Richtung: Termin = Prognose − Basis; Kosten = Prognose − fortgeschriebener Ansatz (P − F).'],
  };
}
