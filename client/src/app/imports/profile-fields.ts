/** One setting of a profile as the form offers it; `path` is where it stands in the profile. */
export interface ProfileField {
  path: string;
  label: string;
  hint?: string;
  options?: readonly (readonly [string, string])[];
  list?: boolean;
  number?: boolean;
}

const column = (field: string, label: string): ProfileField => ({ path: `columns.${field}`, label });

/** What most profiles need, in the order a person meets it; everything else is reached as JSON. */
export const PROFILE_SECTIONS: readonly { heading: string; fields: readonly ProfileField[] }[] = [
  {
    heading: 'Datei',
    fields: [
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
          ['csv', 'CSV'],
          ['xlsx', 'Excel'],
        ],
      },
      {
        path: 'encoding',
        label: 'Zeichensatz',
        hint: 'Falsche Umlaute in der Vorschau? Den anderen wählen.',
        options: [
          ['', '–'],
          ['utf-8', 'UTF-8'],
          ['windows-1252', 'Windows-1252'],
        ],
      },
      {
        path: 'separator',
        label: 'Trennzeichen',
        options: [
          ['', '–'],
          [';', 'Semikolon'],
          [',', 'Komma'],
          ['\t', 'Tabulator'],
          ['|', 'Strich'],
        ],
      },
      { path: 'headerRow', label: 'Kopfzeile', hint: 'Zeile der Überschriften, von 1 an.', number: true },
    ],
  },
  {
    heading: 'Spalten',
    fields: [
      column('amount', 'Betrag'),
      { ...column('object', 'Objekt'), list: true, hint: 'Mehrere mit Semikolon: die erste gefüllte zählt.' },
      column('account', 'Konto'),
      column('subBudget', 'Teilhaushalt'),
      column('name', 'Bezeichnung'),
      column('text', 'Text'),
      column('fiscalYear', 'Haushaltsjahr'),
      column('postedOn', 'Buchungsdatum'),
      column('documentOn', 'Belegdatum'),
      column('period', 'Periode'),
      column('companyCode', 'Buchungskreis'),
      column('documentNumber', 'Belegnummer'),
      column('lineItem', 'Position'),
      column('vendor', 'Kreditor'),
      column('orderNumber', 'Bestellnummer'),
      { ...column('reversedDocument', 'Stornobeleg'), hint: 'Nennt den Beleg, den die Zeile storniert.' },
    ],
  },
  {
    heading: 'Zahlen und Daten',
    fields: [
      {
        path: 'number.decimal',
        label: 'Dezimalzeichen',
        options: [
          [',', 'Komma'],
          ['.', 'Punkt'],
        ],
      },
      {
        path: 'number.thousands',
        label: 'Tausenderzeichen',
        options: [
          ['', 'keines'],
          ['.', 'Punkt'],
          [',', 'Komma'],
          ["'", 'Hochkomma'],
          [' ', 'Leerzeichen'],
        ],
      },
      {
        path: 'number.minus',
        label: 'Minus',
        options: [
          ['leading', 'vorn'],
          ['trailing', 'hinten'],
          ['both', 'vorn oder hinten'],
        ],
      },
      {
        path: 'unit',
        label: 'Einheit',
        options: [
          ['EUR', 'Euro'],
          ['TEUR', 'Tsd. €'],
          ['MIO', 'Mio. €'],
        ],
      },
      {
        path: 'sign',
        label: 'Vorzeichen',
        options: [
          ['expense-positive', 'Aufwand positiv'],
          ['expense-negative', 'Aufwand negativ'],
        ],
      },
      {
        path: 'emptyAmount',
        label: 'Leerer Betrag',
        options: [
          ['refused', 'ist ein Fehler'],
          ['zero', 'ist 0,00'],
        ],
      },
      {
        path: 'dateFormat',
        label: 'Datum',
        options: [
          ['dd.mm.yyyy', 'TT.MM.JJJJ'],
          ['yyyy-mm-dd', 'JJJJ-MM-TT'],
          ['iso-midnight', 'JJJJ-MM-TT mit T00:00:00Z'],
        ],
      },
    ],
  },
  {
    heading: 'Summen und Zuordnung',
    fields: [
      {
        path: 'controlTotal',
        label: 'Kontrollsumme',
        options: [
          ['required', 'nötig'],
          ['optional', 'freiwillig'],
        ],
      },
      { path: 'accountFrame', label: 'Kontenrahmen' },
    ],
  },
];
