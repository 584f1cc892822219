import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toIsoDate } from '../calendar.ts';
import { owesReport, nextStates, stateChangeFault, stateDateFault } from './project-states.ts';
import { PROJECT_STATES } from './terms.ts';

test('Allows exactly the listed changes, and staying as it is', () => {
  for (const from of PROJECT_STATES) {
    for (const to of PROJECT_STATES) {
      const allowed = from === to || nextStates(from).includes(to);
      assert.equal(stateChangeFault(from, to, 0) === null, allowed, `${from} → ${to}`);
    }
  }
});

test('Refuses to finish with open milestones, and says how many', () => {
  assert.match(stateChangeFault('running', 'done', 1) ?? '', /ist 1 Meilenstein offen/u);
  assert.match(stateChangeFault('running', 'done', 3) ?? '', /sind 3 Meilensteine offen/u);
});

test('Names the states in German', () => {
  assert.equal(
    stateChangeFault('planned', 'done', 0),
    'Von „geplant“ geht es nur nach „läuft“, „abgebrochen“, nicht nach „abgeschlossen“.',
  );
});

test('Every state can be reached and left', () => {
  for (const state of PROJECT_STATES) {
    assert.ok(nextStates(state).length > 0);
    assert.ok(PROJECT_STATES.some((from) => nextStates(from).includes(state)));
  }
});

test('What has begun and not ended owes a report', () => {
  const date = toIsoDate('2021-06-30');
  const begun = { startsOn: date };
  assert.deepEqual(
    PROJECT_STATES.filter((state) => owesReport({ ...begun, state }, date)),
    ['planned', 'running', 'paused'],
  );
  assert.equal(owesReport({ ...begun, state: null }, date), false);
  assert.equal(owesReport({ state: 'running', startsOn: toIsoDate('2021-07-01') }, date), false);
});

test('A state takes effect today or before, and never ahead of one already recorded', () => {
  const [date, today] = [toIsoDate('2021-06-30'), toIsoDate('2021-07-02')];
  assert.equal(stateDateFault(date, today, undefined), null);
  assert.equal(stateDateFault(today, today, undefined), null);
  assert.match(stateDateFault(today, date, undefined) ?? '', /02\.07\.2021 liegt in der Zukunft/u);
  assert.equal(
    stateDateFault(date, today, { state: 'done', effectiveOn: today }),
    'Ab 02.07.2021 ist schon „abgeschlossen“ festgehalten; ein neuer Stand gilt frühestens ab diesem Tag.',
  );
});
