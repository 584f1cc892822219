import { test } from 'node:test';
import { SIDE_BY_SIDE, formTests } from './test-file-forms.ts';
import { testWorkbook } from './test-sheets.ts';

/** Forms in which German cities give out their budgets and bookings, each read by its profile alone. */
const FORMS = formTests({
  'a workbook with a header of merged cells, a hidden row and a sum as formula': {
    profile: {
      ...SIDE_BY_SIDE,
      ...{ format: 'xlsx', sheet: 'Plan', headerRow: 3, headerRows: 2 },
      columns: { amount: undefined, object: ['Produkt'], account: 'Konto', fiscalYear: undefined },
      amounts: [
        { column: 'Ansatz {Jahr} Ertrag', name: 'Ertrag', sign: 'expense-negative' },
        { column: 'Ansatz {Jahr} Aufwand', name: 'Aufwand' },
      ],
      leaveOut: [
        { test: { column: 'Ansatz {Jahr} Ertrag', is: 'zero' }, reason: 'null' },
        { test: { column: 'Ansatz {Jahr} Aufwand', is: 'zero' }, reason: 'null' },
      ],
      totalsRow: [{ column: 'Produkt', is: 'equals', value: 'Summe' }],
      controlTotal: 'required',
    },
    file: testWorkbook([
      { name: 'Deckblatt', rows: [['x']] },
      {
        name: 'Plan',
        rows: [
          ['Haushaltsplan 2032'],
          [],
          ['Produkt', 'Konto', 'Ansatz 2032', null, 'Ansatz 2033', null],
          [null, null, 'Ertrag', 'Aufwand', 'Ertrag', 'Aufwand'],
          ['111001', { v: '42710000' }, { v: '0' }, { v: '1000.5' }, { v: '0' }, { v: '1100' }],
          ['111002', { v: '3.411E7' }, { v: '2500.25' }, { v: '0' }, { v: '2600' }, { v: '0' }],
          [
            'Summe',
            null,
            { f: 'SUM(C5:C6)', v: '2500.25' },
            { f: 'SUM(D5:D6)', v: '1000.5' },
            { f: 'E', v: '2600' },
            { f: 'F', v: '1100' },
          ],
        ],
        hiddenRows: [6],
        merges: ['A3:A4', 'B3:B4', 'C3:D3', 'E3:F3'],
      },
      { name: 'Alt', rows: [['x']], state: 'hidden' },
    ]),
    bookings: [
      '2032 111001 42710000 100050',
      '2033 111001 42710000 110000',
      '2032 111002 34110000 -250025',
      '2033 111002 34110000 -260000',
    ],
    notices: [/1 ausgeblendete Zeile gelesen wie jede andere \(Zeile 6\)/u, /\(Alt\)/u],
  },
  'a sheet for each year': {
    profile: {
      ...{ format: 'xlsx', sheets: ['Plan *'], sheetColumn: 'Blatt' },
      columns: { fiscalYear: 'Blatt' },
      parts: { fiscalYear: { take: 'year' } },
    },
    file: testWorkbook(
      ['Plan 2021', 'Plan 2022'].map((name, at) => ({
        name,
        rows: [
          ['Objekt', 'Konto', 'Betrag'],
          ['O1', { v: '44.0' }, { v: `${at + 1}` }],
        ],
      })),
    ),
    bookings: ['2021 O1 44 100', '2022 O1 44 200'],
  },
});
for (const [name, run] of FORMS) test(name, run);
