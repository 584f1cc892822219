import type { Dimension } from './terms.ts';
import type { List } from '../lists/list.ts';
import { listColumns } from '../lists/list-column.ts';
import type { ListColumn, ListedColumn } from '../lists/list-column.ts';
import type { ProjectList, ProjectRow } from './projects.ts';
import { viewOf } from './project-views.ts';
import { milestoneLine, officeText, sourceLine, stateWord } from './project-words.ts';

type Column = ListedColumn<ProjectRow>;

function light(key: string, label: string, dimension: Dimension): Column {
  return {
    ...{ key, label, kind: 'light' },
    light: ({ lights }) => {
      const { declared, trend, computed } = lights[dimension];
      return { light: declared, trend, computed: computed === 'none' ? null : computed };
    },
  };
}

/** The columns of the portfolio; the first seven are shown, the rest can be chosen. */
export const PROJECT_COLUMNS: readonly ListColumn<ProjectRow>[] = listColumns<ProjectRow>([
  {
    ...{ key: 'projekt', label: 'Projekt', kind: 'text', sort: 'asc' },
    value: (project) => `${project.number} · ${project.name} · ${sourceLine(project)}`,
    parts: [
      { label: 'Nr.', kind: 'text', width: 10, value: (project) => project.number },
      { label: 'Projekt', kind: 'text', width: 40, value: (project) => project.name },
      { label: 'Zuständig', kind: 'text', width: 14, value: ({ office }) => officeText(office) },
      { label: 'Handlungsfeld', kind: 'text', value: (project) => project.fieldName },
      { label: 'Aufgegangen in', kind: 'text', width: 14, value: (project) => project.mergedInto },
    ],
  },
  light('gesamt', 'Gesamt', 'overall'),
  light('termin', 'Termin', 'time'),
  light('kosten', 'Kosten', 'cost'),
  light('umfang', 'Umfang', 'scope'),
  {
    ...{ key: 'meilenstein', label: 'Nächster Meilenstein', kind: 'text' },
    date: ({ nextMilestone: next }) => next?.forecastOn ?? next?.baselineOn ?? null,
    value: ({ nextMilestone: next }) => next && `${next.name} · ${milestoneLine(next)}`,
    parts: [
      {
        ...{ label: 'Nächster Meilenstein', kind: 'text', width: 32 },
        value: ({ nextMilestone: next }) => next?.name ?? null,
      },
      { label: 'Prognose', kind: 'date', value: ({ nextMilestone: next }) => next?.forecastOn ?? null },
      { label: 'Basis', kind: 'date', value: ({ nextMilestone: next }) => next?.baselineOn ?? null },
      {
        ...{ label: 'Verschiebung, Tage', kind: 'days' },
        value: ({ nextMilestone: next }) => next?.slipDays ?? null,
      },
    ],
  },
  {
    ...{ key: 'verfuegbar', label: 'Budget · verfügbar', kind: 'cents', unit: 'thousands', sum: true },
    value: (project) => project.availableCents,
    figures: [
      { label: 'Budget', value: (project) => project.budgetCents },
      { label: 'verfügbar', value: (project) => project.availableCents },
    ],
    parts: [
      { label: 'Budget', kind: 'cents', value: (project) => project.budgetCents },
      { label: 'Ist', kind: 'cents', value: (project) => project.actualCents },
      { label: 'Obligo', kind: 'cents', value: (project) => project.commitmentCents },
      { label: 'verfügbar', kind: 'cents', value: (project) => project.availableCents },
    ],
  },
  { ...{ key: 'stand', label: 'Stand', kind: 'text', hidden: true }, value: stateWord },
  {
    ...{ key: 'leitprojekt', label: 'Leitprojekt', kind: 'text', hidden: true },
    value: (project) => (project.flagship ? 'ja' : 'nein'),
  },
  {
    ...{ key: 'ende', label: 'Ende, Prognose', kind: 'date', hidden: true },
    value: (project) => project.forecastEndOn,
  },
  {
    ...{ key: 'prognose', label: 'Prognose P', kind: 'cents', unit: 'thousands', hidden: true, sum: true },
    value: (project) => project.forecastCents,
  },
  {
    ...{ key: 'bericht', label: 'Bericht zum', kind: 'date', hidden: true },
    value: (project) => project.reportedFor,
  },
  {
    ...{ key: 'frist', label: 'Bericht fehlt, Frist', kind: 'date', hidden: true },
    value: (project) => project.reportDueOn ?? null,
  },
]);

export const PROJECT_LIST: List<ProjectRow, Pick<ProjectList, 'projects'>> = {
  ...{ title: 'Projekte', one: 'Projekt', many: 'Projekte' },
  rows: ({ projects }) => projects,
  columns: () => [...PROJECT_COLUMNS],
  tab: (key, _page, { userId }) => {
    const { label, shows } = viewOf(key);
    return { label, shows: (project) => shows(project, userId) };
  },
};
