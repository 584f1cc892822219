import { counted } from '../counted.ts';
import { PROJECT_STATE_WORDS } from '../projects/terms.ts';
import type { LightPair } from '../projects/projects.ts';
import type { LightCell, ReportRow, ReportTable } from '../report-table.ts';
import type { CouncilFacts, ProjectFact } from './council-facts.ts';
import { lightCounts } from './light-counts.ts';
import { withoutReportClause } from './project-sentences.ts';

export function lightCell(pair: LightPair): LightCell {
  return { light: pair.declared, trend: pair.trend };
}

const NO_PROJECTS = 'In diesem Datenbestand sind keine Projekte erfasst.';

function countRow(
  kind: ReportRow['kind'],
  name: string,
  projects: ProjectFact[],
  sums?: number[],
): ReportRow {
  return { kind, cells: { name, ...lightCounts(projects), all: projects.length }, ...(sums ? { sums } : {}) };
}

/** Projects per field of action and declared overall light. */
export function lightTable(facts: CouncilFacts): ReportTable {
  const fields = [...new Map(facts.projects.map((p) => [p.field, p.fieldName]))];
  const counts = lightCounts(facts.projects);
  const rows = fields.map(([code, name]) =>
    countRow(
      'row',
      name,
      facts.projects.filter((p) => p.field === code),
    ),
  );
  if (rows.length > 0)
    rows.push(
      countRow(
        'total',
        'Summe',
        facts.projects,
        rows.map((_, i) => i),
      ),
    );
  return {
    id: 'ampeln',
    title: 'Projekte nach Handlungsfeld und Gesamtampel',
    sheet: 'Ampeln',
    sentence:
      rows.length === 0
        ? NO_PROJECTS
        : `Von ${counted(facts.projects.length, 'Projekt', 'Projekten')} stehen ${counts.green} auf Grün, ${counts.yellow} auf Gelb und ${counts.red} auf Rot${withoutReportClause(facts.projects)}.`,
    columns: [
      { key: 'name', label: 'Handlungsfeld', kind: 'text', width: 34 },
      { key: 'green', label: 'grün', kind: 'integer', width: 10 },
      { key: 'yellow', label: 'gelb', kind: 'integer', width: 10 },
      { key: 'red', label: 'rot', kind: 'integer', width: 10 },
      { key: 'none', label: 'ohne Bericht', kind: 'integer', width: 10 },
      {
        key: 'all',
        label: 'alle',
        kind: 'integer',
        width: 10,
        derived: { plus: ['green', 'yellow', 'red', 'none'], minus: [] },
      },
    ],
    rows,
    notes:
      rows.length === 0
        ? []
        : [
            'grün: im Plan. gelb: Abweichung, vom Projekt beherrschbar. rot: Eingriff nötig. ohne Bericht: der fällige fehlt, oder es ist noch keiner fällig.',
          ],
  };
}

function projectCells(project: ProjectFact): ReportRow['cells'] {
  const next = project.nextMilestone;
  return {
    number: project.number,
    name: project.name,
    field: project.fieldName,
    office: project.officeName,
    state: PROJECT_STATE_WORDS[project.state],
    overall: lightCell(project.lights.overall),
    time: lightCell(project.lights.time),
    cost: lightCell(project.lights.cost),
    scope: lightCell(project.lights.scope),
    next: next?.name ?? null,
    nextOn: next?.forecastOn ?? next?.baselineOn ?? null,
    end: project.forecastEndOn,
  };
}

/** Every project: number, name, field, office, state, four lights with trend, next milestone, forecast end. */
export function projectTable(facts: CouncilFacts): ReportTable {
  const missing = facts.projects.filter((project) => project.reportOverdue).length;
  return {
    id: 'projekte',
    title: 'Projekte',
    sheet: 'Projekte',
    annex: true,
    sentence:
      facts.projects.length === 0
        ? NO_PROJECTS
        : `Die Liste nennt ${counted(facts.projects.length, 'Projekt', 'Projekte')} mit Stand, Ampeln und nächstem Meilenstein${missing > 0 ? `; ${missing === 1 ? 'ein Statusbericht steht' : `${missing} Statusberichte stehen`} aus` : ''}.`,
    columns: [
      { key: 'number', label: 'Nr.', kind: 'text', width: 9, under: 'name' },
      { key: 'name', label: 'Projekt', kind: 'text', width: 34 },
      { key: 'field', label: 'Handlungsfeld', kind: 'text', width: 14, sheetOnly: true },
      { key: 'office', label: 'Amt', kind: 'text', width: 24, under: 'name' },
      { key: 'state', label: 'Stand', kind: 'text', width: 13, under: 'name' },
      { key: 'overall', label: 'Gesamt', kind: 'light' },
      { key: 'time', label: 'Termin', kind: 'light' },
      { key: 'cost', label: 'Kosten', kind: 'light' },
      { key: 'scope', label: 'Umfang', kind: 'light' },
      { key: 'next', label: 'nächster Meilenstein', kind: 'text', width: 30 },
      { key: 'nextOn', label: 'erwartet am', kind: 'date', under: 'next' },
      { key: 'end', label: 'Ende erwartet', kind: 'date', width: 12 },
    ],
    rows: facts.projects.map((project) => ({ kind: 'row', cells: projectCells(project) })),
    notes:
      facts.projects.length === 0
        ? []
        : [
            'Ampeln wie von der Projektleitung gemeldet; der Pfeil zeigt die Entwicklung seit dem letzten Bericht.',
            'Ein erwarteter Tag vor dem Stichtag ist überschritten: so war es zuletzt gemeldet, erreicht ist er nicht.',
          ],
  };
}
