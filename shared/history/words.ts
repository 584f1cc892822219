import { formatDate, isIsoDate } from '../calendar.ts';
import { MASTER_KINDS, masterRules } from '../master-data/master-kinds.ts';
import { fieldText, fieldWord } from './fields.ts';
import { BY_COMMAND_LINE, subjectOf } from './references.ts';
import type { Names } from './references.ts';

/** What an entry of the history was about, in words for the screen. */
const ENTITY_WORDS: Record<string, string> = {
  ...Object.fromEntries(MASTER_KINDS.map((kind) => [kind, masterRules(kind).words.one])),
  access: 'Anmeldewege',
  app_user: 'Zugang',
  authorisation: 'Verpflichtungsermächtigung',
  baseline: 'Basistermine',
  budget: 'Haushalt',
  'budget-line': 'Haushaltszeile',
  city: 'Stadt und Programm',
  commitment: 'Bestellungen',
  control_total: 'Kontrollsumme',
  council_body: 'Gremium',
  council_paper: 'Drucksache',
  council_session: 'Sitzung',
  database: 'Datenbank',
  deputy: 'Vertretung',
  grade_rate: 'Kostensätze',
  envelope: 'Finanzrahmen',
  group_role: 'Gruppe',
  indicator: 'Kennzahl',
  import: 'Einlesung',
  import_conflict: 'Geänderte SAP-Zeile',
  import_profile: 'Profil',
  issued_report: 'Bericht',
  saved_view: 'Ansicht',
  report_draft: 'Berichtsentwurf',
  movement: 'Bewegung',
  order: 'Bestellung',
  period: 'Periode',
  portfolio: 'Portfolio der Stufe',
  position: 'Stelle',
  positions: 'Stellen',
  posting: 'Buchungen',
  project: 'Projekt',
  'project-move': 'Mehrere Projekte',
  reconciliation: 'Abgleich',
  request: 'Antrag',
  risk: 'Risiken',
  round: 'Berichtsrunde',
  rule: 'Zuordnungsregel',
  source: 'Quelle',
  structure: 'Stammdaten',
  tie_out: 'Abstimmung',
};

/** What was done. */
const ACTION_WORDS: Record<string, string> = {
  'access.activate': 'aktiviert',
  'access.add-passkey': 'Passkey hinzugefügt',
  'access.change-password': 'Kennwort geändert',
  'access.end-sessions': 'andere Sitzungen beendet',
  'access.new-recovery-codes': 'neue Wiederherstellungscodes',
  'access.remove-passkey': 'Passkey entfernt',
  'access.remove-password': 'Kennwort entfernt',
  'access.rename-passkey': 'Passkey umbenannt',
  'access.set-code': 'Einmalcode eingerichtet',
  'account.add': 'angelegt',
  'account.break-glass': 'zum Notzugang gemacht',
  'account.disable': 'gesperrt',
  'account.enable': 'wieder geöffnet',
  'account.end-sessions': 'Sitzungen beendet',
  'account.link': 'Aktivierungslink ausgegeben',
  'account.rename': 'Name geändert',
  'account.role': 'Rolle geändert',
  'assignment.split': 'aufgeteilt',
  'authorisation.record': 'aufgenommen',
  'baseline.set': 'neu festgesetzt',
  'budget-line.record': 'Zeilen und Ansätze aufgenommen',
  'body.change': 'geändert',
  'body.record': 'angelegt',
  'city.set': 'benannt',
  'commitment.record': 'aufgenommen',
  'control-total.enter': 'eingegeben',
  'control-total.read': 'aus Datei gelesen',
  'database.init': 'eingerichtet',
  'deputy.end': 'beendet',
  'envelope.add': 'angelegt',
  'envelope.end': 'beendet',
  'envelope.reopen': 'Ende zurückgenommen',
  'deputy.name': 'benannt',
  'forecast.report': 'Prognose gemeldet',
  'grade-rate.record': 'aufgenommen',
  'group.remove': 'gibt keine Rolle mehr',
  'group.set': 'gibt eine Rolle',
  'import.apply': 'übernommen',
  'import.keep': 'Bestand behalten',
  'indicator.add': 'Kennzahl angelegt',
  'indicator.change': 'Kennzahl geändert',
  'indicator.element': 'Stand in der Liste einer Kennzahl festgehalten',
  'indicator.end': 'Kennzahl beendet',
  'indicator.measure': 'Messwert einer Kennzahl eingetragen',
  'indicator.paste': 'Liste einer Kennzahl aus einer Tabelle übernommen',
  'indicator.reopen': 'Ende einer Kennzahl zurückgenommen',
  'indicator.target': 'Ziel einer Kennzahl festgelegt',
  'indicator.withdraw': 'Messwert einer Kennzahl zurückgenommen',
  'saved-view.add': 'gespeichert',
  'saved-view.change': 'geändert',
  'saved-view.end': 'beendet',
  'master-data.add': 'angelegt',
  'master-data.change': 'geändert',
  'master-data.end': 'endet',
  'master-data.paste': 'aus einer Tabelle angelegt',
  'master-data.reopen': 'Ende zurückgenommen',
  'milestone.add': 'Meilensteine angelegt',
  'milestone.correct': 'Meilenstein berichtigt',
  'milestone.edit': 'Meilenstein geändert',
  'milestone.end': 'Meilenstein gestrichen oder wieder aufgenommen',
  'milestone.forecast': 'Prognose eines Meilensteins gegeben',
  'milestone.link': 'Abhängigkeit eines Meilensteins geändert',
  'milestone.reach': 'Meilenstein erreicht',
  'milestone.record': 'Meilensteine aufgenommen',
  'movement.record': 'gebucht',
  'order.add': 'Fälligkeit ergänzt',
  'order.cancel': 'storniert',
  'order.enter': 'eingetragen',
  'paper.edit': 'geändert',
  'paper.place': 'auf die Tagesordnung gesetzt',
  'paper.record': 'aufgenommen',
  'paper.state': 'Stand festgehalten',
  'paper.take-off': 'von der Tagesordnung genommen',
  'period.close': 'geschlossen',
  'period.hold': 'angehalten',
  'period.open': 'geöffnet',
  'position.change': 'geändert',
  'position.create': 'angelegt',
  'position.event': 'fortgeschrieben',
  'position.record': 'aufgenommen',
  'position.withdraw-event': 'Ereignis zurückgenommen',
  'profile.save': 'gespeichert',
  'project.create': 'angelegt',
  'project.edit': 'geändert',
  'project.move': 'ab einem Tag geändert',
  'project.record': 'Projekte aufgenommen',
  'project.report-status': 'Status gemeldet',
  'project.undo-move': 'Änderung zurückgenommen',
  'reconciliation.apply-rule': 'Regel angewandt',
  'reconciliation.assign': 'Buchungen zugeordnet',
  'reconciliation.undo': 'Zuordnung zurückgenommen',
  'report.compose': 'angelegt',
  'report.drop': 'verworfen',
  'report.edit': 'geändert',
  'report.fair-copy': 'Reinschrift angefertigt',
  'report.issue': 'herausgegeben',
  'request.approve': 'freigegeben',
  'request.edit': 'neu gefasst',
  'request.reject': 'abgelehnt',
  'request.submit': 'gestellt',
  'request.withdraw': 'zurückgezogen',
  'risk.assess': 'Eintrag im Register bewertet',
  'risk.close': 'Eintrag im Register geschlossen',
  'risk.open': 'in das Register aufgenommen',
  'round.accept': 'Berichte angenommen',
  'round.close': 'geschlossen',
  'round.edit': 'geändert',
  'round.open': 'geöffnet',
  'round.return': 'Berichte zurückgegeben',
  'rules.change': 'geändert',
  'rules.create': 'angelegt',
  'session.change': 'geändert',
  'session.record': 'angelegt',
  'source.save': 'gespeichert',
  'structure.record': 'aufgenommen',
  'tie-out.confirm': 'bestätigt',
  'tie-out.lift': 'aufgehoben',
  'user.add': 'angelegt',
};

const MONTHS = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(
  ' ',
);
/** How a database began. */
const DATABASES: Readonly<Record<string, string>> = { demo: 'mit Beispieldaten', live: 'leer' };

/** What an entry is about, beside its kind: a name for a number, days and months as Germans write them. */
function subjectText(entry: { entity: string; entityId: string }, names: Names): string {
  const subject = subjectOf(entry);
  const name = subject === null ? undefined : names[`${subject[0]}:${subject[1]}`];
  if (name !== undefined) return name;
  const { entity, entityId } = entry;
  if (entity === 'council_paper') return `GRDrs ${entityId}`;
  if (entity === 'database') return DATABASES[entityId] ?? entityId;
  return entityId
    .split('|')
    .map((part, index) => (index === 0 ? part : (names[`user:${part}`] ?? part)))
    .join(', ')
    .replace(/\d{4}-\d{2}-\d{2}/gu, (day) => (isIsoDate(day) ? formatDate(day) : day))
    .replace(/^(\d{4})-(\d{2})$/u, (month, year: string, number: string) => {
      const word = MONTHS[Number(number) - 1];
      return word === undefined ? month : `${word} ${year}`;
    });
}

/** `Projekt P-041 eAkte: Status gemeldet`; an unknown code is shown as it is, never hidden. */
export function historyTitle(
  entry: { action: string; entity: string; entityId: string },
  names: Names = {},
): string {
  const entity = ENTITY_WORDS[entry.entity] ?? entry.entity;
  return `${entity} ${subjectText(entry, names)}: ${ACTION_WORDS[entry.action] ?? entry.action}`;
}

/** What was done to an account, for the proof of its rights. */
export function actionWord(action: string): string {
  return ACTION_WORDS[action] ?? action;
}

/** Nobody's account: what the program wrote by itself, from the command line. */
const PROGRAM = 'moves';

/** Who did it, by name; a login that has none is shown as it is. */
export function actorText(actor: string, names: Names): string {
  const [login = actor, ...machine] = actor.split(BY_COMMAND_LINE);
  const name = names[`user:${login}`] ?? (login === PROGRAM ? 'Kommandozeile' : login);
  return [name, ...machine].join(BY_COMMAND_LINE);
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

/** A number that stands beside the name it belongs to says nothing more. */
function isNamedBeside(field: string, all: readonly string[]): boolean {
  return field.endsWith('Id') && all.includes(field.slice(0, -2));
}

/** The fields that were changed, in words and in the order of the newer value; what stayed the same is left out. */
export function fieldChanges(before: unknown, after: unknown, names: Names = {}): FieldChange[] {
  const [old, now] = [asRecord(before), asRecord(after)];
  const fields = [...new Set([...Object.keys(now), ...Object.keys(old)])];
  return fields
    .filter((field) => !isNamedBeside(field, fields))
    .map((field) => ({
      field: fieldWord(field),
      before: fieldText(field, old[field], names),
      after: fieldText(field, now[field], names),
    }))
    .filter((change) => change.before !== change.after);
}
