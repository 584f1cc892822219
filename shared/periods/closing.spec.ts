import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closingFaults, reopenFault, stateChangeFault } from './closing.ts';
import type { PeriodStates } from './periods.ts';
import { PERIOD_STATES } from './terms.ts';

const CLEAR = { monthIsOver: true, earlierOpen: [], open: [], tieOuts: [] };

test('A month that is over, tied out and in its turn can be closed', () => {
  assert.deepEqual(closingFaults(CLEAR), []);
});

test('Months close in order', () => {
  assert.deepEqual(closingFaults({ ...CLEAR, earlierOpen: ['02/2021', '04/2021'] }), [
    '02/2021 ist noch nicht geschlossen; geschlossen wird der Reihe nach.',
    '04/2021 ist noch nicht geschlossen; geschlossen wird der Reihe nach.',
  ]);
});

test('Only the newest closed month opens again', () => {
  const states: PeriodStates = new Map([
    ['2021-03', 'closed'],
    ['2021-04', 'closed'],
    ['2021-05', 'held'],
  ]);
  assert.equal(reopenFault(states, '2021-04'), null);
  assert.match(reopenFault(states, '2021-03') ?? '', /zuerst wird 04\/2021/u);
  assert.match(reopenFault(states, '2021-05') ?? '', /ist nicht geschlossen/u);
});

const ALLOWED = ['open→held', 'held→open', 'held→closed'];
for (const from of PERIOD_STATES) {
  for (const to of PERIOD_STATES) {
    const allowed = ALLOWED.includes(`${from}→${to}`);
    test(`One person ${allowed ? 'takes' : 'never takes'} a period from ${from} to ${to}`, () => {
      assert.equal(stateChangeFault(from, to) === null, allowed);
    });
  }
}
