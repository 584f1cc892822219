import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorsCsv } from './errors-csv.ts';

const CASES: [string, string][] = [
  ['1e9', '1e9'],
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-5', "'-5"],
  ['+49', "'+49"],
  ['a;b', '"a;b"'],
  ['=cmd|" /C calc"!A0', '"\'=cmd|"" /C calc""!A0"'],
  ['zwei\nZeilen', '"zwei\nZeilen"'],
];
for (const [text, cell] of CASES) {
  test(`The text ${JSON.stringify(text)} becomes the cell ${cell}`, () => {
    const csv = errorsCsv([{ file: 'ist.csv', line: 3, column: 'Betrag', text, message: 'geht nicht' }]);
    assert.equal(csv, `\uFEFFDatei;Zeile;Spalte;Text;Fehler\r\nist.csv;3;Betrag;${cell};geht nicht\r\n`);
  });
}
