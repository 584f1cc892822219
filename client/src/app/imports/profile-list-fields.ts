import { AMOUNT_LISTS } from './profile-amount-fields.ts';
import { isMoney } from './profile-field.ts';
import { MAPPED_LISTS } from './profile-map-fields.ts';
import { textOf, valueAt } from './profile-lists.ts';
import type { Choice, EditedList, Json, ListField } from './profile-lists.ts';

const COMPARISONS: readonly Choice[] = [
  ['empty', 'leer'],
  ['zero', '0,00'],
  ['equals', 'gleich'],
  ['starts-with', 'beginnend mit'],
  ['ends-with', 'endend mit'],
  ['contains', 'enthaltend'],
  ['one-of', 'eines von'],
  ['digits', 'nur Ziffern'],
];

/** How a condition is joined to those above it. */
const OR: ListField = {
  path: 'or',
  label: 'Verknüpfung',
  as: 'switch',
  options: [
    ['', 'und'],
    ['true', 'oder'],
  ],
};

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
      when: (row) => ['equals', 'starts-with', 'ends-with', 'contains'].includes(is(row)),
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

/** The parts of a profile that are edited as rows; the rest of it are single settings (profile-fields.ts). */
export const EDITED_LISTS: readonly EditedList[] = [
  {
    key: 'select',
    heading: 'Nur diese Zeilen',
    sentence:
      'Die Bedingungen treffen zu, sonst gehört die Zeile nicht zu diesem Profil und wird nur gezählt. „oder“ beginnt eine zweite Möglichkeit.',
    row: 'Bedingung',
    add: 'Bedingung hinzufügen',
    empty: { column: '', is: 'equals', value: '' },
    fields: [OR, ...testFields('')],
  },
  {
    key: 'tableEnd',
    heading: 'Ende der Tabelle',
    sentence: 'Die erste Zeile, auf die das zutrifft, und alle danach werden nicht gelesen, nur gezählt.',
    row: 'Merkmal',
    add: 'Merkmal hinzufügen',
    empty: { column: '', is: 'starts-with', value: '' },
    fields: [OR, ...testFields('')],
  },
  {
    key: 'leaveOut',
    heading: 'Ausgelassene Zeilen',
    sentence: 'Gelesen und gezählt, aber nicht gebucht. Die erste zutreffende Regel nennt den Grund.',
    row: 'Auslassregel',
    add: 'Auslassregel hinzufügen',
    empty: { test: { column: '', is: 'empty' }, reason: '' },
    fields: [
      ...testFields('test.'),
      ...secondTest('and.0.'),
      { path: 'reason', label: 'Grund', as: 'text' },
      {
        path: 'subtotal',
        label: 'Ihr Betrag',
        as: 'switch',
        when: isMoney,
        options: [
          ['', 'gehört zur Kontrollsumme'],
          ['true', 'ist eine Zwischensumme'],
        ],
      },
    ],
  },
  {
    key: 'totalsRow',
    heading: 'Summenzeile',
    sentence: 'Treffen die Merkmale zu, wird die Zeile nicht gebucht; ihr Betrag ist die Kontrollsumme.',
    row: 'Merkmal',
    add: 'Merkmal hinzufügen',
    empty: { column: '', is: 'equals', value: '' },
    when: isMoney,
    fields: [OR, ...testFields('')],
  },
  {
    key: 'controls',
    when: isMoney,
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
    when: isMoney,
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
    when: isMoney,
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
  ...AMOUNT_LISTS,
  ...MAPPED_LISTS,
];
