import { isMoney } from './profile-field.ts';
import type { ProfileField } from './profile-field.ts';

/** How amounts and dates are written. */
export const VALUE_FIELDS: readonly ProfileField[] = [
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
    as: 'null',
    options: [
      ['', 'keines'],
      ['.', 'Punkt'],
      [',', 'Komma'],
      ["'", 'Hochkomma'],
      [' ', 'Leerzeichen, auch schmale'],
    ],
  },
  {
    path: 'number.minus',
    label: 'Minus',
    options: [
      ['leading', 'vorn: −5,00'],
      ['trailing', 'hinten: 5,00−'],
      ['both', 'vorn oder hinten'],
      ['brackets', 'in Klammern: (5,00)'],
      ['any', 'alles davon, auch ein Plus'],
    ],
  },
  { path: 'number.currency', label: 'Währungszeichen', hint: '€ oder EUR, vor oder hinter der Zahl.' },
  {
    path: 'number.marks.minus',
    label: 'Kennzeichen für Minus',
    as: 'list',
    hint: 'Am Betrag, zum Beispiel H; Haben.',
    when: isMoney,
  },
  {
    path: 'number.marks.plus',
    label: 'Kennzeichen für Plus',
    as: 'list',
    hint: 'Zum Beispiel S; Soll. Dann hat jeder Betrag eines.',
    when: isMoney,
  },
  {
    path: 'number.exponent',
    label: 'Exponenten wie 4,72E7',
    as: 'switch',
    options: [
      ['', 'ablehnen'],
      ['true', 'lesen'],
    ],
    hint: 'Abgeschnittene Stellen sind in der Datei verloren.',
  },
  {
    path: 'number.rounding',
    label: 'Gleitkommazahlen',
    hint: 'Wie 5232707.7299999902; gerundet um höchstens 0,0005 €.',
    options: [
      ['', 'ablehnen'],
      ['double', 'auf den Cent runden und melden'],
    ],
    when: isMoney,
  },
  {
    path: 'unit',
    label: 'Einheit',
    options: [
      ['EUR', 'Euro'],
      ['TEUR', 'Tsd. €'],
      ['MIO', 'Mio. €'],
      ['CENT', 'Cent'],
    ],
    when: isMoney,
  },
  {
    path: 'sign',
    label: 'Vorzeichen',
    options: [
      ['expense-positive', 'Aufwand positiv'],
      ['expense-negative', 'Aufwand negativ'],
    ],
    when: isMoney,
  },
  {
    path: 'emptyAmount',
    label: 'Leerer Betrag',
    options: [
      ['refused', 'ist ein Fehler'],
      ['zero', 'ist 0,00'],
    ],
    when: isMoney,
  },
  {
    path: 'dateFormat',
    label: 'Datum',
    options: [
      ['dd.mm.yyyy', 'TT.MM.JJJJ'],
      ['d.m.yyyy', 'T.M.JJJJ'],
      ['dd.mm.yy', 'TT.MM.JJ'],
      ['dd.mm.yyyy-time', 'TT.MM.JJJJ mit Uhrzeit'],
      ['dd/mm/yyyy', 'TT/MM/JJJJ'],
      ['yyyymmdd', 'JJJJMMTT'],
      ['yyyy-mm-dd', 'JJJJ-MM-TT'],
      ['iso-time', 'JJJJ-MM-TT mit Uhrzeit'],
      ['iso-midnight', 'JJJJ-MM-TT mit T00:00:00Z'],
    ],
  },
];

/** What the sums must meet, and where a booking belongs. */
export const SUM_FIELDS: readonly ProfileField[] = [
  {
    path: 'controlTotal',
    label: 'Kontrollsumme',
    options: [
      ['required', 'nötig'],
      ['optional', 'freiwillig'],
    ],
  },
  { path: 'accountFrame', label: 'Kontenrahmen' },
  {
    path: 'assignment',
    label: 'Haushaltszeile finden über',
    as: 'list',
    options: [
      ['', 'keine Suche'],
      ['account', 'das Konto'],
      ['account-group', 'die Kontengruppe'],
      ['account; account-group', 'das Konto, sonst die Gruppe'],
    ],
  },
];
