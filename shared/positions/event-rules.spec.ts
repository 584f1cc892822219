import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, toIsoDate } from '../calendar.ts';
import { toFte } from '../fte.ts';
import { countedEvents, courseFaults, eventFaults, nextEvents } from './event-rules.ts';
import type { NewEvent } from './event-rules.ts';
import { positionAt } from './standing.ts';
import type { PositionFact } from './standing.ts';
import { POSITION_EVENTS, POSITION_STATES } from './terms.ts';
import type { PositionEventKind } from './terms.ts';

const day = toIsoDate;
const today = day('2021-07-02');
const post: PositionFact = {
  ...{ fte: toFte(10_000), grade: 'EG 9b', authorisedOn: day('2020-01-01'), plannedStart: day('2020-03-01') },
  ...{ kwOn: null, events: [] },
};
const event = (kind: PositionEventKind, on: string, rest: Partial<NewEvent> = {}): NewEvent => ({
  ...{ kind, effectiveOn: day(on), share: null, gradeTo: null, dateTo: null },
  ...rest,
});
const paths = (fact: PositionFact, one: NewEvent): string[] =>
  eventFaults(fact, one, today)
    .map(({ path }) => path)
    .sort();
const after = (...events: NewEvent[]): PositionFact => ({ ...post, events });

test('The order of events, as the domain has it', () => {
  const way = ['created', 'advertised', 'selection', 'filled', 'vacant', 'dropped'] as const;
  const done: NewEvent[] = [];
  way.forEach((kind, month) => {
    const one = event(kind, `2021-0${month + 1}-01`);
    assert.deepEqual(paths({ ...post, authorisedOn: day('2021-06-01'), events: done }, one), [], kind);
    done.push(one);
  });
  for (const kind of POSITION_EVENTS) {
    const dropped = after(event('dropped', '2021-01-01'));
    assert.ok(
      paths(dropped, event(kind, '2021-02-01', { gradeTo: 'EG 11', dateTo: day('2022-01-01') })).includes(
        'kind',
      ),
    );
  }
  assert.deepEqual(paths(after(event('filled', '2021-01-01')), event('dropped', '2021-02-01')), ['kind']);
  assert.deepEqual(paths(after(event('blocked', '2021-01-01')), event('filled', '2021-02-01')), ['kind']);
});

test('Values, days and the kw date are judged at once', () => {
  assert.deepEqual(paths(post, event('filled', '2021-07-03', { share: toFte(10_001) })), [
    'effectiveOn',
    'share',
  ]);
  assert.deepEqual(paths(post, event('filled', '2021-07-02', { share: toFte(0) })), ['share']);
  assert.deepEqual(paths(post, event('filled', '2021-07-02', { share: toFte(5000) })), []);
  assert.deepEqual(paths(after(event('advertised', '2021-06-01')), event('filled', '2021-05-31')), [
    'effectiveOn',
  ]);
  assert.deepEqual(paths(post, event('upgraded', '2021-06-01', { gradeTo: 'EG 9b' })), ['gradeTo']);
  assert.deepEqual(paths(post, event('kw-extended', '2021-06-01', { dateTo: day('2022-01-01') })), ['kind']);
  assert.deepEqual(paths(post, event('kw-set', '2021-06-01')), ['dateTo']);
  const ending = { ...post, kwOn: day('2021-06-15') };
  assert.deepEqual(paths(ending, event('filled', '2021-06-16')), ['kind'], 'the post ended with its kw date');
  assert.deepEqual(paths(ending, event('kw-extended', '2021-06-10', { dateTo: day('2021-06-15') })), [
    'dateTo',
  ]);
});

test('A newer row takes an event back, and what it replaced counts no more', () => {
  const row = (id: number, replacesId: number | null = null, withdrawn: 0 | 1 = 0) => ({
    id,
    replacesId,
    withdrawn,
  });
  assert.deepEqual(
    countedEvents([row(1), row(2), row(3, 1, 1), row(4, 2)]).map(({ id }) => id),
    [4],
  );
});

const eventArb = fc.record({
  kind: fc.constantFrom(...POSITION_EVENTS),
  days: fc.integer({ min: -40, max: 200 }),
  share: fc.option(fc.integer({ min: 1, max: 12_000 }).map(toFte)),
  gradeTo: fc.option(fc.constantFrom('EG 9b', 'EG 11')),
  months: fc.option(fc.integer({ min: -50, max: 400 })),
});

test('Law: whatever is accepted one after the other is a sound course, and never more is filled than authorised', () => {
  fc.assert(
    fc.property(fc.array(eventArb, { maxLength: 12 }), (tries) => {
      let fact: PositionFact = post;
      let at = day('2020-01-01');
      for (const { days, months, ...rest } of tries) {
        const effectiveOn = addDays(at, days);
        const dateTo = months === null ? null : addDays(effectiveOn, months);
        const one: NewEvent = { ...rest, effectiveOn, dateTo };
        if (eventFaults(fact, one, today).length > 0) continue;
        fact = { ...fact, events: [...fact.events, one] };
        at = effectiveOn;
      }
      assert.deepEqual(courseFaults(fact), []);
      for (const { effectiveOn } of fact.events) {
        const { filled, authorised } = positionAt(fact, effectiveOn);
        assert.ok(filled <= authorised);
      }
      const gone = fact.events.findIndex(({ kind }) => kind === 'dropped');
      assert.ok(gone < 0 || gone === fact.events.length - 1, 'nothing after the end');
    }),
  );
});

test('A course is unsound with more filled than there is, and sound with none left', () => {
  const filled = (share: number) => [
    event('created', '2020-01-01'),
    event('filled', '2020-04-01', { share: toFte(share) }),
    event('vacant', '2020-09-01', { share: toFte(0) }),
  ];
  assert.deepEqual(courseFaults({ ...post, events: filled(10_000) }), []);
  assert.deepEqual(courseFaults({ ...post, events: filled(10_001) }), ['mehr besetzt als bewilligt']);
  assert.deepEqual(courseFaults({ ...post, events: filled(0) }), ['mehr besetzt als bewilligt']);
});

test('From every state but the last there is a way on', () => {
  for (const state of POSITION_STATES) {
    assert.equal(nextEvents({ state, kwOn: null }).length > 0, state !== 'dropped');
    assert.ok(!nextEvents({ state, kwOn: null }).includes('kw-extended'));
  }
});
