import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, toIsoDate } from '../calendar.ts';
import {
  mergeTargetFault,
  moveDateFault,
  moveFault,
  moveSentence,
  newProjectFaults,
  placeFault,
} from './move-rules.ts';
import type { MergeTarget, MovingProject } from './move-rules.ts';
import { PROJECT_STATES } from './terms.ts';

const on = toIsoDate('2021-06-01');
const project: MovingProject = {
  id: 1,
  state: 'running',
  mergedInto: null,
  later: undefined,
  openMilestones: 0,
  takesInOn: null,
};
const target: MergeTarget = {
  ...{ id: 2, number: 'P-002', name: 'Portal' },
  ...{ state: 'running', merged: false, endsLaterOn: null },
};
const merge = { field: 'merge', to: target } as const;

test('What a move does is said in one sentence, for one project and for many', () => {
  const office = 'Amt 10 Hauptamt';
  assert.equal(
    moveSentence('office', office, ['P-1'], on),
    'Ab 01.06.2021 gehört P-1 zu Amt 10 Hauptamt; Stichtage davor bleiben.',
  );
  assert.equal(
    moveSentence('merge', 'P-002 Portal', ['P-1', 'P-3'], on),
    'Ab 01.06.2021 gehen 2 Projekte in P-002 Portal auf und enden; Stichtage davor bleiben.',
  );
  assert.equal(moveSentence('office', office, [], on), 'Es ändert sich nichts.');
});

test('A day that is not yet there is refused, any other is not', () => {
  fc.assert(
    fc.property(fc.integer({ min: -900, max: 900 }), (days) => {
      const fault = moveDateFault(addDays(on, days), on);
      assert.equal(fault === null, days <= 0);
    }),
  );
});

test('A project belongs only to what is there on the day', () => {
  const office = {
    ...{ key: '10', words: 'Amt 10' },
    ...{ validFrom: toIsoDate('2021-01-01'), validTo: toIsoDate('2021-12-31') },
  };
  assert.equal(placeFault('office', office, toIsoDate('2021-01-01')), null);
  assert.equal(placeFault('office', office, toIsoDate('2021-12-31')), null);
  assert.match(placeFault('office', office, toIsoDate('2020-12-31')) ?? '', /erst ab dem 01\.01\.2021/u);
  assert.match(placeFault('office', office, toIsoDate('2022-01-01')) ?? '', /nur bis zum 31\.12\.2021/u);
  assert.equal(placeFault('lead', undefined, on)?.includes('Projektleitung'), true);
});

test('Whatever its state, a project goes only into another one that goes on, and only once', () => {
  for (const state of PROJECT_STATES) {
    const live = state !== 'done' && state !== 'cancelled';
    assert.equal(mergeTargetFault({ ...target, state }, on) === null, live, `into ${state}`);
    assert.equal(moveFault({ ...project, state }, merge, on) === null, live, `from ${state}`);
  }
  assert.match(moveFault({ ...project, id: 2 }, merge, on) ?? '', /nicht in sich selbst/u);
  assert.match(moveFault({ ...project, mergedInto: 'P-9' }, merge, on) ?? '', /in P-9 aufgegangen/u);
  assert.match(mergeTargetFault({ ...target, merged: true }, on) ?? '', /selbst schon/u);
  assert.match(mergeTargetFault({ ...target, endsLaterOn: addDays(on, 9) }, on) ?? '', /endet am/u);
  // Whatever another one goes into later does not end before: a circle would close.
  assert.match(moveFault({ ...project, takesInOn: addDays(on, 1) }, merge, on) ?? '', /erst danach/u);
});

test('A new project ends after it begins and runs only once it has begun', () => {
  const faults = newProjectFaults({ startsOn: addDays(on, 1), endsOn: on, state: 'running' }, on);
  assert.deepEqual(
    faults.map((fault) => fault.path),
    ['endsOn', 'state'],
  );
  assert.deepEqual(newProjectFaults({ startsOn: on, endsOn: on, state: 'running' }, on), []);
});
