import type { RequestEffect } from '../approvals/effect.ts';
import { REQUEST_KIND_WORDS, REQUEST_STATE_WORDS } from '../approvals/terms.ts';
import { LEDGER_WORDS, LINE_KIND_WORDS, MOVEMENT_WORDS } from '../budget/terms.ts';
import { formatDate, isIsoDate } from '../calendar.ts';
import { ELEMENT_STATE_WORDS } from '../indicators/terms.ts';
import { LIGHT_WORDS, TREND_WORDS } from '../light.ts';
import { formatEuro, toCents } from '../money.ts';
import { ROLE_WORDS } from '../permissions.ts';
import { VIEW_SCOPE_WORDS } from '../saved-views/view-query.ts';
import { PAPER_PURPOSE_WORDS, PUBLICITY_WORDS } from '../papers/terms.ts';
import { PERIOD_STATE_WORDS } from '../periods/terms.ts';
import { RELEASE_POINT_WORDS } from '../reports/release-words.ts';
import { RISK_KIND_WORDS, RISK_STATE_WORDS } from '../risks/terms.ts';
import { PROJECT_STATE_WORDS } from '../projects/terms.ts';
import { referenceOf } from './references.ts';
import type { Names } from './references.ts';

/** What a recorded field is called on the page. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  accounts: 'Konten',
  active: 'gilt',
  amount: 'Betrag',
  applied: 'ausgeführt',
  appropriations: 'Ansätze',
  asOf: 'Stichtag',
  authorisations: 'Verpflichtungsermächtigungen',
  body: 'Gremium',
  baselineOn: 'Basis',
  by: 'gemessen in',
  calledOff: 'abgesagt',
  cents: 'Betrag',
  ceilingCents: 'Obergrenze',
  changed: 'geändert',
  code: 'Kürzel',
  conditions: 'Bedingungen',
  contentSha256: 'Prüfsumme des Inhalts',
  cost: 'Kosten',
  countedIn: 'Einheit',
  countsOn: 'zählt ab',
  cover: 'Deckung',
  deadline: 'Frist',
  decision: 'Entscheidung',
  direction: 'Richtung',
  dueOn: 'fällig am',
  dueYear: 'fällig',
  element: 'Eintrag',
  elementState: 'Stand',
  effect: 'Wirkung',
  effectiveOn: 'gilt ab',
  ended: 'beendet',
  endsOn: 'endet am',
  events: 'Ereignisse',
  evidence: 'Nachweis',
  expiresAt: 'gilt bis',
  field: 'Handlungsfeld',
  fileName: 'Datei',
  firstYear: 'erstes Haushaltsjahr',
  fileSha256: 'Prüfsumme der Datei',
  flagship: 'Leitprojekt',
  forecastCents: 'Prognose',
  forecastOn: 'Prognose',
  forecasts: 'Prognosen',
  from: 'seit',
  fromLineId: 'von Zeile',
  impact: 'Auswirkung',
  inForceOn: 'gilt ab',
  indicator: 'Kennzahl',
  indicators: 'Kennzahlen',
  incomeLineId: 'Ertragszeile',
  invitationOn: 'Einladung am',
  kind: 'Art',
  lagDays: 'Abstand in Tagen',
  ledger: 'Haushalt',
  login: 'Anmeldename',
  lastYear: 'letztes Haushaltsjahr',
  leadUserId: 'Leitung',
  line: 'Zeile',
  lineId: 'Zeile',
  lines: 'Zeilen',
  mergedInto: 'aufgegangen in',
  meaning: 'Was gezählt wird',
  measuredOn: 'gemessen am',
  method: 'Weg',
  model: 'Modell',
  milestone: 'Meilenstein',
  milestoneForecasts: 'Prognosen der Meilensteine',
  milestoneId: 'Meilenstein',
  milestones: 'Meilensteine',
  month: 'Monat',
  movement: 'Bewegung',
  movements: 'Bewegungen',
  name: 'Name',
  note: 'Bemerkung',
  number: 'Nummer',
  of: 'von',
  office: 'Amt',
  on: 'am',
  openCents: 'offen',
  orderedOn: 'bestellt am',
  orders: 'Bestellungen',
  origin: 'Quelle',
  overall: 'Gesamt',
  page: 'Seite',
  paper: 'Drucksache',
  paperKind: 'Art',
  paperState: 'Stand',
  parts: 'Teile',
  query: 'Inhalt der Ansicht',
  viewScope: 'gilt für',
  payload: 'Inhalt',
  place: 'Platz',
  places: 'Summen',
  position: 'Reihenfolge',
  positions: 'Stellen',
  posting: 'Buchung',
  postingId: 'Buchung Nr.',
  postings: 'Buchungen',
  predecessor: 'Vorgänger',
  predecessorId: 'Vorgänger Nr.',
  priority: 'Rang',
  probability: 'Wahrscheinlichkeit',
  profile: 'Profil',
  programme: 'Programm',
  projectId: 'Projekt',
  projects: 'Projekte',
  publicity: 'Fassung',
  purpose: 'Sitzungsart',
  rates: 'Sätze',
  reachedOn: 'erreicht am',
  reason: 'Begründung',
  recordedOn: 'erfasst am',
  reference: 'Drucksache',
  reportingDate: 'Bericht zum',
  requestedBy: 'beantragt von',
  revision: 'Fassung',
  riskId: 'Eintrag Nr.',
  riskKind: 'Art',
  risks: 'Risiken',
  riskState: 'Stand',
  role: 'Rolle',
  ruleId: 'Regel',
  rules: 'Regeln',
  sapCents: 'SAP-Summe',
  scope: 'Umfang',
  sender: 'Absender',
  sentence: 'Satz zum Stand',
  seq: 'Eintrag Nr.',
  sessionOn: 'Sitzung am',
  sha256: 'Prüfsumme',
  stage: 'Umsetzungsstufe',
  stages: 'Stufen',
  startsOn: 'Beginn',
  state: 'Stand',
  stateOn: 'Stand gilt ab',
  successors: 'Nachfolge',
  summary: 'Worum es geht',
  supplement: 'Ergänzung',
  target: 'Ziel',
  tenths: 'Promille',
  time: 'Termin',
  title: 'Titel',
  to: 'nach',
  toLineId: 'an Zeile',
  trend: 'Trend',
  unit: 'zuständig',
  value: 'Wert',
  userId: 'Person',
  users: 'Zugänge',
  validFrom: 'gilt ab',
  validTo: 'gilt bis',
  version: 'Fassung',
  weightCents: 'Gewicht',
  year: 'Jahr',
  importId: 'Einlesung',
  copyId: 'Reinschrift',
  acknowledged: 'hingenommen',
  point: 'Punkt',
  count: 'Anzahl',
  agenda: 'Beratungsfolge',
  sections: 'Abschnitte',
  remarks: 'Anmerkungen',
  corrects: 'berichtigt',
  included: 'enthalten',
  department: 'Referat',
  sessionId: 'Sitzung',
  key: 'Abschnitt',
  text: 'Text',
  table: 'Tabelle',
  row: 'Zeile',
  column: 'Spalte',
  label: 'Bezeichnung',
  draftId: 'Entwurf',
  reversed: 'zurückgenommen',
  rows: 'Zeilen',
  later: 'zählen später',
  left: 'bleiben',
  moved: 'umgehängt',
  releases: 'Abrufe',
  openConflicts: 'offene Konflikte',
  linesKept: 'Zeilen bleiben',
  reportId: 'Bericht',
  pairs: 'Paare',
  lifted: 'aufgehoben',
  taken: 'übernommen',
  differenceCents: 'Unterschied',
  accountId: 'Zugang',
  before: 'vorher',
  after: 'nachher',
  records: 'Datensätze',
};

/** Codes that stand in the history, in the words of the pages; where two things share one, the field decides. */
const CODE_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: { ...PROJECT_STATE_WORDS, ...REQUEST_STATE_WORDS, ...PERIOD_STATE_WORDS },
  decision: REQUEST_STATE_WORDS,
  point: RELEASE_POINT_WORDS,
  purpose: PAPER_PURPOSE_WORDS,
  publicity: PUBLICITY_WORDS,
  elementState: ELEMENT_STATE_WORDS,
  riskKind: RISK_KIND_WORDS,
  riskState: { ...RISK_STATE_WORDS.risk },
  kind: {
    ...LINE_KIND_WORDS,
    ...REQUEST_KIND_WORDS,
    line: 'Zeile',
    open: 'nicht zugeordnet',
    excluded: 'ausgeschlossen',
    exclude: 'ausschließen',
  },
  ledger: LEDGER_WORDS,
  viewScope: VIEW_SCOPE_WORDS,
  role: ROLE_WORDS,
  movement: MOVEMENT_WORDS,
  trend: TREND_WORDS,
  direction: { block: 'sperren', release: 'lösen' },
  by: { cents: 'Euro', percent: 'Anteil' },
  method: {
    import: 'beim Einlesen',
    rule: 'durch Regel',
    suggestion: 'nach Vorschlag',
    manual: 'von Hand',
    split: 'aufgeteilt',
    exclude: 'ausgeschlossen',
    undo: 'zurückgenommen',
    conflict: 'nach Entscheidung',
  },
  ...Object.fromEntries(['overall', 'time', 'cost', 'scope'].map((dimension) => [dimension, LIGHT_WORDS])),
};

/** The field's name for the page; an unknown one is shown as it is, never hidden. */
export function fieldWord(field: string): string {
  return FIELD_WORDS[field] ?? field;
}

/** The largest length of a checksum's beginning that is shown. */
const SUM_LENGTH = 16;

function plain(field: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'ja' : 'nein';
  if (typeof value === 'number')
    return /(?:Cents|^cents)$/u.test(field) && Number.isSafeInteger(value)
      ? `${formatEuro(toCents(value))} €`
      : String(value).replace('.', ',').replace('-', '−');
  const word = CODE_WORDS[field]?.[value];
  if (word !== undefined) return word;
  if (isIsoDate(value)) return formatDate(value);
  return /^[\da-f]{64}$/u.test(value) ? `${value.slice(0, SUM_LENGTH)}…` : value;
}

/** Of an effect what it touched, changed and noted; its figures stand with the request. */
function effectText({ lines, values, notes }: Partial<RequestEffect>): string {
  return [
    ...(lines ?? []).map(({ number, name, year }) => `Zeile ${number} ${name}, ${year}`),
    ...(values ?? []).map(({ name, before, after }) => `${name}: ${before} → ${after}`),
    ...(notes ?? []),
  ].join('; ');
}

/** What a field held, in words: names for numbers, money in euro, dates and codes as the pages have them. */
export function fieldText(field: string, value: unknown, names: Names): string {
  if (value === undefined || value === null) return '–';
  if (Array.isArray(value)) return value.map((one) => fieldText(field, one, names)).join('; ') || '–';
  if (field === 'effect') return effectText(value) || '–';
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([, part]) => part !== null && part !== '')
      .map(([part, inner]) => `${fieldWord(part)} ${fieldText(part, inner, names)}`)
      .join(', ');
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return '–';
  const reference = referenceOf(field);
  const name = reference === undefined ? undefined : names[`${reference}:${value}`];
  if (field === 'reference' || (field === 'paper' && /^\d/u.test(String(value)))) return `GRDrs ${value}`;
  return name ?? plain(field, value);
}
