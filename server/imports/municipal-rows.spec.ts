import { test } from 'node:test';
import { lines, PLAIN_HEAD, formTests } from './test-file-forms.ts';

/** Forms in which German cities give out their budgets and bookings, each read by its profile alone. */
const FORMS = formTests({
  'code and name in one cell': {
    profile: {
      columns: { object: ['Produkt'], name: 'Produkt', subBudget: 'THH', subBudgetName: 'THH' },
      constants: {},
      parts: {
        object: { take: 'before', mark: ' ' },
        name: { take: 'after', mark: ' ' },
        subBudget: { take: 'before', mark: ' - ' },
        subBudgetName: { take: 'after', mark: ' - ' },
      },
    },
    file: lines('Jahr;THH;Produkt;Konto;Betrag', '2021;THH 1 - Innere Verwaltung;111001 Steuerung;44;1,00'),
    bookings: ['2021 111001 44 100'],
  },
  'codes that a program wrote as fractions': {
    profile: {
      parts: { object: { take: 'integer' }, account: { take: 'integer' }, fiscalYear: { take: 'year' } },
    },
    file: lines(PLAIN_HEAD, '31.12.2021;103808.0;44010000.0;1,00', 'HHJ 2022;0012;4.401E7;2,00'),
    bookings: ['2021 103808 44010000 100', '2022 12 44010000 200'],
  },
  'a second column where the first is empty': {
    profile: { columns: { object: ['PSP', 'Auftrag'], account: ['Konto', 'Kostenart'] } },
    file: lines('Jahr;PSP;Auftrag;Konto;Kostenart;Betrag', '2021;;A7;;44;1,00', '2021;P1;A7;43;44;2,00'),
    bookings: ['2021 A7 44 100', '2021 P1 43 200'],
  },
  'amounts without a sign, told apart by the account class': {
    profile: {
      direction: {
        column: 'Konto',
        income: { startsWith: ['4', '66'] },
        expense: { startsWith: ['6'] },
        otherwise: 'expense',
      },
      columns: { kind: undefined },
      constants: { subBudget: 'T', ledger: 'result', kind: 'other' },
    },
    file: lines(PLAIN_HEAD, '2021;O1;4110;1,00', '2021;O1;6511;2,00', '2021;O1;6611;3,00', '2021;O1;7;4,00'),
    bookings: ['2021 O1 4110 -100', '2021 O1 6511 200', '2021 O1 6611 -300', '2021 O1 7 400'],
  },
  'words instead of codes': {
    profile: {
      columns: { kind: 'Art', ledger: 'Plan' },
      words: {
        kind: { Ertrag: 'income', Aufwand: 'material' },
        ledger: { Ergebnisplan: 'result', Finanzplan: 'cash' },
        amount: { '–': '0', 'k. A.': '0' },
      },
    },
    file: lines(
      `${PLAIN_HEAD};Art;Plan`,
      '2021;O1;X1;-1,00;Ertrag;Ergebnisplan',
      '2021;O1;X2;–;Aufwand;Finanzplan',
    ),
    bookings: ['2021 O1 X1 -100', '2021 O1 X2 0'],
  },
  'rows of one of two kinds': {
    profile: {
      select: [
        { column: 'Art', is: 'equals', value: 'Plan' },
        { column: 'Konto', is: 'starts-with', value: '4' },
        { column: 'Art', is: 'equals', value: 'Nachtrag', or: true },
      ],
    },
    file: lines(
      `${PLAIN_HEAD};Art`,
      '2021;O1;44;1;Plan',
      '2021;O1;55;x;Plan',
      '2021;O1;55;3;Nachtrag',
      '2021;O1;44;y;Ist',
    ),
    bookings: ['2021 O1 44 100', '2021 O1 55 300'],
  },
  'rows left out before their amounts are read': {
    profile: {
      number: { decimal: '.', thousands: null },
      leaveOut: [
        { test: { column: 'Betrag', is: 'equals', value: 'nan' }, reason: 'kein Wert' },
        {
          test: { column: 'Konto', is: 'digits', not: true },
          and: [{ column: 'Konto', is: 'empty', not: true }],
          reason: 'Zwischensumme',
        },
      ],
    },
    file: lines(PLAIN_HEAD, '2021;O1;44;12.50', '2021;O2;44;nan', 'x;O3;Summe 44;n/a'),
    bookings: ['2021 O1 44 1250'],
  },
  'sums of a year, booked on its last day': {
    profile: { kind: 'actuals', postingDay: 'year-end' },
    file: lines(PLAIN_HEAD, '2021;O1;44;1,00'),
    bookings: ['2021 O1 44 100'],
  },
  'exponents by consent': {
    profile: { separator: ',', number: { decimal: '.', thousands: null, exponent: true } },
    file: lines('Jahr,Objekt,Konto,Betrag', '2021,O1,44,4.72E7'),
    bookings: ['2021 O1 44 4720000000'],
  },
  'doubles that a program wrote as text': {
    profile: { number: { decimal: '.', thousands: null, rounding: 'double' } },
    file: lines(PLAIN_HEAD, '2021;O1;44;5232707.7299999902'),
    bookings: ['2021 O1 44 523270773'],
    notices: [
      /1 Betrag ist als Gleitkommazahl gespeichert .* höchstens 0,000001 € \(erlaubt sind 0,0005 €\)/u,
    ],
  },
  'a printed list': {
    profile: {
      ...{ separator: '|', lines: 'list', headerRow: 3, kind: 'actuals' },
      columns: {
        amount: 'Wert/BWähr',
        object: ['Kostenst.'],
        account: 'Kostenart',
        fiscalYear: 'Buch.dat.',
        postedOn: 'Buch.dat.',
      },
      parts: { fiscalYear: { take: 'year' } },
      number: { minus: 'trailing' },
      leaveOut: [
        { test: { column: 'Kostenst.', is: 'equals', value: '*' }, reason: 'Zwischensumme', subtotal: true },
      ],
      totalsRow: [{ column: 'Kostenst.', is: 'equals', value: '**' }],
      controlTotal: 'required',
    },
    file: lines(
      '31.01.2032      Dynamische Listausgabe      1',
      '---------------------------------------------',
      '|Kostenst. |Kostenart |  Wert/BWähr|Buch.dat.  |',
      '---------------------------------------------',
      '|110010    |42710000  |   1.234,56 |31.01.2032 |',
      '|110010    |42710000  |     100,00-|31.01.2032 |',
      '|*         |42710000  |   1.134,56 |           |',
      '---------------------------------------------',
      '|Kostenst. |Kostenart |  Wert/BWähr|Buch.dat.  |',
      '---------------------------------------------',
      '|110020    |42720000  |      50,00 |31.01.2032 |',
      '|**        |          |   1.184,56 |           |',
    ),
    bookings: ['2032 110010 42710000 123456', '2032 110010 42710000 -10000', '2032 110020 42720000 5000'],
  },
});
for (const [name, run] of FORMS) test(name, run);
