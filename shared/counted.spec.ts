import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted } from './counted.ts';

test('One is one, everything else many, grouped by thousands', () => {
  assert.equal(counted(1, 'Eintrag', 'Einträge'), '1 Eintrag');
  assert.equal(counted(0, 'Eintrag', 'Einträge'), '0 Einträge');
  assert.equal(counted(2, 'Eintrag', 'Einträge'), '2 Einträge');
  assert.equal(counted(1_234_567, 'Zeile', 'Zeilen'), '1.234.567 Zeilen');
  assert.equal(counted(-1, 'Tag', 'Tage'), '−1 Tage');
});
