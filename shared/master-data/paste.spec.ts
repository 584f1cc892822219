import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toIsoDate } from '../calendar.ts';
import { readPaste } from './paste.ts';
import { pastedLines } from './paste-text.ts';

const from = toIsoDate('2021-01-01');
const NOTHING = { records: [], choices: {} };

test('Whatever stands in cells comes back from the clipboard', () => {
  const written = (cell: string): string =>
    /["\t\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const filled = fc
    .string({ unit: fc.constantFrom('a', '"', '\t', '\n', ' ', 'ä') })
    .filter((cell) => cell.trim() !== '');
  fc.assert(
    fc.property(fc.array(fc.array(filled, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
      const text = rows.map((cells) => cells.map(written).join('\t')).join('\r\n');
      assert.deepEqual(
        pastedLines(text).map(({ cells }) => cells),
        rows,
      );
    }),
  );
});

test('Columns follow their headings, or the order of the form', () => {
  const headed = readPaste('offices', { text: 'Name\tNummer\nHauptamt\t10', from }, NOTHING);
  const bare = readPaste('offices', { text: '10\tHauptamt\r\n', from }, NOTHING);
  assert.deepEqual(headed.rows[0]?.values, { code: '10', name: 'Hauptamt' });
  assert.deepEqual(bare.rows[0]?.values, { code: '10', name: 'Hauptamt' });
  assert.deepEqual([headed.rows[0].line, bare.rows[0].line], [2, 1]);
});

test('A faulty row says everything that is wrong with it, the others are read', () => {
  const text = '10\tHauptamt\n\tOhne Nummer\n010\tZweimal\n20\tKämmerei\tzu viel';
  const { rows, fresh, faulty } = readPaste('offices', { text, from }, NOTHING);
  assert.deepEqual([fresh, faulty], [1, 3]);
  assert.deepEqual(
    rows.map((row) => row.faults.map(({ field, message }) => `${field}: ${message}`)),
    [[], ['code: Nummer fehlt.'], ['code: Steht schon in Zeile 1.'], [': Die Zeile hat mehr als 2 Spalten.']],
  );
});

test('What stands there already is the same, and another name for its code is a fault', () => {
  const record = { id: 1, values: { code: '10', name: 'Hauptamt' }, from, to: null };
  const text = '10\tHauptamt';
  const beside = { records: [record], choices: {} };
  assert.equal(readPaste('offices', { text, from }, beside).same, 1);
  assert.equal(readPaste('offices', { text: '010\tAnders', from }, beside).faulty, 1);
});
