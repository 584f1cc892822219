/** What an entry of the history was about, in words for the screen. */
const ENTITY_WORDS: Record<string, string> = {
  app_user: 'Zugang',
  project: 'Projekt',
  milestone: 'Meilenstein',
  position: 'Stelle',
  budget_line: 'Haushaltszeile',
  budget: 'Haushalt',
  movement: 'Bewegung',
  commitment: 'Bestellung',
  import: 'Einlesung',
  issued_report: 'Bericht',
  report: 'Bericht',
  council_paper: 'Drucksache',
  stage: 'Umsetzungsstufe',
  database: 'Datenbank',
};

/** What was done. The code before the dot is the entity's own; the verb behind it is common to all. */
const VERB_WORDS: Record<string, string> = {
  add: 'angelegt',
  edit: 'geändert',
  record: 'aufgezeichnet',
  report: 'Status gemeldet',
  status: 'Status gemeldet',
  reach: 'als erreicht gemeldet',
  reached: 'als erreicht gemeldet',
  apply: 'übernommen',
  import: 'eingelesen',
  issue: 'herausgegeben',
  event: 'fortgeschrieben',
  init: 'eingerichtet',
};

/** `Projekt P-041: Status gemeldet`; an unknown code is shown as it is, never hidden. */
export function historyTitle(entry: { action: string; entity: string; entityId: string }): string {
  const verb = entry.action.split('.').at(-1) ?? entry.action;
  return `${ENTITY_WORDS[entry.entity] ?? entry.entity} ${entry.entityId}: ${VERB_WORDS[verb] ?? entry.action}`;
}

/** One field that differs between before and after, as text. */
export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

function asRecord(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  return { Wert: value };
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The fields that were changed, in the order of the newer value; what stayed the same is left out. */
export function fieldChanges(before: unknown, after: unknown): FieldChange[] {
  const [old, now] = [asRecord(before), asRecord(after)];
  const names = [...new Set([...Object.keys(now), ...Object.keys(old)])];
  return names
    .map((field) => ({ field, before: asText(old[field]), after: asText(now[field]) }))
    .filter((change) => change.before !== change.after);
}
