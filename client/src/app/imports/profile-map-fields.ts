import { LEDGERS, LEDGER_WORDS, LINE_KINDS, LINE_KIND_WORDS } from '#shared/budget/terms.ts';
import { RECORD_RULES } from '#shared/imports/records/record-kinds.ts';
import { isRecords } from './profile-field.ts';
import { textOf } from './profile-lists.ts';
import type { Choice, EditedList, Json, ListField } from './profile-lists.ts';

/** Our fields of a profile for amounts, as they are called. */
const MONEY_FIELDS: readonly Choice[] = [
  ['object', 'Objekt'],
  ['account', 'Konto'],
  ['subBudget', 'Teilhaushalt'],
  ['subBudgetName', 'Name des Teilhaushalts'],
  ['name', 'Bezeichnung'],
  ['text', 'Text'],
  ['fiscalYear', 'Haushaltsjahr'],
  ['postedOn', 'Buchungsdatum'],
  ['documentOn', 'Belegdatum'],
  ['period', 'Periode'],
  ['companyCode', 'Buchungskreis'],
  ['documentNumber', 'Belegnummer'],
  ['lineItem', 'Position'],
  ['vendor', 'Kreditor'],
  ['orderNumber', 'Bestellnummer'],
  ['reversedDocument', 'Stornobeleg'],
  ['kind', 'Art'],
  ['ledger', 'Haushalt'],
];

/** Fields of every kind of record; the same field is called the same. */
const RECORD_CHOICES: readonly Choice[] = [
  ...new Map(
    Object.values(RECORD_RULES).flatMap(({ fields }) =>
      Object.entries(fields).map(([name, { title }]) => [name, title] as const),
    ),
  ),
];

const fieldOf = (choices: readonly Choice[]): ListField => ({
  path: 'key',
  label: 'Feld',
  as: 'text',
  options: [['', '– bitte wählen –'], ...choices],
});

const takes =
  (...kinds: readonly string[]) =>
  (row: Json): boolean =>
    kinds.includes(textOf(row['take']));

const partFields = (choices: readonly Choice[]): ListField[] => [
  fieldOf(choices),
  {
    path: 'take',
    label: 'Teil',
    as: 'text',
    options: [
      ['before', 'vor dem Zeichen'],
      ['after', 'nach dem Zeichen'],
      ['first', 'die ersten Zeichen'],
      ['last', 'die letzten Zeichen'],
      ['middle', 'Zeichen ab einer Stelle'],
      ['integer', 'ganze Zahl (103808.0)'],
      ['year', 'das Jahr'],
    ],
  },
  { path: 'mark', label: 'Zeichen', as: 'exact', hint: 'Leerzeichen, -, /', when: takes('before', 'after') },
  { path: 'from', label: 'ab Stelle', as: 'number', when: takes('middle') },
  { path: 'count', label: 'Anzahl', as: 'number', when: takes('first', 'last', 'middle') },
];

const words = (known: Readonly<Record<string, string>>, codes: readonly string[]): string =>
  codes.map((code) => `${code} = ${known[code] ?? code}`).join(', ');

/** The parts of a profile that are held by the names of our fields, edited as rows like its lists. */
export const MAPPED_LISTS: readonly EditedList[] = [
  {
    key: 'fields',
    map: 'texts',
    when: isRecords,
    heading: 'Spalten',
    sentence: 'Welche Spalte der Datei welches Feld ist.',
    row: 'Feld',
    add: 'Feld hinzufügen',
    empty: { key: '', value: '' },
    fields: [fieldOf(RECORD_CHOICES), { path: 'value', label: 'Spalte', as: 'exact' }],
  },
  {
    key: 'constants',
    map: 'texts',
    when: isRecords,
    heading: 'Für alle Zeilen',
    sentence: 'Was die Datei nicht sagt; auch dort, wo die Spalte leer ist.',
    row: 'Angabe',
    add: 'Angabe hinzufügen',
    empty: { key: '', value: '' },
    fields: [fieldOf(RECORD_CHOICES), { path: 'value', label: 'Wert', as: 'exact' }],
  },
  {
    key: 'parts',
    map: 'objects',
    heading: 'Teile von Zellen',
    sentence:
      'Aus „111001 Steuerung“ das Objekt vor und die Bezeichnung nach dem Leerzeichen; aus einem Datum das Jahr.',
    row: 'Teil',
    add: 'Teil hinzufügen',
    empty: { key: '', take: 'before', mark: ' ' },
    fields: partFields([
      ...MONEY_FIELDS,
      ...RECORD_CHOICES.filter(([name]) => !MONEY_FIELDS.some(([own]) => own === name)),
    ]),
  },
  {
    key: 'words',
    map: 'words',
    heading: 'Wörter der Datei',
    sentence: `Was ein Text der Datei bei uns heißt. Art: ${words(LINE_KIND_WORDS, LINE_KINDS)}. Haushalt: ${words(LEDGER_WORDS, LEDGERS)}. Ein Wort, das hier fehlt, ist ein Fehler; Beträge, Jahre, Perioden und Daten werden dann gelesen wie immer.`,
    row: 'Wort',
    add: 'Wort hinzufügen',
    empty: { key: '', from: '', to: '' },
    fields: [
      fieldOf([
        ['amount', 'Betrag'],
        ...MONEY_FIELDS,
        ...RECORD_CHOICES.filter(([name]) => !MONEY_FIELDS.some(([own]) => own === name)),
      ]),
      { path: 'from', label: 'In der Datei', as: 'exact' },
      { path: 'to', label: 'bei uns', as: 'exact' },
    ],
  },
  {
    key: 'namedColumns',
    map: 'objects',
    heading: 'Eigene Namen für Spalten',
    sentence: 'Für Überschriften, die doppelt vorkommen oder fehlen. Die Überschrift muss genau dort stehen.',
    row: 'Spalte',
    add: 'Spalte hinzufügen',
    empty: { key: '', header: '' },
    fields: [
      { path: 'key', label: 'Eigener Name', as: 'exact' },
      { path: 'header', label: 'Überschrift', as: 'exact', hint: 'leer, wenn keine da ist' },
      { path: 'position', label: 'Stelle', as: 'number', hint: 'von links, ab 1' },
    ],
  },
  {
    key: 'oneMeaning',
    when: isRecords,
    heading: 'Eindeutige Texte',
    sentence: 'Jeder Text des linken Felds steht für einen Text des rechten; sonst wird es gemeldet.',
    row: 'Regel',
    add: 'Regel hinzufügen',
    empty: { field: '', for: '' },
    fields: [
      { path: 'field', label: 'Feld', as: 'text', options: [['', '–'], ...RECORD_CHOICES] },
      { path: 'for', label: 'steht für', as: 'text', options: [['', '–'], ...RECORD_CHOICES] },
    ],
  },
];
