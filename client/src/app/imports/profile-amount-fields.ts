import { LEDGERS, LEDGER_WORDS, LINE_KINDS, LINE_KIND_WORDS } from '#shared/budget/terms.ts';
import { isMoney } from './profile-field.ts';
import type { Choice, EditedList, ListField } from './profile-lists.ts';

const LEDGER_CHOICES: readonly Choice[] = [
  ['', 'wie oben'],
  ...LEDGERS.map((one): Choice => [one, LEDGER_WORDS[one]]),
];
const KIND_CHOICES: readonly Choice[] = [
  ['', 'wie oben'],
  ...LINE_KINDS.map((one): Choice => [one, LINE_KIND_WORDS[one]]),
];

/** What one side of the direction column is booked as. */
function sideFields(side: 'income' | 'expense', word: string): ListField[] {
  return [
    { path: `${side}.values`, label: `${word}, wenn gleich`, as: 'list', hint: 'mit Semikolon' },
    { path: `${side}.startsWith`, label: `${word}, wenn Anfang`, as: 'list', hint: '4; 66' },
    { path: `${side}.account`, label: `Konto (${word})`, as: 'text' },
    { path: `${side}.ledger`, label: `Haushalt (${word})`, as: 'text', options: LEDGER_CHOICES },
    { path: `${side}.kind`, label: `Art (${word})`, as: 'text', options: KIND_CHOICES },
  ];
}

/** What tells income from expense, and several amounts of a row apart. */
export const AMOUNT_LISTS: readonly EditedList[] = [
  {
    key: 'direction',
    when: isMoney,
    single: true,
    heading: 'Ertrag oder Aufwand je Zeile',
    sentence:
      'Eine Spalte sagt, ob die Zeile Ertrag oder Aufwand ist: mit einem Wort (Einnahme, H) oder einem Anfang (Kontenklasse). Ihr Betrag zählt in dieser Richtung.',
    row: 'Richtung',
    add: 'Richtung hinzufügen',
    empty: { column: '', income: { values: [] }, expense: { values: [] } },
    fields: [
      { path: 'column', label: 'Spalte', as: 'text' },
      ...sideFields('income', 'Ertrag'),
      ...sideFields('expense', 'Aufwand'),
      {
        path: 'otherwise',
        label: 'Alle übrigen',
        as: 'text',
        options: [
          ['', 'sind ein Fehler'],
          ['income', 'sind Ertrag'],
          ['expense', 'sind Aufwand'],
        ],
      },
    ],
  },
  {
    key: 'amounts',
    when: isMoney,
    heading: 'Mehrere Beträge je Zeile',
    sentence:
      'Jeder Betrag wird eine eigene Buchung, z. B. Ertrag neben Aufwand. „Ansatz {Jahr}“ meint jede Spalte, die so heißt, und bucht sie in ihrem Jahr. Was hier leer ist, gilt wie oben.',
    row: 'Betrag',
    add: 'Betrag hinzufügen',
    empty: { column: '' },
    fields: [
      { path: 'column', label: 'Spalte', as: 'text' },
      { path: 'less', label: 'abzüglich', as: 'text', hint: 'Haben neben Soll' },
      { path: 'name', label: 'Name', as: 'text', hint: 'sonst wie die Spalte' },
      { path: 'fiscalYear', label: 'Haushaltsjahr', as: 'number' },
      { path: 'postedOn', label: 'Buchungstag', as: 'text', hint: 'JJJJ-MM-TT' },
      { path: 'account', label: 'Konto', as: 'text' },
      {
        path: 'ledger',
        label: 'Haushalt',
        as: 'text',
        options: LEDGER_CHOICES,
      },
      {
        path: 'kind',
        label: 'Art',
        as: 'text',
        options: KIND_CHOICES,
      },
      {
        path: 'sign',
        label: 'Vorzeichen',
        as: 'text',
        options: [
          ['', 'wie oben'],
          ['expense-positive', 'Aufwand positiv'],
          ['expense-negative', 'Aufwand negativ'],
        ],
      },
      {
        path: 'unit',
        label: 'Einheit',
        as: 'text',
        options: [
          ['', 'wie oben'],
          ['EUR', 'Euro'],
          ['TEUR', 'Tsd. €'],
          ['MIO', 'Mio. €'],
          ['CENT', 'Cent'],
        ],
      },
      {
        path: 'emptyAmount',
        label: 'Leerer Betrag',
        as: 'text',
        options: [
          ['', 'wie oben'],
          ['refused', 'ist ein Fehler'],
          ['zero', 'ist 0,00'],
        ],
      },
    ],
  },
];
