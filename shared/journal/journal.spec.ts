import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toIsoDate } from '../calendar.ts';
import { toCents } from '../money.ts';
import { accountPart, journalAmount, transactionText } from './journal.ts';

const AMOUNTS: [number, string][] = [
  [0, '0.00 EUR'],
  [5, '0.05 EUR'],
  [-7, '-0.07 EUR'],
  [-123_456, '-1234.56 EUR'],
  [640_000_000_000, '6400000000.00 EUR'],
];
for (const [cents, text] of AMOUNTS) {
  test(`${cents} cents are written ${text}`, () => {
    assert.equal(journalAmount(toCents(cents)), text);
  });
}

test('A code keeps its leading zeros; a sign with a meaning is replaced and the id keeps codes apart', () => {
  assert.equal(accountPart('0105', 7), '0105');
  assert.equal(accountPart('1.100.01:02', 7), '1.100.01·02#7');
  assert.notEqual(accountPart('a;b', 1), accountPart('a,b', 2));
  assert.equal(accountPart('', 3), '#3');
});

test('Whatever a text says, a transaction keeps its lines and never opens a comment or an amount of its own', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.integer({ min: -1e12, max: 1e12 }),
      (what, note, cents) => {
        const text = transactionText({
          on: toIsoDate('2021-06-30'),
          description: what,
          comment: note,
          legs: [
            { account: 'Ist:a', cents: toCents(cents) },
            { account: 'SAP', cents: toCents(-cents) },
          ],
        });
        const lines = text.split('\n');
        assert.equal(lines.length, 5);
        const [head = ''] = lines;
        assert.ok((head.match(/;/gu)?.length ?? 0) <= 1);
        assert.match(head, /^2021-06-30( |$)/u);
        assert.doesNotMatch(head, /^2021-06-30 [*!(=]/u);
      },
    ),
    { numRuns: 500 },
  );
});

test('An unbalanced transaction is refused', () => {
  const legs = [{ account: 'a', cents: toCents(1) }];
  assert.throws(
    () => transactionText({ on: toIsoDate('2021-01-01'), description: 'x', comment: '', legs }),
    RangeError,
  );
});
