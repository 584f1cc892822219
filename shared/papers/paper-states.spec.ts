import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, toIsoDate } from '../calendar.ts';
import {
  firstOutOfOrder,
  followUp,
  isOpen,
  isOverdue,
  nextStates,
  stateFaults,
  stateOn,
} from './paper-states.ts';
import type { StateFact } from './paper-states.ts';
import { PAPER_KINDS, PAPER_STATES } from './terms.ts';

const START = toIsoDate('2021-01-01');
const TODAY = toIsoDate('2021-12-31');
const attempts = fc.array(fc.tuple(fc.constantFrom(...PAPER_STATES), fc.nat(20)), { maxLength: 12 });

/** What is kept when each attempt is recorded that nothing speaks against. */
function kept(kind: (typeof PAPER_KINDS)[number], tried: readonly (readonly [StateFact['state'], number])[]) {
  return tried.reduce<StateFact[]>((facts, [state, day]) => {
    const fact = { state, on: addDays(START, day) };
    return stateFaults(kind, facts, fact, TODAY).length === 0 ? [...facts, fact] : facts;
  }, []);
}

test('Whatever is tried, what is recorded stands in order, and verify finds nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PAPER_KINDS), attempts, (kind, tried) => {
      const facts = kept(kind, tried);
      assert.equal(firstOutOfOrder(kind, facts), null);
      assert.ok(facts.every((fact, at) => at === 0 || (facts[at - 1]?.on ?? '') <= fact.on));
      assert.ok(kind !== 'information' || facts.every((fact) => fact.state !== 'decided'));
    }),
  );
});

test('From every state there is a way on: nothing entered wrongly is final', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PAPER_KINDS), attempts, (kind, tried) => {
      assert.ok(nextStates(kind, kept(kind, tried), TODAY).length > 0);
    }),
  );
});

test('The newest fact up to a day counts, and of one day the one recorded last', () => {
  const on = toIsoDate('2021-06-16');
  const facts: StateFact[] = [
    { state: 'announced', on: toIsoDate('2021-06-01') },
    { state: 'adjourned', on },
    { state: 'decided', on },
  ];
  assert.equal(stateOn(facts, toIsoDate('2021-05-31')), null);
  assert.equal(stateOn(facts, toIsoDate('2021-06-15'))?.state, 'announced');
  assert.equal(stateOn(facts, on)?.state, 'decided');
});

test('A fact before a known one, in the future or out of turn is refused at its field', () => {
  const facts: StateFact[] = [{ state: 'decided', on: toIsoDate('2021-06-16') }];
  const faults = (state: StateFact['state'], on: string) =>
    stateFaults('decision', facts, { state, on: toIsoDate(on) }, TODAY).map(({ path }) => path);
  assert.deepEqual(faults('in-work', '2021-06-17'), []);
  assert.deepEqual(faults('in-work', '2021-06-15'), ['on']);
  assert.deepEqual(faults('in-work', '2022-01-01'), ['on']);
  assert.deepEqual(faults('reported', '2021-06-17'), ['state']);
});

test('Follow-up holds what is open, overdue first, and lets go of what is reported', () => {
  const paper = (id: number, state: StateFact['state'], deadline: string | null) => ({
    id,
    state,
    deadline: deadline === null ? null : toIsoDate(deadline),
  });
  const day = toIsoDate('2021-06-30');
  const papers = [
    paper(1, 'in-work', null),
    paper(2, 'decided', '2021-07-31'),
    paper(3, 'in-work', '2021-06-20'),
    paper(4, 'decided', null),
    paper(5, 'reported', '2021-06-01'),
    paper(6, 'done', '2021-06-01'),
    paper(7, 'decided', '2021-06-30'),
  ];
  assert.deepEqual(
    followUp(papers, day).map(({ id }) => id),
    [3, 6, 7, 2, 1],
  );
  assert.ok(!isOpen(paper(5, 'reported', '2021-06-01')));
  assert.ok(!isOverdue(paper(7, 'decided', '2021-06-30'), day), 'its last day is a day');
});
