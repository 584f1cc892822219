import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, toIsoDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { namesPerson } from '../text/person-words.ts';
import {
  assessmentFaults,
  isOverdue,
  levelOf,
  matrixCounts,
  newRiskFaults,
  riskPoints,
  standingOn,
} from './risk-rules.ts';
import type { RiskAssessmentInput, RiskInput } from './risks.ts';
import { RISK_KINDS, RISK_STATES, RISK_STATE_WORDS, isUncertain, nextRiskStates } from './terms.ts';
import type { RiskState } from './terms.ts';

const day = toIsoDate;
const today = day('2021-07-02');

const input: RiskInput = {
  ...{ projectId: 1, kind: 'risk', openedOn: day('2021-06-01'), title: 'Verzug', probability: 3, impact: 4 },
  ...{ measure: 'Puffer', owner: 'Projektteam', dueOn: null, paper: '' },
};
const assessment: RiskAssessmentInput = {
  ...{ effectiveOn: day('2021-07-01'), title: 'Verzug', probability: 3, impact: 4, measure: 'Puffer' },
  ...{ owner: 'Projektteam', dueOn: null, paper: '', state: 'open', reason: 'Neu bewertet' },
};
const paths = (faults: readonly { path: string }[]): string[] => faults.map(({ path }) => path).sort();

test('A new entry is judged at all its fields at once', () => {
  assert.deepEqual(newRiskFaults(input, today), []);
  const wrong = { probability: null, openedOn: day('2021-07-03'), dueOn: day('2021-07-02') };
  assert.deepEqual(paths(newRiskFaults({ ...input, ...wrong }, today)), ['dueOn', 'openedOn', 'probability']);
  const certain = { kind: 'issue', probability: null, impact: null } as const;
  assert.deepEqual(newRiskFaults({ ...input, ...certain }, today), []);
  assert.deepEqual(paths(newRiskFaults({ ...input, ...certain, impact: 2 }, today)), ['impact']);
});

test('A new assessment does not rewrite what was said of an earlier day, and follows the states of its kind', () => {
  const before = { kind: 'risk', state: 'open', assessedOn: day('2021-06-01') } as const;
  const faults = (kind: (typeof RISK_KINDS)[number], state: RiskState, change: Partial<typeof assessment>) =>
    paths(assessmentFaults({ ...before, kind, state }, { ...assessment, ...change }, today));
  const certain = { probability: null, impact: null };
  assert.deepEqual(faults('risk', 'open', {}), []);
  assert.deepEqual(
    faults('risk', 'open', { effectiveOn: day('2021-06-01') }),
    [],
    'the same day is corrected',
  );
  assert.deepEqual(faults('risk', 'open', { effectiveOn: day('2021-05-31') }), ['effectiveOn']);
  assert.deepEqual(faults('risk', 'open', { effectiveOn: day('2021-07-03') }), ['effectiveOn']);
  assert.deepEqual(faults('risk', 'closed', {}), [], 'opened again');
  assert.deepEqual(faults('risk', 'closed', { state: 'mitigated' }), ['state']);
  assert.deepEqual(faults('issue', 'open', { ...certain, state: 'occurred' }), ['state']);
  assert.deepEqual(faults('decision', 'open', { ...certain, state: 'closed' }), []);
});

test('Every kind can be closed and opened again from every one of its states', () => {
  for (const kind of RISK_KINDS)
    for (const state of RISK_STATES.filter((one) => RISK_STATE_WORDS[kind][one] !== undefined)) {
      const next = nextRiskStates(kind, state);
      assert.ok(next.includes('open'), `${kind} ${state}`);
      assert.equal(next.includes('closed'), state !== 'closed', `${kind} ${state}`);
    }
});

const dayArb = fc.integer({ min: 0, max: 900 }).map((days) => addDays(day('2020-01-01'), days));

test('What stands on a day is the newest assessment up to it, whatever comes later', () => {
  fc.assert(
    fc.property(fc.array(dayArb), fc.array(dayArb), dayArb, (some, more, on) => {
      const facts = (days: IsoDate[]) =>
        days.toSorted().map((effectiveOn, place) => ({ effectiveOn, place }));
      const all = facts(some);
      const later = more.filter((one) => one > on).toSorted();
      const standing = standingOn(all, on);
      assert.equal(
        standing?.effectiveOn,
        some
          .filter((one) => one <= on)
          .toSorted()
          .at(-1),
      );
      assert.deepEqual(
        standingOn(
          [...all, ...facts(later)].toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 0)),
          on,
        ),
        standing,
      );
    }),
  );
});

test('The cells of the matrix count every open risk once', () => {
  const scale = fc.integer({ min: 1, max: 5 });
  const row = fc.record({
    kind: fc.constantFrom(...RISK_KINDS),
    state: fc.constantFrom(...RISK_STATES),
    probability: scale,
    impact: scale,
  });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      for (const kind of RISK_KINDS.filter(isUncertain)) {
        const count = matrixCounts(rows, kind);
        const cells = [1, 2, 3, 4, 5].flatMap((p) => [1, 2, 3, 4, 5].map((i) => count(p, i)));
        const open = rows.filter((one) => one.kind === kind && one.state === 'open');
        assert.equal(
          cells.reduce((sum, one) => sum + one, 0),
          open.length,
        );
      }
    }),
  );
});

test('Points, levels and what is overdue', () => {
  assert.equal(riskPoints({ probability: 3, impact: 5 }), 15);
  assert.equal(riskPoints({ probability: null, impact: null }), null);
  const limits = { medium: 15, high: 20 };
  assert.deepEqual(
    [14, 15, 19, 20].map((points) => levelOf(points, limits)),
    ['low', 'medium', 'medium', 'high'],
  );
  const due = { state: 'open', dueOn: day('2021-07-01') } as const;
  assert.equal(isOverdue(due, today), true);
  assert.equal(isOverdue({ ...due, dueOn: today }, today), false);
  assert.equal(isOverdue({ ...due, state: 'mitigated' }, today), false);
});

test('A form of address or a mail address names a person, a unit does not', () => {
  for (const text of ['Frau Müller', 'bei Herrn Özdemir', 'Dr. Beispiel', 'a.b@stuttgart.de', 'Hr. Maier'])
    assert.equal(namesPerson(text), true, text);
  for (const text of [
    'Amt 17, IT-Leitung',
    'Referat Digitalisierung',
    'Personalrat',
    'Herren-Toilette',
    'frau sein',
  ])
    assert.equal(namesPerson(text), false, text);
});
