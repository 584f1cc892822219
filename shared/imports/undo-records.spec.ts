import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recordUndoNotes, recordUndoOf } from './undo-records.ts';
import type { RecordUndoRow } from './undo-records.ts';

const free: RecordUndoRow = {
  ...{ id: 1, number: 'P-1', made: true, takenBack: false },
  ...{ changedBy: [], neededBy: [] },
};

const CASES: [string, Partial<RecordUndoRow>, string][] = [
  ['made and free', {}, 'removed'],
  ['changed and free', { made: false }, 'restored'],
  ['made and needed', { neededBy: ['1 Haushaltszeile'] }, 'needed'],
  ['changed and needed: its values may still go back', { made: false, neededBy: ['1 Risiko'] }, 'restored'],
  ['made and edited', { changedBy: ['am Projekt'] }, 'changed-later'],
  ['changed and changed again', { made: false, changedBy: ['Einlesung 7'] }, 'changed-later'],
  ['taken back before', { takenBack: true, neededBy: ['1 Risiko'], changedBy: ['am Projekt'] }, 'taken-back'],
];

for (const [name, part, expected] of CASES)
  test(`A record ${name} is ${expected}`, () => {
    const { account, taken } = recordUndoOf([{ ...free, ...part }]);
    const { removed, restored, kept } = account;
    const is = removed.length > 0 ? 'removed' : restored.length > 0 ? 'restored' : kept[0]?.reason;
    assert.equal(is, expected);
    assert.equal(taken.length, kept.length === 0 ? 1 : 0);
  });

test('Law: every record is in exactly one list, under its number', () => {
  const words = fc.array(fc.constantFrom('Einlesung 7', '1 Risiko'), { maxLength: 2 });
  const row = fc.record({
    ...{ id: fc.nat(), number: fc.string(), made: fc.boolean(), takenBack: fc.boolean() },
    ...{ changedBy: words, neededBy: words },
  });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const { taken, account } = recordUndoOf(rows);
      const numbers = [...account.removed, ...account.restored, ...account.kept.map((one) => one.number)];
      assert.deepEqual(numbers.sort(), rows.map((one) => one.number).sort());
      assert.equal(taken.length + account.kept.length, rows.length);
    }),
  );
});

test('The sentences name the records, and count what is too long to read', () => {
  const many = Array.from({ length: 102 }, (_, at) => ({ ...free, number: `P-${at}` }));
  const [made, , again] = recordUndoNotes(recordUndoOf(many).account);
  assert.match(made ?? '', /^Zurückgenommen: 102 Datensätze.*P-99 und 2 weitere\.$/u);
  assert.match(again ?? '', /zählt dann als neu/u);
  const stays = recordUndoOf(many.map((row) => ({ ...row, neededBy: ['1 Risiko', 'Stelle S-1'] })));
  const notes = recordUndoNotes(stays.account);
  assert.equal(notes[0], 'Bleibt: P-0 wird gebraucht: 1 Risiko, Stelle S-1.');
  assert.equal(notes[100], 'Bleibt: 2 weitere Datensätze.');
});
