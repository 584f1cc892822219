import { isCsv, isSheet } from './profile-field.ts';
import type { ProfileField } from './profile-field.ts';

/** What the file is, and where its table stands in it. */
export const FILE_FIELDS: readonly ProfileField[] = [
  { path: 'title', label: 'Name' },
  // What can be chosen stands in the data: the form fills it in.
  {
    path: 'source',
    label: 'Quelle',
    hint: 'Woher die Zeilen kommen; neue legen Sie unten an.',
    options: [],
  },
  {
    path: 'format',
    label: 'Format',
    options: [
      ['csv', 'Text (CSV, Liste)'],
      ['xlsx', 'Excel'],
    ],
  },
  {
    path: 'encoding',
    label: 'Zeichensatz',
    hint: 'Falsche Umlaute in der Vorschau? Einen anderen wählen.',
    when: isCsv,
    options: [
      ['', '–'],
      ['utf-8', 'UTF-8'],
      ['windows-1252', 'Windows-1252'],
      ['iso-8859-15', 'ISO 8859-15'],
      ['utf-16', 'UTF-16 (SAP: „Unicode“)'],
    ],
  },
  {
    path: 'separator',
    label: 'Trennzeichen',
    when: isCsv,
    options: [
      ['', '–'],
      [';', 'Semikolon'],
      [',', 'Komma'],
      ['\t', 'Tabulator'],
      ['|', 'Strich'],
    ],
  },
  {
    path: 'sheet',
    label: 'Tabellenblatt',
    hint: 'Leer: das einzige, das nicht ausgeblendet ist.',
    when: isSheet,
  },
  {
    path: 'sheets',
    label: 'Mehrere Blätter',
    hint: 'Namen mit Semikolon; „Plan *“ meint alle sichtbaren, die so beginnen.',
    as: 'list',
    when: isSheet,
  },
  {
    path: 'sheetColumn',
    label: 'Blattname als Spalte',
    hint: 'Unter diesem Namen ist der Name des Blatts eine Spalte.',
    when: isSheet,
  },
  {
    path: 'headerRow',
    label: 'Kopfzeile',
    hint: 'Zeile der Überschriften, von 1 an.',
    as: 'number',
  },
  {
    path: 'headerRows',
    label: 'Zeilen der Überschrift',
    hint: 'Mehrere ergeben einen Namen: „Ansatz 2021“ über „Ertrag“.',
    as: 'number',
    options: [
      ['', '1'],
      ['2', '2'],
      ['3', '3'],
    ],
  },
];

/** What else stands in the file, and how it is taken; everything left out is counted and told. */
export const FORM_FIELDS: readonly ProfileField[] = [
  {
    path: 'textLines',
    label: 'Zeilen mit nur einem Text',
    hint: 'Zwischenüberschriften, „Erstellt am …“.',
    options: [
      ['', 'sind ein Fehler'],
      ['left-out', 'auslassen'],
    ],
  },
  {
    path: 'lines',
    label: 'Aufbau',
    hint: 'Gedruckte Liste aus SAP: Spalten zwischen Strichen.',
    when: isCsv,
    options: [
      ['', 'eine Zeile je Datensatz'],
      ['list', 'Liste mit Strichen'],
    ],
  },
  {
    path: 'quotes',
    label: 'Anführungszeichen',
    when: isCsv,
    options: [
      ['', 'umschließen Felder'],
      ['none', 'gehören zum Text'],
    ],
  },
  {
    path: 'fieldBreaks',
    label: 'Feld über mehrere Zeilen',
    when: isCsv,
    options: [
      ['', 'lesen und melden'],
      ['refused', 'Zeile ablehnen'],
    ],
  },
  {
    path: 'missingCells',
    label: 'Fehlende Felder am Zeilenende',
    when: isCsv,
    options: [
      ['', 'sind ein Fehler'],
      ['empty', 'sind leer'],
    ],
  },
  {
    path: 'hiddenRows',
    label: 'Ausgeblendete Zeilen',
    when: isSheet,
    options: [
      ['', 'lesen und melden'],
      ['left-out', 'auslassen und melden'],
    ],
  },
  {
    path: 'mergedCells',
    label: 'Verbundene Zellen',
    hint: 'Ein Betrag zählt immer einmal.',
    when: isSheet,
    options: [
      ['', 'zählen für jede ihrer Zeilen'],
      ['first', 'zählen für die erste Zeile'],
    ],
  },
  {
    path: 'formulas',
    label: 'Formeln',
    hint: 'In der Summenzeile zählt das Ergebnis immer.',
    when: isSheet,
    options: [
      ['', 'ablehnen'],
      ['stored', 'gespeichertes Ergebnis lesen'],
    ],
  },
  {
    path: 'longText',
    label: 'Texte über 500 Zeichen',
    hint: 'Nur Beschreibungen; ein Code wird nie gekürzt.',
    options: [
      ['', 'sind ein Fehler'],
      ['cut', 'kürzen und melden'],
      ['kept', 'ganz behalten'],
    ],
  },
];
