import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { reversalNotices, reversalsAmong } from './reversals.ts';
import type { NewRow, Original } from './reversals.ts';
import { documentKey } from './row-key.ts';

/** `document day cents [reversed document]`, all of company code 1000, year 2021, line 1. */
function row(text: string): NewRow {
  const [documentNumber = '', day = '', cents = '', reversedDocument = ''] = text.split(' ');
  const postedOn = toIsoDate(`2021-03-${day}`);
  const code = { companyCode: '1000', fiscalYear: 2021, documentNumber, lineItem: '001' };
  const none = { subBudget: '', name: '', text: '', vendor: '', orderNumber: '', object: 'o', account: 'a' };
  const money = {
    ledger: 'result',
    kind: 'material',
    rawAmount: cents,
    cents: toCents(Number(cents)),
  } as const;
  const dated = { line: 1, postedOn, documentOn: null, period: '03', reversedDocument };
  return {
    keyed: { key: documentKey(code), content: text, seq: 1, row: { ...code, ...none, ...money, ...dated } },
    occurrence: 1,
  };
}

function stored(text: string, more: Partial<Original> = {}): Original {
  const { key, row: source } = row(text).keyed;
  const { documentNumber, postedOn, cents } = source;
  return { id: 7, key, occurrence: 1, documentNumber, postedOn, cents, taken: false, ...more };
}

/** What is stored, the new rows, and `reversal→original` per link. */
const CASES: [string, Original[], string[], string[]][] = [
  ['a stored posting', [stored('100 05 500')], ['101 09 -500 100'], ['101→100']],
  ['a row of the same file', [], ['100 05 500', '101 09 -500 100'], ['101→100']],
  ['both lines naming each other', [], ['100 05 500 101', '101 09 -500 100'], ['101→100']],
  ['the same day: the higher document is the reversal', [], ['99 05 500 100', '100 05 -500 99'], ['100→99']],
  ['leading zeros', [stored('0100 05 500')], ['101 09 -500 100'], ['101→0100']],
  ['another amount', [stored('100 05 500')], ['101 09 -400 100'], []],
  ['the same sign', [stored('100 05 500')], ['101 09 500 100'], []],
  ['an unknown document', [], ['101 09 -500 100'], []],
  ['a posting reversed before', [stored('100 05 500', { taken: true })], ['101 09 -500 100'], []],
  ['a posting only once', [stored('100 05 500')], ['101 09 -500 100', '102 10 -500 100'], ['101→100']],
  ['no earlier row reverses a later one', [stored('100 15 500')], ['101 09 -500 100'], []],
  ['rows that name nothing', [stored('100 05 500')], ['101 09 -500'], []],
  ['zero', [stored('100 05 0')], ['101 09 0 100'], []],
];
for (const [name, existing, rows, expected] of CASES) {
  test(`Reversal: ${name} gives ${expected.join(', ') || 'no link'}`, () => {
    const links = reversalsAmong(rows.map(row), existing);
    const words = links.map((link) => `${link.row.keyed.row.documentNumber}→${link.original.documentNumber}`);
    assert.deepEqual(words, expected);
  });
}

test('The preview says how many were linked and how many name a document that does not fit', () => {
  const rows = ['101 09 -500 100', '103 09 -1 77'].map(row);
  assert.deepEqual(reversalNotices(rows, reversalsAmong(rows, [stored('100 05 500')])), [
    '1 Zeile storniert eine frühere Buchung; beide bleiben und heben sich auf.',
    '1 Zeile nennt einen Stornobeleg, zu dem keine offene Buchung mit dem Gegenbetrag passt.',
  ]);
});
