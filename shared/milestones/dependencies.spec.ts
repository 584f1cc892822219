import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, daysBetween, toIsoDate } from '../calendar.ts';
import { allAfter, allBefore, cycleThrough, earliestDates, inOrder, slipEffect } from './dependencies.ts';
import type { Awaited, Dependency } from './dependencies.ts';

const START = toIsoDate('2021-01-31');
const link = (predecessorId: number, successorId: number, lagDays = 0): Dependency => ({
  predecessorId,
  successorId,
  lagDays,
});
const open = (id: number, on: string): Awaited => ({ id, expectedOn: toIsoDate(on), reachedOn: null });

/** Dependencies as people add them: each of them is refused that would close a cycle. */
function accepted(asked: readonly Dependency[]): Dependency[] {
  const links: Dependency[] = [];
  for (const one of asked) if (cycleThrough(links, one) === null) links.push(one);
  return links;
}

const id = fc.integer({ min: 1, max: 12 });
const asked = fc.array(
  fc.record({ predecessorId: id, successorId: id, lagDays: fc.integer({ min: -40, max: 90 }) }),
  { maxLength: 40 },
);
const days = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 12, maxLength: 12 });
const milestonesOf = (offsets: readonly number[]): Awaited[] =>
  offsets.map((days, index) => ({ id: index + 1, expectedOn: addDays(START, days), reachedOn: null }));

describe('Dependencies of milestones', () => {
  test('A cycle is told with its way round', () => {
    const links = [link(1, 2), link(2, 3), link(5, 2)];
    assert.deepEqual(cycleThrough(links, { predecessorId: 3, successorId: 1 }), [3, 1, 2, 3]);
    assert.deepEqual(cycleThrough(links, { predecessorId: 2, successorId: 1 }), [2, 1, 2]);
    assert.deepEqual(cycleThrough(links, { predecessorId: 4, successorId: 4 }), [4, 4]);
    assert.equal(cycleThrough(links, { predecessorId: 1, successorId: 3 }), null);
  });

  test('The earliest day is the latest of the predecessors’ days, each with its lag', () => {
    const milestones = [open(1, '2021-04-30'), open(2, '2021-05-31'), open(3, '2021-06-30')];
    const links = [link(1, 3, 28), link(2, 3, -10), link(9, 3, 900)];
    assert.deepEqual([...earliestDates(milestones, links)], [[3, '2021-05-28']]);
    const reached = milestones.map((one) =>
      one.id === 1 ? { ...one, reachedOn: toIsoDate('2021-01-02') } : one,
    );
    assert.deepEqual([...earliestDates(reached, links)], [[3, '2021-05-21']]);
  });

  test('A slip reaches over a milestone whose own forecast is later already', () => {
    const milestones = [open(1, '2021-04-30'), open(2, '2021-09-30'), open(3, '2021-10-31')];
    const links = [link(1, 2), link(2, 3, 31)];
    const effect = slipEffect(milestones, links, { id: 1, expectedOn: toIsoDate('2021-05-30') });
    assert.deepEqual(effect, [
      { id: 2, before: '2021-04-30', after: '2021-05-30' },
      { id: 3, before: '2021-10-31', after: '2021-10-31' },
    ]);
  });

  test('Law: what is accepted one by one never waits for itself, and what is refused would have', () => {
    fc.assert(
      fc.property(asked, (all) => {
        const links = accepted(all);
        assert.deepEqual(inOrder(links).circular, []);
        for (const refused of all.filter((one) => cycleThrough(links, one) !== null))
          assert.notDeepEqual(inOrder([...links, refused]).circular, []);
      }),
    );
  });

  test('Law: in the order everything stands behind all it waits for', () => {
    fc.assert(
      fc.property(asked, (all) => {
        const links = accepted(all);
        const place = new Map(inOrder(links).order.map((one, index) => [one, index]));
        for (const { predecessorId, successorId } of links)
          assert.ok((place.get(predecessorId) ?? NaN) < (place.get(successorId) ?? NaN));
        for (const one of place.keys())
          for (const before of allBefore(links, [one])) assert.ok(allAfter(links, [before]).has(one));
      }),
    );
  });

  test('Law: nobody is earlier than a predecessor and its lag, and a slip of n days moves by 0 to n', () => {
    fc.assert(
      fc.property(asked, days, id, fc.integer({ min: 0, max: 400 }), (all, offsets, moved, slip) => {
        const links = accepted(all);
        const milestones = milestonesOf(offsets);
        const earliest = earliestDates(milestones, links);
        for (const { predecessorId, successorId, lagDays } of links) {
          const day = milestones[predecessorId - 1]?.expectedOn ?? START;
          assert.ok((earliest.get(successorId) ?? START) >= addDays(day, lagDays));
        }
        const expectedOn = addDays(milestones[moved - 1]?.expectedOn ?? START, slip);
        const effect = slipEffect(milestones, links, { id: moved, expectedOn });
        assert.deepEqual(new Set(effect.map((one) => one.id)), allAfter(links, [moved]));
        for (const { before, after } of effect) {
          const shift = daysBetween(before, after);
          assert.ok(shift >= 0 && shift <= slip, `${shift} of ${slip}`);
        }
      }),
    );
  });
});
