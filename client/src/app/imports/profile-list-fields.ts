import { LEDGERS, LEDGER_WORDS, LINE_KINDS, LINE_KIND_WORDS } from '#shared/budget/terms.ts';
import { textOf, valueAt } from './profile-lists.ts';
import type { Choice, EditedList, Json, ListField } from './profile-lists.ts';

const COMPARISONS: readonly Choice[] = [
  ['empty', 'leer'],
  ['zero', '0,00'],
  ['equals', 'gleich'],
  ['starts-with', 'beginnend mit'],
  ['one-of', 'eines von'],
];

/** What one cell must be, as fields of a row; `at` is where the test stands in it. */
function testFields(at: string): ListField[] {
  const is = (row: Json): string => textOf(valueAt(row, `${at}is`));
  return [
    { path: `${at}column`, label: 'Spalte', as: 'text' },
    {
      path: `${at}not`,
      label: 'Zelle',
      as: 'switch',
      options: [
        ['', 'ist'],
        ['true', 'ist nicht'],
      ],
    },
    { path: `${at}is`, label: 'Vergleich', as: 'text', options: COMPARISONS },
    {
      path: `${at}value`,
      label: 'Text',
      as: 'text',
      when: (row) => ['equals', 'starts-with'].includes(is(row)),
    },
    {
      path: `${at}values`,
      label: 'Texte',
      as: 'list',
      hint: 'mit Semikolon',
      when: (row) => is(row) === 'one-of',
    },
  ];
}

/** A second test that a figure may have: chosen by its comparison, taken off by none. */
function secondTest(at: string): ListField[] {
  const has = (row: Json): boolean => textOf(valueAt(row, `${at}is`)) !== '';
  const choose: ListField = {
    path: `${at}is`,
    label: 'und',
    as: 'text',
    options: [['', 'keine weitere Bedingung'], ...COMPARISONS],
  };
  const rest = testFields(at).filter((field) => field.path !== choose.path);
  return [
    choose,
    ...rest.map((field) => ({ ...field, when: (row: Json) => has(row) && (field.when?.(row) ?? true) })),
  ];
}

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
    { path: `${side}.values`, label: `${word}, wenn`, as: 'list', hint: 'mit Semikolon' },
    { path: `${side}.account`, label: `Konto (${word})`, as: 'text' },
    { path: `${side}.ledger`, label: `Haushalt (${word})`, as: 'text', options: LEDGER_CHOICES },
    { path: `${side}.kind`, label: `Art (${word})`, as: 'text', options: KIND_CHOICES },
  ];
}

/** The parts of a profile that are edited as rows; the rest of it are single settings (profile-fields.ts). */
export const EDITED_LISTS: readonly EditedList[] = [
  {
    key: 'select',
    heading: 'Nur diese Zeilen',
    sentence:
      'Alle Bedingungen treffen zu, sonst gehört die Zeile nicht zu diesem Profil und wird nur gezählt.',
    row: 'Bedingung',
    add: 'Bedingung hinzufügen',
    empty: { column: '', is: 'equals', value: '' },
    fields: testFields(''),
  },
  {
    key: 'leaveOut',
    heading: 'Ausgelassene Zeilen',
    sentence: 'Gelesen und gezählt, aber nicht gebucht. Die erste zutreffende Regel nennt den Grund.',
    row: 'Auslassregel',
    add: 'Auslassregel hinzufügen',
    empty: { test: { column: '', is: 'empty' }, reason: '' },
    fields: [...testFields('test.'), { path: 'reason', label: 'Grund', as: 'text' }],
  },
  {
    key: 'totalsRow',
    heading: 'Summenzeile',
    sentence: 'Treffen alle Merkmale zu, wird die Zeile nicht gebucht; ihr Betrag ist die Kontrollsumme.',
    row: 'Merkmal',
    add: 'Merkmal hinzufügen',
    empty: { column: '', is: 'equals', value: '' },
    fields: testFields(''),
  },
  {
    key: 'controls',
    heading: 'Angegebene Kontrollsummen',
    sentence: 'Für eine Datei, deren Summen anderswo stehen. Mit den Vorzeichen der Datei, in Euro.',
    row: 'Kontrollsumme',
    add: 'Kontrollsumme hinzufügen',
    empty: { name: '', column: '', total: '' },
    fields: [
      { path: 'name', label: 'Name', as: 'text' },
      { path: 'column', label: 'Spalte', as: 'text' },
      { path: 'total', label: 'Summe', as: 'text', hint: '-1234.50' },
    ],
  },
  {
    key: 'rowChecks',
    heading: 'Zeilenprüfungen',
    sentence: 'In jeder Zeile müssen die Spalten links zusammen die Spalte rechts ergeben.',
    row: 'Prüfung',
    add: 'Prüfung hinzufügen',
    empty: { name: '', sum: [], equals: '', severity: 'warning' },
    fields: [
      { path: 'name', label: 'Name', as: 'text' },
      { path: 'sum', label: 'Summe der Spalten', as: 'list', hint: 'mit Semikolon' },
      { path: 'equals', label: '= Spalte', as: 'text' },
      {
        path: 'severity',
        label: 'Sonst',
        as: 'text',
        options: [
          ['warning', 'melden'],
          ['error', 'Zeile ablehnen'],
        ],
      },
    ],
  },
  {
    key: 'figures',
    heading: 'Benannte Summen',
    sentence:
      'Teilsummen, die neben der Vorschau stehen, z. B. Investitionen mit und ohne Verrechnungskonto.',
    row: 'Summe',
    add: 'Summe hinzufügen',
    empty: { name: '', where: [{ column: '', is: 'starts-with', value: '' }] },
    fields: [
      { path: 'name', label: 'Name', as: 'text' },
      { path: 'column', label: 'Betrag aus', as: 'text', hint: 'die einzige Betragsspalte' },
      ...testFields('where.0.'),
      ...secondTest('where.1.'),
    ],
  },
  {
    key: 'direction',
    single: true,
    heading: 'Ertrag oder Aufwand je Zeile',
    sentence: 'Eine Spalte sagt, ob die Zeile Ertrag oder Aufwand ist; ihr Betrag zählt in dieser Richtung.',
    row: 'Richtung',
    add: 'Richtung hinzufügen',
    empty: { column: '', income: { values: [] }, expense: { values: [] } },
    fields: [
      { path: 'column', label: 'Spalte', as: 'text' },
      ...sideFields('income', 'Ertrag'),
      ...sideFields('expense', 'Aufwand'),
    ],
  },
  {
    key: 'amounts',
    heading: 'Mehrere Beträge je Zeile',
    sentence:
      'Jeder Betrag wird eine eigene Buchung, z. B. eine Spalte je Jahr oder Ertrag neben Aufwand. Was hier leer ist, gilt wie oben.',
    row: 'Betrag',
    add: 'Betrag hinzufügen',
    empty: { column: '' },
    fields: [
      { path: 'column', label: 'Spalte', as: 'text' },
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
