import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldChanges, historyTitle } from './words.ts';

test('An entry reads as a sentence, an unknown code as itself', () => {
  assert.equal(
    historyTitle({ action: 'import.apply', entity: 'import', entityId: '7' }),
    'Einlesung 7: übernommen',
  );
  assert.equal(historyTitle({ action: 'x.y', entity: 'z', entityId: '1' }), 'z 1: x.y');
});

for (const [before, after, expected] of [
  [null, { a: 1 }, [['a', '–', '1']]],
  [{ a: 1, b: 'x' }, { a: 1, b: 'y' }, [['b', 'x', 'y']]],
  [{ a: 1 }, null, [['a', '1', '–']]],
  [{ a: { b: [1] } }, { a: { b: [1] } }, []],
  ['alt', 'neu', [['Wert', 'alt', 'neu']]],
] as const) {
  test(`From ${JSON.stringify(before)} to ${JSON.stringify(after)} ${expected.length} fields change`, () => {
    assert.deepEqual(
      fieldChanges(before, after).map((c) => [c.field, c.before, c.after]),
      expected,
    );
  });
}
