import { test } from 'node:test';
import { lines, PLAIN_HEAD, SIDE_BY_SIDE, formTests } from './test-file-forms.ts';

/** Forms in which German cities give out their budgets and bookings, each read by its profile alone. */
const FORMS = formTests({
  'a minus behind the figure': {
    profile: { number: { minus: 'trailing' } },
    file: lines(PLAIN_HEAD, '2021;O1;44;1.234,56-'),
    bookings: ['2021 O1 44 -123456'],
  },
  'a minus in brackets with a currency': {
    profile: { number: { minus: 'brackets', currency: '€' } },
    file: lines(PLAIN_HEAD, '2021;O1;44;(1.234,56 €)', '2021;O2;44;5 €'),
    bookings: ['2021 O1 44 -123456', '2021 O2 44 500'],
  },
  'S and H behind the amount': {
    profile: { number: { marks: { plus: ['S'], minus: ['H'] } } },
    file: lines(PLAIN_HEAD, '2021;O1;44;1.234,56 S', '2021;O1;44;5,00 H'),
    bookings: ['2021 O1 44 123456', '2021 O1 44 -500'],
  },
  'S and H in a column of their own': {
    profile: {
      direction: { column: 'S/H', income: { values: ['H'] }, expense: { values: ['S'] } },
    },
    file: lines(`${PLAIN_HEAD};S/H`, '2021;O1;44;1.234,56;S', '2021;O1;44;5,00;H'),
    bookings: ['2021 O1 44 123456', '2021 O1 44 -500'],
  },
  'Soll and Haben side by side': {
    profile: { columns: { amount: 'Soll', less: 'Haben' }, emptyAmount: 'zero' },
    file: lines('Jahr;Objekt;Konto;Soll;Haben', '2021;O1;44;1.234,56;', '2021;O1;44;;5,00'),
    bookings: ['2021 O1 44 123456', '2021 O1 44 -500'],
  },
  'income and expense side by side': {
    profile: {
      ...SIDE_BY_SIDE,
      columns: { amount: undefined, account: undefined },
      amounts: [
        { column: 'Ertrag', account: 'E', ledger: 'result', kind: 'income', sign: 'expense-negative' },
        { column: 'Aufwand', account: 'A', ledger: 'result', kind: 'other' },
      ],
    },
    file: lines('Jahr;Objekt;Ertrag;Aufwand', '2021;O1;100,00;250,50', '2021;O2;;1,00'),
    bookings: ['2021 O1 E -10000', '2021 O1 A 25050', '2021 O2 E 0', '2021 O2 A 100'],
  },
  'years side by side, named by their columns': {
    profile: {
      ...SIDE_BY_SIDE,
      amounts: [{ column: 'Ansatz {Jahr}' }],
      leaveOut: [{ test: { column: 'Ansatz {Jahr}', is: 'zero' }, reason: 'null' }],
    },
    file: lines('Objekt;Konto;Ergebnis 2020;Ansatz 2021;Ansatz 2022', 'O1;44;9;1,00;2,00', 'O2;44;9;;3,00'),
    bookings: ['2021 O1 44 100', '2022 O1 44 200', '2022 O2 44 300'],
  },
  'years on the upper of two header rows': {
    profile: { ...SIDE_BY_SIDE, headerRows: 2, amounts: [{ column: '{Jahr} Ansatz' }] },
    file: lines('Objekt;Konto;2021;;2022;', ';;Ansatz;Ist;Ansatz;Ist', 'O1;44;1,00;7;2,00;8'),
    bookings: ['2021 O1 44 100', '2022 O1 44 200'],
  },
  'thousands of euro': {
    profile: { unit: 'TEUR' },
    file: lines(PLAIN_HEAD, '2021;O1;44;1.234,5'),
    bookings: ['2021 O1 44 123450000'],
  },
  'apostrophes as thousands': {
    profile: { number: { decimal: '.', thousands: "'" } },
    file: lines(PLAIN_HEAD, "2021;O1;44;1'234.56", '2021;O1;44;2’000.00'),
    bookings: ['2021 O1 44 123456', '2021 O1 44 200000'],
  },
  'blanks as thousands, also narrow ones': {
    profile: { number: { thousands: ' ', currency: 'EUR' } },
    file: lines(PLAIN_HEAD, '2021;O1;44;1 234,56 EUR', '2021;O1;44;1\u202f000,00\u00a0EUR'),
    bookings: ['2021 O1 44 123456', '2021 O1 44 100000'],
  },
  'quoted numbers behind tabulators in UTF-16': {
    profile: { separator: '\t', encoding: 'utf-16' },
    file: Buffer.from(
      `\ufeff${lines('Jahr\tObjekt\tKonto\tBetrag', '"2021"\t"Büro"\t"44"\t"1.234,56"')}`,
      'utf16le',
    ),
    bookings: ['2021 Büro 44 123456'],
  },
  'a blank first column and the header on every page': {
    profile: { headerRow: 3, textLines: 'left-out' },
    file: lines(
      'Haushalt 2021',
      '',
      `;${PLAIN_HEAD}`,
      ';2021;O1;44;1,00',
      `;${PLAIN_HEAD}`,
      ';2021;O2;44;2,00',
      ';;;Seite 2;',
      '',
    ),
    bookings: ['2021 O1 44 100', '2021 O2 44 200'],
    notices: [/1 wiederholte Kopfzeile/u, /1 Zeile, in der nur ein Text steht, ausgelassen \(Zeile 7\)/u],
  },
});
for (const [name, run] of FORMS) test(name, run);
