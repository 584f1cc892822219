import { formatDate, parseDate } from '#shared/calendar.ts';
import { LIGHT_WORDS } from '#shared/light.ts';
import type { Light } from '#shared/light.ts';
import { PROJECT_STATE_WORDS } from '#shared/projects/terms.ts';
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

/** What a history row of a project says, as one German line. */
export function changeSummary(row: { action: string; before: string | null; after: string | null }): string {
  const after = valuesOf(row.after);
  if (row.action === 'project.report-status') {
    const light = LIGHT_WORDS[text(after['overall']) as Light];
    return `Status zum ${day(after['reportingDate'])} gemeldet: Gesamt ${light}`;
  }
  if (row.action === 'milestone.reach') {
    return `Meilenstein „${text(after['milestone'])}“ am ${day(after['reachedOn'])} erreicht`;
  }
  if (row.action === 'milestone.correct') {
    const now = after['reachedOn'] === null ? 'nicht erreicht' : `am ${day(after['reachedOn'])} erreicht`;
    const before = day(valuesOf(row.before)['reachedOn']);
    return `Meilenstein „${text(after['milestone'])}“ berichtigt: ${now}, gemeldet war ${before}`;
  }
  if (row.action === 'project.edit') return editSummary(valuesOf(row.before), after);
  return 'Angelegt oder übernommen';
}
