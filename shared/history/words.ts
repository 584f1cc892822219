/** What an entry of the history was about, in words for the screen. */
const ENTITY_WORDS: Record<string, string> = {
  app_user: 'Zugang',
  baseline: 'Basistermine',
  budget: 'Haushalt',
  commitment: 'Bestellungen',
  control_total: 'Kontrollsumme',
  council_paper: 'Drucksache',
  database: 'Datenbank',
  grade_rate: 'Kostensätze',
  import: 'Einlesung',
  issued_report: 'Bericht',
  movement: 'Bewegung',
  period: 'Periode',
  portfolio: 'Portfolio der Stufe',
  positions: 'Stellen',
  project: 'Projekt',
  request: 'Antrag',
  risk: 'Risiken',
  source: 'Quelle',
  structure: 'Stammdaten',
  tie_out: 'Abstimmung',
};

/** What was done. */
const ACTION_WORDS: Record<string, string> = {
  'baseline.set': 'neu festgesetzt',
  'budget-line.record': 'Zeilen und Ansätze aufgenommen',
  'commitment.record': 'aufgenommen',
  'control-total.enter': 'eingegeben',
  'control-total.read': 'aus Datei gelesen',
  'database.init': 'eingerichtet',
  'grade-rate.record': 'aufgenommen',
  'import.apply': 'übernommen',
  'milestone.reach': 'Meilenstein erreicht',
  'milestone.record': 'Meilensteine aufgenommen',
  'movement.record': 'gebucht',
  'paper.record': 'aufgenommen',
  'period.close': 'geschlossen',
  'period.hold': 'angehalten',
  'period.open': 'geöffnet',
  'position.event': 'fortgeschrieben',
  'position.record': 'aufgenommen',
  'project.edit': 'geändert',
  'project.record': 'Projekte aufgenommen',
  'project.report-status': 'Status gemeldet',
  'report.issue': 'herausgegeben',
  'request.approve': 'freigegeben',
  'request.edit': 'neu gefasst',
  'request.reject': 'abgelehnt',
  'request.submit': 'gestellt',
  'request.withdraw': 'zurückgezogen',
  'risk.close': 'geschlossen',
  'risk.open': 'aufgenommen',
  'source.save': 'gespeichert',
  'structure.record': 'aufgenommen',
  'tie-out.confirm': 'bestätigt',
  'tie-out.lift': 'aufgehoben',
  'user.add': 'angelegt',
};

/** `Projekt P-041: Status gemeldet`; an unknown code is shown as it is, never hidden. */
export function historyTitle(entry: { action: string; entity: string; entityId: string }): string {
  const entity = ENTITY_WORDS[entry.entity] ?? entry.entity;
  return `${entity} ${entry.entityId}: ${ACTION_WORDS[entry.action] ?? entry.action}`;
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
