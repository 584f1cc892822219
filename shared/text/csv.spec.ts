import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvText } from './csv.ts';

test('A text becomes one field, and never a formula', () => {
  const cases: [string, string][] = [
    ['', ''],
    ['Lizenzen', 'Lizenzen'],
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-5', "'-5"],
    ['\u0000=1', "'\u0000=1"],
    ['a;b', '"a;b"'],
    ['sagt "ja"', '"sagt ""ja"""'],
    ['zwei\nZeilen', '"zwei\nZeilen"'],
    // A field that begins or ends in space keeps it only in quotes.
    [' außen ', '" außen "'],
  ];
  assert.deepEqual(
    cases.map(([text]) => csvText(text)),
    cases.map(([, field]) => field),
  );
});
