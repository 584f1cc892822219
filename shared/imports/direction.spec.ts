import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountMap } from './account-map.ts';
import { noticesOf } from './plan-view.ts';
import { ImportProfile, neededHeaders } from './profile.ts';
import { rowReader } from './row-reader.ts';
import { planned, TestFile } from './test-plan.ts';
import { toCents } from '../money.ts';

const PROFILE = ImportProfile.parse({
  code: 'probe',
  title: 'Probe',
  description: '',
  kind: 'actuals',
  layout: 'items',
  source: 'PROBE',
  format: 'csv',
  encoding: 'utf-8',
  separator: ';',
  headerRow: 1,
  columns: { amount: 'Betrag', object: ['Objekt'], text: 'Text' },
  constants: { fiscalYear: 2021, postedOn: '2021-03-01' },
  direction: {
    column: 'Art',
    income: { values: ['Ertrag'], account: '3', ledger: 'result', kind: 'income' },
    expense: { values: ['Aufwand'], account: '4', ledger: 'result', kind: 'material' },
  },
  number: { decimal: ',', thousands: '.', minus: 'both' },
  unit: 'EUR',
  sign: 'expense-positive',
  emptyAmount: 'refused',
  dateFormat: 'dd.mm.yyyy',
  leaveOut: [],
  totalsRow: null,
  controlTotal: 'optional',
  accountFrame: 'BW',
  assignment: ['account'],
});

function planOf(entered: number) {
  const file = new TestFile(rowReader(PROFILE, accountMap([]), 'probe.csv'), (text) => text);
  const rows = [
    ['160,50', 'Aufwand'],
    ['147,00', 'Ertrag'],
  ];
  rows.forEach(([amount = '', side = ''], at) => {
    const cells: Record<string, string> = { Betrag: amount, Art: side, Objekt: 'O', Text: `Zeile ${at}` };
    file.add({ line: at + 2, cells: neededHeaders(PROFILE).map((header) => cells[header] ?? '') });
  });
  const plan = planned(file, { profile: PROFILE, enteredCents: toCents(entered) });
  return { plan, notices: noticesOf(plan, file.file) };
}

test('Where a column says the direction, the typed sum is that of the file and shown as typed', () => {
  const { plan, notices } = planOf(30_750);
  assert.deepEqual([plan.control.ok, plan.sumCents], [true, 1_350]);
  assert.deepEqual(plan.control.lines, [
    { name: 'Angegebene Kontrollsumme', origin: 'entered', statedCents: 30_750, fileCents: 30_750 },
  ]);
  assert.ok(
    notices.includes(
      'Die Beträge stehen ohne Vorzeichen in der Datei, die Richtung in einer eigenen Spalte: Summe 307,50 € = Aufwand 160,50 € + Ertrag 147,00 €. Gezählt wird Aufwand weniger Ertrag: 13,50 €.',
    ),
    notices.join('\n'),
  );
});

test('The difference of expense and income is not the sum of the file', () => {
  const { plan } = planOf(1_350);
  assert.deepEqual([plan.control.ok, plan.control.lines[0]?.fileCents], [false, 30_750]);
  assert.match(plan.control.fault ?? '', /13,50 €, Summe der Zeilen 307,50 €/u);
});
