import assert from 'node:assert/strict';
import { test } from 'node:test';
import { styleOf } from './styles.ts';

/** Number formats as German and English workbooks have them, and what their cells are. */
const FORMATS: [string, ReturnType<typeof styleOf>][] = [
  ['General', {}],
  ['0.00', {}],
  ['#,##0.00 "€"', {}],
  ['#,##0.00\\ [$€-407];[Red]-#,##0.00\\ [$€-407]', {}],
  ['_-* #,##0.00 _D_M_-;-* #,##0.00 _D_M_-', {}],
  ['#,##0,', {}],
  ['0.00E+00', {}],
  ['@', {}],
  ['"Stunden" 0', {}],
  ['dd.mm.yyyy', { means: 'date' }],
  ['[$-407]d. mmmm yyyy', { means: 'date' }],
  ['hh:mm', { means: 'date' }],
  ['[h]:mm', { means: 'date' }],
  ['0%', { means: 'percent' }],
  ['0.0 %;[Rot]-0.0 %', { means: 'percent' }],
  ['0000000000', { digits: 10 }],
];

for (const [code, style] of FORMATS)
  test(`A cell in the format ${code} is ${JSON.stringify(style)}`, () => {
    assert.deepEqual(styleOf(code), style);
  });
