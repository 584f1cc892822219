import { formatDate, parseDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import { LIGHT_WORDS } from '#shared/light.ts';
import type { Light } from '#shared/light.ts';
import { MOVE_FIELD_WORDS, PROJECT_STATE_WORDS } from '#shared/projects/terms.ts';
import type { ProjectState } from '#shared/projects/terms.ts';

type Values = Partial<Record<string, unknown>>;

function valuesOf(json: string | null): Values {
  const value: unknown = json === null ? {} : JSON.parse(json);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '–';
}

function day(value: unknown): string {
  const date = parseDate(text(value));
  return date ? formatDate(date) : '–';
}

const FIELDS: Record<string, { label: string; word: (value: unknown) => string }> = {
  name: { label: 'Name', word: (value) => `„${text(value)}“` },
  state: { label: 'Stand', word: (value) => PROJECT_STATE_WORDS[text(value) as ProjectState] },
  flagship: { label: 'Leitprojekt', word: (value) => (value === true ? 'ja' : 'nein') },
};

function editSummary(before: Values, after: Values): string {
  const parts = Object.entries(FIELDS).flatMap(([field, { label, word }]) =>
    after[field] === undefined ? [] : `${label}: ${word(before[field])} → ${word(after[field])}`,
  );
  const from = after['stateOn'] === undefined ? [] : [`Stand gilt ab ${day(after['stateOn'])}`];
  const facts = after['factsOn'] === undefined ? [] : [`gilt ab ${day(after['factsOn'])}`];
  return [...parts, ...from, ...facts].join(' · ');
}

function count(value: unknown): string {
  const n = Array.isArray(value) ? value.length : 0;
  return n === 1 ? 'Ein Meilenstein' : `${n} Meilensteine`;
}

/** What a change of a project's milestones says; null for any other. */
function planSummary(action: string, before: Values, after: Values): string | null {
  const name = `Meilenstein „${text(after['milestone'])}“`;
  switch (action) {
    case 'milestone.add':
      return `${count(after['milestones'])} angelegt, Basis gilt ab ${day(after['inForceOn'])}`;
    case 'milestone.edit':
      return before['name'] === after['name']
        ? `Meilenstein „${text(after['name'])}“ an einen anderen Platz gestellt`
        : `Meilenstein „${text(before['name'])}“ heißt ab ${day(after['effectiveOn'])} „${text(after['name'])}“`;
    case 'milestone.end':
      return after['endsOn'] === null
        ? `${name} wieder aufgenommen`
        : `${name} zum ${day(after['endsOn'])} gestrichen`;
    case 'milestone.forecast':
      return `${name}: Prognose zum ${day(after['reportingDate'])} ist ${day(after['forecastOn'])}`;
    case 'milestone.link':
      return `${name} folgt ${after['lagDays'] === null ? 'nicht mehr ' : ''}auf „${text(after['predecessor'])}“`;
    default:
      return null;
  }
}

/** The projects a move names, with what each had before. */
export function movedProjects(before: string | null): Values[] {
  const { projects } = valuesOf(before);
  return Array.isArray(projects) ? (projects as Values[]) : [];
}

const MOVED = [
  ['office', MOVE_FIELD_WORDS.office],
  ['field', MOVE_FIELD_WORDS.field],
  ['stage', MOVE_FIELD_WORDS.stage],
  ['state', MOVE_FIELD_WORDS.state],
] as const;

function movedWords(own: Values | undefined, after: Values): string {
  if (after['mergedInto'] !== undefined) return `aufgegangen in ${text(after['mergedInto'])}`;
  const [field, label] = MOVED.find(([key]) => after[key] !== undefined) ?? ['lead', ''];
  if (label === '') return `${MOVE_FIELD_WORDS.lead} ${after['leadUserId'] === null ? 'niemand' : 'neu'}`;
  const word = (value: unknown): string =>
    field === 'state' ? PROJECT_STATE_WORDS[text(value) as ProjectState] : text(value);
  return own ? `${label}: ${word(own[field])} → ${word(after[field])}` : `${label}: ${word(after[field])}`;
}

/**
 * What a move did, in one line: of one project what it had before, of many how many there were.
 * `Amt: 51 → 10 · gilt ab 01.03.2021 · mit 2 weiteren Projekten`
 */
export function moveSummary(
  row: { before: string | null; after: string | null },
  projectId?: number,
): string {
  const [projects, after] = [movedProjects(row.before), valuesOf(row.after)];
  const own = projects.length === 1 ? projects[0] : projects.find((one) => one['projectId'] === projectId);
  const others = projects.length - 1;
  const beside =
    others < 1
      ? []
      : own
        ? [`mit ${counted(others, 'weiteren Projekt', 'weiteren Projekten')}`]
        : [counted(projects.length, 'Projekt', 'Projekte')];
  return [movedWords(own, after), `gilt ab ${day(after['effectiveOn'])}`, ...beside].join(' · ');
}

/** What a history row of a project says, as one German line. */
export function changeSummary(
  row: { action: string; before: string | null; after: string | null },
  projectId?: number,
): string {
  const after = valuesOf(row.after);
  if (row.action === 'project.move') return moveSummary(row, projectId);
  if (row.action === 'project.undo-move')
    return `Änderung aus Eintrag ${String(valuesOf(row.before)['seq'])} zurückgenommen`;
  if (row.action === 'project.create') return 'Angelegt';
  if (row.action === 'project.report-status') {
    const light = LIGHT_WORDS[text(after['overall']) as Light];
    return `Status zum ${day(after['reportingDate'])} gemeldet: Gesamt ${light}`;
  }
  if (row.action.startsWith('risk.')) {
    const deed = { 'risk.open': 'aufgenommen', 'risk.close': 'geschlossen' }[row.action] ?? 'neu bewertet';
    return `Register: „${text(after['title'])}“ ${deed}, gilt ab ${day(after['on'])}`;
  }
  if (row.action === 'milestone.reach') {
    return `Meilenstein „${text(after['milestone'])}“ am ${day(after['reachedOn'])} erreicht`;
  }
  if (row.action === 'milestone.correct') {
    const now = after['reachedOn'] === null ? 'nicht erreicht' : `am ${day(after['reachedOn'])} erreicht`;
    const before = day(valuesOf(row.before)['reachedOn']);
    return `Meilenstein „${text(after['milestone'])}“ berichtigt: ${now}, gemeldet war ${before}`;
  }
  const plan = row.action.startsWith('milestone.')
    ? planSummary(row.action, valuesOf(row.before), after)
    : null;
  if (plan !== null) return plan;
  if (row.action === 'project.edit') return editSummary(valuesOf(row.before), after);
  return 'Angelegt oder übernommen';
}
